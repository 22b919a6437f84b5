// What files of open data hold, in the order of ids, a portion at a time.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { isPublic, type PublicInitiative } from '../initiative.ts';
import type { Obstacle } from '../obstacle.ts';
import { initiativeOf } from './initiatives.ts';
import { obstaclesByIds } from './obstacles.ts';

export async function initiativesForFiles(
  app: App,
  after: string,
  limit: number,
): Promise<PublicInitiative[]> {
  const rows = await app.db
    .selectFrom('initiatives.initiative')
    .selectAll()
    .where('published_at', 'is not', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(initiativeOf).filter(isPublic);
}

export async function obstaclesForFiles(app: App, after: string, limit: number): Promise<Obstacle[]> {
  const rows = await app.db
    .selectFrom('initiatives.obstacle')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return obstaclesByIds(
    app,
    rows.map(({ id }) => id),
  );
}

export interface FilePromise {
  id: string;
  initiative: string;
  measure: string;
  service: string;
  baseline: number;
  baselineOn: string;
  target: number;
  dueOn: string;
  dropped: boolean;
  verdict: string | null;
  final: boolean | null;
  value: number | null;
  sample: number | null;
  day: string | null;
}

/** Of public initiatives, each with its newest verdict. */
export async function promisesForFiles(app: App, after: string, limit: number): Promise<FilePromise[]> {
  const { rows } =
    await sql<FilePromise>`select hypothesis.id, hypothesis.initiative_id as initiative, hypothesis.measure,
      hypothesis.service, hypothesis.baseline, hypothesis.baseline_on as "baselineOn", hypothesis.target,
      hypothesis.due_on as "dueOn", hypothesis.dropped_at is not null as dropped,
      newest.verdict, newest.final, newest.value, newest.sample, newest.day
    from initiatives.hypothesis
    join initiatives.initiative on initiative.id = hypothesis.initiative_id and initiative.published_at is not null
    left join lateral (select * from initiatives.verdict where hypothesis_id = hypothesis.id order by id desc limit 1) as newest on true
    where hypothesis.id > ${after === '' ? '00000000-0000-0000-0000-000000000000' : after}::uuid
    order by hypothesis.id limit ${limit}`.execute(app.db);
  return rows;
}
