// npm test: everything, from a fresh clone; the last line says how many passed and how many failed.
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { staticSteps, testStep } from './check-steps.mjs';
import { dist } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { endAllOnSignal } from './run-program.mjs';
import { runSteps } from './steps.mjs';
import { runTool } from './terminal.mjs';

const projects = ['unit', 'database', 'journeys', 'conformance', 'faults'];

await runTool(async () => {
  endAllOnSignal();
  const { node } = await prepare({ dev: true });
  const env = { CHROMIUM_PATH: await ensureBrowser() };
  const tests = await Promise.all(projects.map((project) => testStep(node, project, env)));
  const examples = {
    name: 'worked examples',
    command: node,
    args: [join(dist, 'cli', 'service.js'), 'check', join('canton', 'basel-stadt', 'services')],
  };
  const { passed, failed, skipped } = await runSteps([...staticSteps(node), examples, ...tests]);
  process.exitCode = failed === 0 ? 0 : 1;
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
});
