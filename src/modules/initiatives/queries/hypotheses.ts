// What an initiative has promised, with the newest verdict and those before it.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Verdict } from '../verdict.ts';

export interface KeptVerdict {
  day: string;
  verdict: Verdict;
  final: boolean;
  value: number | null;
  sample: number | null;
  since: Date | null;
  measuredAt: Date;
}

export interface Hypothesis {
  id: string;
  initiative: string;
  measure: string;
  service: string;
  baseline: number;
  baselineOn: string;
  target: number;
  dueOn: string;
  setAt: Date;
  dropped: { at: Date; why: string; language: Language } | null;
  judgedFinally: boolean;
}

export interface JudgedHypothesis extends Hypothesis {
  /** Newest first; none before the first night. */
  verdicts: KeptVerdict[];
}

const columns = [
  'id',
  'initiative_id',
  'measure',
  'service',
  'baseline',
  'baseline_on',
  'target',
  'due_on',
  'set_at',
  'dropped_at',
  'dropped_why',
  'dropped_language',
  'judged_finally',
] as const;

interface Row {
  id: string;
  initiative_id: string;
  measure: string;
  service: string;
  baseline: number;
  baseline_on: string;
  target: number;
  due_on: string;
  set_at: Date;
  dropped_at: Date | null;
  dropped_why: string | null;
  dropped_language: string | null;
  judged_finally: boolean;
}

const hypothesisOf = (row: Row): Hypothesis => ({
  id: row.id,
  initiative: row.initiative_id,
  measure: row.measure,
  service: row.service,
  baseline: row.baseline,
  baselineOn: row.baseline_on,
  target: row.target,
  dueOn: row.due_on,
  setAt: row.set_at,
  dropped: row.dropped_at
    ? { at: row.dropped_at, why: row.dropped_why ?? '', language: (row.dropped_language ?? 'de') as Language }
    : null,
  judgedFinally: row.judged_finally,
});

/** Verdicts of one hypothesis that a page shows. */
const mostShown = 24;

export async function hypothesesOf(app: App, initiatives: readonly string[]): Promise<JudgedHypothesis[]> {
  if (initiatives.length === 0) return [];
  const rows = await app.db
    .selectFrom('initiatives.hypothesis')
    .select(columns)
    .where('initiative_id', 'in', [...initiatives])
    .orderBy('initiative_id')
    .orderBy('set_at')
    .orderBy('id')
    .execute();
  const verdicts = await verdictsOf(
    app,
    rows.map(({ id }) => id),
    mostShown,
  );
  return rows.map((row) => ({ ...hypothesisOf(row), verdicts: verdicts.get(row.id) ?? [] }));
}

/** The newest ones of each, by one index, in one statement. */
export async function verdictsOf(
  app: App,
  hypotheses: readonly string[],
  most: number,
): Promise<Map<string, KeptVerdict[]>> {
  if (hypotheses.length === 0) return new Map();
  const { rows } = await sql<{
    hypothesis: string;
    day: string;
    verdict: Verdict;
    final: boolean;
    value: number | null;
    sample: number | null;
    since: Date | null;
    measuredAt: Date;
  }>`select wanted.id as hypothesis, newest.day, newest.verdict, newest.final, newest.value, newest.sample, newest.since,
      newest.measured_at as "measuredAt"
    from unnest(${[...hypotheses]}::uuid[]) as wanted(id),
    lateral (select * from initiatives.verdict where hypothesis_id = wanted.id order by id desc limit ${most}) as newest
    order by newest.id desc`.execute(app.db);
  const byId = new Map<string, KeptVerdict[]>();
  for (const { hypothesis, ...verdict } of rows) {
    const before = byId.get(hypothesis);
    if (before) before.push(verdict);
    else byId.set(hypothesis, [verdict]);
  }
  return byId;
}

/** What has to be judged, by key: not dropped, and not judged finally. */
export async function openHypotheses(app: App, after: string, limit: number): Promise<Hypothesis[]> {
  const rows = await app.db
    .selectFrom('initiatives.hypothesis')
    .select(columns)
    .where('dropped_at', 'is', null)
    .where('judged_finally', '=', false)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(hypothesisOf);
}

export async function hypothesisById(app: App, id: string): Promise<JudgedHypothesis | undefined> {
  const row = await app.db
    .selectFrom('initiatives.hypothesis')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const verdicts = await verdictsOf(app, [id], mostShown);
  return { ...hypothesisOf(row), verdicts: verdicts.get(id) ?? [] };
}

/** How many promises were judged finally, and how many of them had reached their target: of one partial index. */
export async function finalVerdicts(app: App): Promise<{ all: number; reached: number }> {
  const row = await app.db
    .selectFrom('initiatives.verdict as verdict')
    .innerJoin('initiatives.hypothesis as hypothesis', 'hypothesis.id', 'verdict.hypothesis_id')
    .select([
      sql<number>`count(*)::int`.as('all'),
      sql<number>`count(*) filter (where verdict.verdict = 'reached')::int`.as('reached'),
    ])
    .where('verdict.final', '=', true)
    .where('hypothesis.dropped_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row;
}
