// Runs the steps of a check, two at a time, and tells each one's result and time in the order given.
import { endGroup, ended, spawnGuarded } from './run-program.mjs';
import { root } from './paths.mjs';
import { seconds } from './terminal.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ name: string, command: string, args: string[], env?: Record<string, string>, alone?: boolean,
 *   count?: (code: number) => Promise<Count> }} Step
 *   alone: not beside another (it uses both processors itself); count: what it counts; a step without is one check
 */

/** @param {Step} step */
async function runStep(step) {
  const since = performance.now();
  const child = spawnGuarded(step.command, step.args, {
    cwd: root,
    env: { ...process.env, ...step.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => (words += chunk));
  const code = await ended(child).catch((error) => {
    words += `${error.message}\n`;
    return 127;
  });
  // Whatever it has started and left behind, e.g. a worker in an endless loop.
  endGroup(child);
  const counted = await step.count?.(code);
  const count = counted ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  return { code, words, count, time: seconds(since) };
}

function tell(step, { code, words, count, time }) {
  const good = code === 0 && count.failed === 0;
  const numbers = step.count
    ? `, ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`
    : '';
  console.log(`${good ? 'ok  ' : 'FAIL'} ${step.name} (${time}${numbers})`);
  if (!good) console.log(words.trimEnd().replace(/^/gm, '     '));
}

/**
 * @param {Step[]} steps
 * @returns {Promise<Count>}
 */
export async function runSteps(steps) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const results = new Map();
  let told = 0;
  const tellInOrder = () => {
    for (; results.has(steps[told]); told += 1) tell(steps[told], results.get(steps[told]));
  };
  const waiting = [...steps];
  const working = new Map();
  while (waiting.length > 0 || working.size > 0) {
    const next = waiting[0];
    const fits =
      next && working.size < 2 && ![next, ...working.keys()].some((step) => step.alone && working.size > 0);
    if (fits) {
      waiting.shift();
      working.set(
        next,
        runStep(next).then((result) => [next, result]),
      );
      continue;
    }
    const [step, result] = await Promise.race(working.values());
    working.delete(step);
    results.set(step, result);
    for (const key of Object.keys(total)) total[key] += result.count[key];
    tellInOrder();
  }
  return total;
}
