// Load: autocannon in a process of its own for pages; loops of awaited operations for what needs a new key each time.
import { once } from 'node:events';
import { join } from 'node:path';
import { projectFolder } from '../../kernel/project-folder.ts';
import { startNode } from './children.ts';
import type { Sample } from './figures.ts';

interface CannonReport {
  '2xx': number;
  non2xx: number;
  errors: number;
  timeouts: number;
  requests: { average: number; total: number };
}

/**
 * Requests per second of GETs over 8 connections that stay open, after a second of warming up.
 * @throws Error when a single answer was not 2xx: the speed of refusals is no figure
 */
export async function requestsPerSecond(
  url: string,
  headers: Record<string, string>,
  seconds: number,
): Promise<Sample> {
  const program = join(projectFolder, 'node_modules', 'autocannon', 'autocannon.js');
  const { child, said, out } = startNode([
    program,
    ...['--json', '--no-progress', '-c', '8', '-d', String(seconds), '-W', '[', '-c', '8', '-d', '1', ']'],
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]),
    url,
  ]);
  const [code] = (await once(child, 'close')) as [number | null];
  // The last line is the report; the one before it tells of the warming up.
  const last = out().trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !last.startsWith('{')) throw new Error(`autocannon failed at ${url}:\n${said()}`);
  const report = JSON.parse(last) as CannonReport;
  if (report.non2xx + report.errors + report.timeouts > 0 || report['2xx'] === 0)
    throw new Error(
      `${url}: ${report['2xx']} answers, ${report.non2xx} refused, ${report.errors} errors, ${report.timeouts} too late`,
    );
  return { value: report.requests.average, n: report.requests.total };
}

/** Operations per second, each connection doing one after the other. `once` gets the number of its connection. */
export async function operationsPerSecond(
  connections: number,
  seconds: number,
  operation: (connection: number) => Promise<void>,
): Promise<Sample> {
  const began = performance.now();
  const until = began + seconds * 1000;
  let n = 0;
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      while (performance.now() < until) {
        await operation(connection);
        n++;
      }
    }),
  );
  return { value: (n * 1000) / (performance.now() - began), n };
}

/** Calls per second of a function, with a tenth of the time to warm up. */
export function callsPerSecond(seconds: number, call: () => void): Sample {
  const warm = performance.now() + seconds * 100;
  while (performance.now() < warm) call();
  const began = performance.now();
  const until = began + seconds * 1000;
  let n = 0;
  let now = began;
  while (now < until) {
    // Looking at the clock costs as much as a small call: not after each one.
    for (let index = 0; index < 10; index++) call();
    n += 10;
    now = performance.now();
  }
  return { value: (n * 1000) / (now - began), n };
}
