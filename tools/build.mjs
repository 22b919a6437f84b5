// npm run build: installs and builds as far as needed, without starting anything.
import { prepare } from './prepare.mjs';
import { endAllOnSignal } from './run-program.mjs';
import { runTool } from './terminal.mjs';

await runTool(async () => {
  endAllOnSignal();
  await prepare({ dev: false, quiet: false });
});
