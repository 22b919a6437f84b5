// At the start: the versions of the canton's folder are kept, and those that people have written about stay as they were.
import { sql } from 'kysely';
import type { App } from '../../../../kernel/app.ts';
import { impersonal } from '../../../../kernel/audit/personal-data.ts';
import type { Process } from '../../process.ts';
import { consultationOf } from './part.ts';

/**
 * A version of the folder may be put right until somebody has written about it.
 * @throws Error where a file changes a version that contributions are about
 */
export async function keepVersions(app: App, process: Process): Promise<void> {
  for (const [index, { name, paragraphs }] of consultationOf(process).versions.entries()) {
    const number = index + 1;
    const row = {
      name: JSON.stringify(name),
      paragraphs: JSON.stringify(paragraphs),
      published_at: app.clock.now(),
      unit: null,
    };
    const kept = await app.db
      .selectFrom('participation.text_version')
      .select(sql<boolean>`name = ${row.name}::jsonb and paragraphs = ${row.paragraphs}::jsonb`.as('same'))
      .where('process_id', '=', process.id)
      .where('number', '=', number)
      .executeTakeFirst();
    if (kept?.same) continue;
    if (kept && (await isWrittenAbout(app, process.id)))
      throw new Error(
        `participation/${process.id}.yaml changes version ${number}, which people have written about: ` +
          'leave it as it was and publish another version.',
      );
    await app.db
      .insertInto('participation.text_version')
      .values({ process_id: process.id, number, ...row })
      .onConflict((conflict) => conflict.columns(['process_id', 'number']).doUpdateSet({ ...row }))
      .execute();
  }
}

const isWrittenAbout = async (app: App, process: string): Promise<boolean> =>
  (await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('participation.contribution')
      .select('id')
      .where('process_id', '=', process)
      .limit(1)
      .executeTakeFirst(),
  )) !== undefined;
