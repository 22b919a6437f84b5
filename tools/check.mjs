// npm run check: the quick part of npm test, for use while working.
import { staticSteps, testStep } from './check-steps.mjs';
import { prepare } from './prepare.mjs';
import { endAllOnSignal } from './run-program.mjs';
import { runSteps } from './steps.mjs';
import { runTool, seconds } from './terminal.mjs';

await runTool(async () => {
  const since = performance.now();
  endAllOnSignal();
  const { node } = await prepare({ dev: true });
  const { failed } = await runSteps([...staticSteps(node), await testStep(node, 'unit')]);
  console.log(
    failed === 0 ? `Everything is in order (${seconds(since)})` : `${failed} failed (${seconds(since)})`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
});
