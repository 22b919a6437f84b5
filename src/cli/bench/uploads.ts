// How much memory files cost that come in: many large ones at once, which must never be whole in it.
import { setTimeout as sleep } from 'node:timers/promises';
import { median, type Figure } from './figures.ts';
import type { RunningProgram } from './program.ts';

const size = 10_000_000;
const atOnce = 16;

/** A PDF by its first and last bytes; what stands between is nothing that a program could run. */
const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 15, 'x'), Buffer.from('%%EOF\n')]);

async function send(program: RunningProgram, token: string): Promise<void> {
  const form = new FormData();
  form.set('file', new Blob([file]), 'plan.pdf');
  const answer = await fetch(`${program.origin}/api/v1/files`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${token}` },
  });
  if (answer.status !== 201)
    throw new Error(`An upload was answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** The most memory that the web process holds while the files come in, over what it held before. */
export async function uploads(program: RunningProgram): Promise<Figure> {
  const token = await program.token('resident-anna');
  for (let round = 0; round < 3; round++) await send(program, token);
  const memory = () => program.metric('process_resident_memory_bytes');
  const values: number[] = [];
  for (let round = 0; round < 3; round++) {
    const before = await memory();
    let most = before;
    const sent = new AbortController();
    const watched = (async () => {
      for (; !sent.signal.aborted; await sleep(20)) most = Math.max(most, await memory());
    })();
    try {
      await Promise.all(Array.from({ length: atOnce }, () => send(program, token)));
    } finally {
      sent.abort();
      await watched;
    }
    values.push((most - before) / 1e6);
  }
  return {
    task: 'upload-memory',
    value: median(values),
    unit: 'MB',
    limit: (atOnce * size) / 1e6,
    against: 'the bytes of the files that come in together',
    better: 'lower',
    n: values.length * atOnce,
    subject: `${atOnce} files of 10 MB at once`,
  };
}
