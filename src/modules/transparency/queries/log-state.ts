// How the log stands: for its page, for `/metrics`, and for whoever asks whether all is well.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { lastNumber, waitingSince } from '../../../kernel/audit/settled-number.ts';
import type { FindingKind } from '../check/finding.ts';
import type { WitnessState } from '../actions/ask-witness.ts';
import { currentLog } from '../log/current-log.ts';
import { newestCheckpoint, newestCosigned, type Checkpoint } from './checkpoints.ts';

export interface LogState {
  size: number;
  /** Every entry up to this number is in the log, or will never exist. */
  settled: number;
  /** Numbers that were given and are not settled yet; some may never become entries. */
  waiting: number;
  /** Since when the first entry that is not in the log waits for it. */
  waitingSince: Date | undefined;
  newest: Checkpoint | undefined;
  cosigned: Checkpoint | undefined;
  witness: { state: WitnessState; size: number | null; at: Date; since: Date } | undefined;
  check: { at: Date; size: number; found: number; kinds: { kind: FindingKind; count: number }[] } | undefined;
  removed: number;
}

/** How far the log goes and whether it goes on: what every list of uses asks. */
export async function keepingState(app: App): Promise<Pick<LogState, 'size' | 'settled' | 'witness'>> {
  const { db } = app;
  const { number } = currentLog.of(app);
  const log = await db
    .selectFrom('transparency.log')
    .select(['size', 'settled_id'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const witness = await db
    .selectFrom('transparency.witness_answer')
    .select(['state', 'size', 'at', 'since'])
    .where('log', '=', number)
    .executeTakeFirst();
  return {
    size: log.size,
    settled: log.settled_id,
    witness: witness && { ...witness, state: witness.state as WitnessState },
  };
}

export async function logState(app: App): Promise<LogState> {
  const { db } = app;
  const { number } = currentLog.of(app);
  const keeping = await keepingState(app);
  const { removed } = await db
    .selectFrom('transparency.removal')
    .select(({ fn }) => fn.countAll<number>().as('removed'))
    .where('log', '=', number)
    .executeTakeFirstOrThrow();
  return {
    ...keeping,
    waiting: Math.max(0, (await lastNumber(db)) - keeping.settled),
    waitingSince: await impersonal(app, 'keep-log', (all) => waitingSince(all, keeping.settled)),
    newest: await newestCheckpoint(db, number),
    cosigned: await newestCosigned(db, number),
    check: await lastCheck(app, number),
    removed,
  };
}

async function lastCheck(app: App, log: number): Promise<LogState['check']> {
  const run = await app.db
    .selectFrom('transparency.check_run')
    .select(['id', 'size', 'found', 'ended_at as at'])
    .where('log', '=', log)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (run === undefined) return undefined;
  const kinds = await app.db
    .selectFrom('transparency.finding')
    .select(({ fn }) => ['kind', fn.countAll<number>().as('count')])
    .where('run', '=', run.id)
    .groupBy('kind')
    .orderBy('kind')
    .execute();
  return {
    at: run.at,
    size: run.size,
    found: run.found,
    kinds: kinds.map(({ kind, count }) => ({ kind: kind as FindingKind, count })),
  };
}

/** Whether the witness refuses the log: then nothing new is appended. */
export function isRefused({ witness }: Pick<LogState, 'witness'>): boolean {
  return witness?.state === 'rewound' || witness?.state === 'forked';
}

export interface FormerLog {
  number: number;
  origin: string;
  key: string;
  begunAt: Date;
  size: number;
  /** Why the next one was begun, and when. */
  endedAt: Date;
  reason: string;
}

/** Logs that were given up, the last one first. */
export async function formerLogs(app: App): Promise<FormerLog[]> {
  const rows = await app.db
    .selectFrom('transparency.log')
    .select(['number', 'origin', 'key', 'begun_at as begunAt', 'size', 'reason'])
    .orderBy('number', 'desc')
    .execute();
  return rows.slice(1).map((row, index) => ({
    ...row,
    endedAt: rows[index]?.begunAt ?? row.begunAt,
    reason: rows[index]?.reason ?? '',
  }));
}

/** Keys by which a receipt may be signed: of this log and its forerunners, and of all witnesses that ever confirmed. */
export async function knownKeys(app: App): Promise<{ log: string[]; witness: string[] }> {
  const logs = await app.db.selectFrom('transparency.log').select('key').execute();
  const witnesses = await app.db.selectFrom('transparency.witness').select('key').execute();
  return { log: logs.map(({ key }) => key), witness: witnesses.map(({ key }) => key) };
}
