// Asks the witness to confirm the newest checkpoint (C2SP tlog-witness, add-checkpoint), and notes what it said.
import type { App } from '../../../kernel/app.ts';
import { toBase64 } from '../../../tlog/bytes.ts';
import { cosignatureBy } from '../../../tlog/checkpoint.ts';
import { readKey, readNote } from '../../../tlog/note.ts';
import { currentLog } from '../log/current-log.ts';
import { newestCheckpoint, newestCosigned, type Checkpoint } from '../queries/checkpoints.ts';
import { consistencyProof } from '../queries/tiles.ts';

/**
 * agrees: it has confirmed our newest checkpoint. rewound: it knows a longer log than ours. forked: it knows another log of
 * this name. stranger: it knows neither log nor key, so it was set up for another. unreachable: no usable answer.
 */
export type WitnessState = 'agrees' | 'rewound' | 'forked' | 'stranger' | 'unreachable';

interface Answer {
  state: WitnessState;
  detail: string;
  size?: number;
  cosignature?: { line: string; at: Date; by: string };
}

/** The witness must not hold up the log for long. */
const patience = 10_000;

/** @returns undefined when there is no witness, or nothing to confirm yet */
export async function askWitness(app: App): Promise<WitnessState | undefined> {
  const { witness } = app.config;
  const { number } = currentLog.of(app);
  const checkpoint = await newestCheckpoint(app.db, number);
  if (typeof witness === 'string' || checkpoint === undefined) return undefined;
  const answer = await answerOf(app, witness, checkpoint).catch((error: unknown): Answer => ({
    state: 'unreachable',
    detail: reasonOf(error),
  }));
  await note(app, checkpoint, answer);
  return answer.state;
}

/** `fetch` hides the reason in the cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
}

async function answerOf(
  app: App,
  witness: { url: string; key: string },
  checkpoint: Checkpoint,
): Promise<Answer> {
  const { number } = currentLog.of(app);
  const known = (await newestCosigned(app.db, number))?.size ?? 0;
  const first = await submit(app, witness.url, known, checkpoint);
  // Where it knows another size than we thought, it says which.
  const told = Number(/^(\d{1,16})\n$/.exec(first.body)?.[1] ?? Number.NaN);
  if (first.status !== 409 || Number.isNaN(told) || told === known)
    return judge(witness.key, checkpoint, first);
  if (told > checkpoint.size)
    return {
      state: 'rewound',
      size: told,
      detail: `it knows ${told} entries, the log has ${checkpoint.size}`,
    };
  if (told < known)
    app.log.warn(`The witness of the transparency log knows only ${told} of ${known} entries`);
  return judge(witness.key, checkpoint, await submit(app, witness.url, told, checkpoint));
}

async function submit(
  app: App,
  url: string,
  known: number,
  { size, note }: Checkpoint,
): Promise<{ status: number; body: string }> {
  const { number } = currentLog.of(app);
  const proof = known === 0 ? [] : await consistencyProof(app.db, number, known, size);
  const lines = [`old ${known}`, ...proof.map(toBase64), '', note];
  const response = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    body: lines.join('\n'),
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    signal: AbortSignal.timeout(patience),
  });
  return { status: response.status, body: (await response.text()).slice(0, 10_000) };
}

async function judge(
  witnessKey: string,
  checkpoint: Checkpoint,
  { status, body }: { status: number; body: string },
): Promise<Answer> {
  const said = body.split('\n', 1)[0]?.slice(0, 200) ?? '';
  if (status === 409 || status === 422)
    return {
      state: 'forked',
      detail: `the log of ${checkpoint.size} entries does not go on from what it knows`,
    };
  if (status === 403 || status === 404)
    return { state: 'stranger', detail: `it does not know this log or its key (${said})` };
  if (status !== 200) return { state: 'unreachable', detail: `it answered ${status} (${said})` };
  const key = await readKey(witnessKey);
  const signed = readNote(checkpoint.note + body);
  const cosignature = key && signed ? await cosignatureBy(key, signed) : undefined;
  if (cosignature === undefined || cosignature === 'wrong')
    return { state: 'unreachable', detail: 'its answer bears no valid signature of WITNESS_KEY' };
  return { state: 'agrees', detail: '', cosignature: { ...cosignature, by: witnessKey } };
}

async function note(app: App, { size }: Checkpoint, answer: Answer): Promise<void> {
  const { number } = currentLog.of(app);
  const { state, detail, cosignature } = answer;
  const now = app.clock.now();
  const before = await app.db.transaction().execute(async (db) => {
    if (cosignature) {
      const { line, at, by } = cosignature;
      await db
        .insertInto('transparency.witness')
        .values({ key: by, since: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await db
        .updateTable('transparency.checkpoint')
        .set({ cosignature: line, cosigned_at: at, cosigned_by: by })
        .where('log', '=', number)
        .where('size', '=', size)
        .execute();
    }
    const last = await db
      .selectFrom('transparency.witness_answer')
      .select(['state', 'since'])
      .where('log', '=', number)
      .executeTakeFirst();
    const row = {
      state,
      detail,
      size: answer.size ?? null,
      at: now,
      since: last?.state === state ? last.since : now,
    };
    await db
      .insertInto('transparency.witness_answer')
      .values({ log: number, ...row })
      .onConflict((conflict) => conflict.column('log').doUpdateSet(row))
      .execute();
    return last?.state;
  });
  if (state === 'rewound' || state === 'forked')
    app.log.error(
      `ALARM: the witness refuses the transparency log: ${detail}. See docs/guides/transparency-log.md`,
    );
  else if (state !== 'agrees') app.log.warn(`The witness has not confirmed the transparency log: ${detail}`);
  else if (before !== undefined && before !== 'agrees')
    app.log.warn('The witness confirms the transparency log again');
}
