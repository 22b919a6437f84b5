// npm run NAME -- ARGS: one of the product's commands (dist/cli/NAME.js), prepared like npm start.
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { dist, root } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { endAllOnSignal, runInForeground } from './run-program.mjs';
import { runTool, ToolFault } from './terminal.mjs';

/** Commands that measure or test use development packages. */
const needsDev = ['bench', 'schema'];

await runTool(async () => {
  const [name, ...args] = process.argv.slice(2);
  const calm = endAllOnSignal();
  // Progress goes beside the result, which others may read by machine.
  const { node } = await prepare({ dev: needsDev.includes(name), stream: process.stderr });
  calm();
  const files = await readdir(join(dist, 'cli')).catch(() => []);
  const commands = files.filter((file) => file.endsWith('.js')).map((file) => basename(file, '.js'));
  if (!commands.includes(name)) {
    throw new ToolFault(`There is no command "${name ?? ''}". There are: ${commands.join(', ') || 'none'}.`);
  }
  process.exitCode = await runInForeground(node, [join(dist, 'cli', `${name}.js`), ...args], { cwd: root });
});
