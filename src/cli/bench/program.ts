// The program under test, started as an operator starts it, with its own data directory.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFolder } from '../../kernel/project-folder.ts';
import { end, freePort, startNode } from './children.ts';

const metricsToken = 'bench';

export interface RunningProgram {
  origin: string;
  /** Seconds from the start of its process until /health/ready said 200. */
  seconds: number;
  /** A figure of /metrics. */
  metric(name: string): Promise<number>;
  /** Waits until no job is left that could run now. */
  settle(): Promise<void>;
  /** Bearer token of a demonstration identity. */
  token(identity: string): Promise<string>;
  stop(): Promise<void>;
}

/** Longest silence of a start. One that says how far it is takes as long as its rows and the machine need. */
const silence = 240_000;

async function untilReady(origin: string, ended: () => boolean, said: () => string): Promise<boolean> {
  let heard = 0;
  for (let until = 0; !ended(); await sleep(10)) {
    const { length } = said();
    if (heard !== length || until === 0) until = Date.now() + silence;
    heard = length;
    if (Date.now() > until) return false;
    const response = await fetch(`${origin}/health/ready`).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.status === 200) return true;
  }
  return false;
}

/** @param env more of its configuration @throws Error with what it said when it does not become ready */
export async function startProgram(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<RunningProgram> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const { child, said } = startNode([join(projectFolder, 'tools', 'start.mjs')], {
    PORT: String(port),
    DATA_DIR: dataDir,
    METRICS_TOKEN: metricsToken,
    LOG_LEVEL: 'error',
    ...env,
  });
  if (!(await untilReady(origin, () => child.exitCode !== null, said)))
    throw new Error(`The program did not become ready:\n${said()}`);
  const seconds = (performance.now() - began) / 1000;
  const metric = async (name: string) => {
    const response = await fetch(`${origin}/metrics`, {
      headers: { authorization: `Bearer ${metricsToken}` },
    });
    const line = (await response.text()).split('\n').find((each) => each.startsWith(`${name} `));
    if (line === undefined) throw new Error(`/metrics has no ${name}`);
    return Number(line.slice(name.length + 1));
  };
  return {
    origin,
    seconds,
    metric,
    async settle() {
      for (const until = Date.now() + 120_000; Date.now() < until; await sleep(100)) {
        if ((await metric('drehscheibe_jobs{state="waiting"}')) === 0) return;
      }
      throw new Error('Jobs are still waiting after two minutes');
    },
    async token(identity) {
      const response = await fetch(`${origin}/demo/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ identity }),
      });
      return ((await response.json()) as { access_token: string }).access_token;
    },
    stop: () => end(child),
  };
}
