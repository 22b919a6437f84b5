// One long task is no pressure; what stays busy is.
import underPressure from '@fastify/under-pressure';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { lastingPressure, sampleInterval } from './lasting-pressure.ts';

describe('a busy program', () => {
  it('takes requests within one sample, and refuses those that find it busy longer', () => {
    const refuses = lastingPressure();
    expect([0, 1, 500, 1000, 1001, 6000, 12_000].map(refuses)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('that was quiet in between begins anew', () => {
    const refuses = lastingPressure();
    expect([0, 2000, 17_001, 18_001, 18_002].map(refuses)).toEqual([false, true, false, false, true]);
  });

  it('answers right after one task that held everything up', async () => {
    const server = Fastify();
    const refuses = lastingPressure();
    await server.register(underPressure, {
      maxEventLoopDelay: 50,
      sampleInterval,
      pressureHandler: () => {
        if (refuses(performance.now())) throw Object.assign(new Error('busy'), { statusCode: 503 });
        busy++;
      },
    });
    let busy = 0;
    server.get('/', () => 'fine');
    await server.ready();
    const until = performance.now() + 2 * sampleInterval;
    while (performance.now() < until);
    // The sample is taken once the loop turns again.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await server.inject('/')).statusCode).toBe(200);
    expect(busy).toBe(1);
    await server.close();
  });
});
