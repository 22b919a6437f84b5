// Letters that should go by post and are in no print run yet.
import { sql, type Kysely, type Transaction as KyselyTransaction } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { DB } from '../../../kernel/db/tables.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { heldBy, unitsInSight } from '../../policy/index.ts';
import { content } from './withhold.ts';

export interface WaitingLetter {
  /** Of the document. */
  id: string;
  title: string;
  ref: string;
  ownerId: string;
  serviceId: string;
  serviceVersion: number;
}

/** @param options.address whether the letter says where it goes: without street and town nobody can send it */
export async function waitingLetters(
  db: Kysely<DB> | KyselyTransaction<DB>,
  app: App,
  actor: StaffActor,
  options: { address: boolean; limit: number },
): Promise<WaitingLetter[]> {
  const rows = await db
    .selectFrom('cases.document as document')
    .innerJoin('cases.matter as matter', 'matter.ref', 'document.case_ref')
    .leftJoin('cases.postal_letter as posted', 'posted.document_id', 'document.id')
    .select([
      'document.id',
      'document.title',
      'matter.ref',
      'matter.owner_id',
      'matter.service_id',
      'matter.service_version',
      'matter.unit',
    ])
    .where('matter.delivery', '=', 'post')
    .where(unitsInSight(app, actor, 'post', 'matter.unit'))
    .where('document.revoked_at', 'is', null)
    .where('posted.document_id', 'is', null)
    // Name, street, town.
    .where(sql<boolean>`(jsonb_array_length(document.model -> 'recipient') >= 3) = ${options.address}`)
    .orderBy('document.issued_at')
    .orderBy('document.id')
    .limit(options.limit)
    .execute();
  const held = heldBy(app, db, actor, 'post');
  const letters: WaitingLetter[] = [];
  for (const row of rows) {
    const definition = await requireServiceVersion(app, row.service_id, row.service_version);
    if (!(await held.may({ unit: row.unit }, definition, content))) continue;
    letters.push({
      id: row.id,
      title: row.title,
      ref: row.ref,
      ownerId: row.owner_id,
      serviceId: row.service_id,
      serviceVersion: row.service_version,
    });
  }
  return letters;
}
