// What a representative sees of the draft of their organisation, read in one scope.
import type { PersonActor } from '../../../../../kernel/actor.ts';
import type { App } from '../../../../../kernel/app.ts';
import { ownData } from '../../../../../kernel/audit/personal-data.ts';
import type { Process } from '../../../process.ts';
import type { Paragraph } from '../part.ts';
import { latest, versionsOf, type TextVersion } from '../versions.ts';
import { representativeOf, type Representative } from './representative.ts';
import {
  consentsOf,
  findStatement,
  savedTexts,
  standingTexts,
  type Consent,
  type Statement,
  type StatementText,
} from './statement.ts';

export interface DraftView {
  by: Representative;
  /** As it will be shown. */
  name: string;
  /** Absent: nobody has saved anything yet. */
  statement: Statement | undefined;
  version: TextVersion;
  paragraphs: readonly Paragraph[];
  texts: StatementText[];
  saved: number;
  consents: Consent[];
}

/** @returns `nobody` for whoever acts for no organisation; `not-begun` where a signatory has to begin */
export async function viewDraft(
  app: App,
  actor: PersonActor,
  process: Process,
): Promise<DraftView | 'nobody' | 'not-begun'> {
  const by = representativeOf(actor);
  if (!by) return 'nobody';
  const versions = await versionsOf(app, process.id);
  return ownData(app, actor, async (db) => {
    const statement = await findStatement(db, process.id, by.organisation);
    if (!statement && !by.signing) return 'not-begun';
    const version = versions.find(({ number }) => number === statement?.version) ?? latest(versions);
    return {
      ...{ by, statement, version, paragraphs: version.paragraphs },
      name: statement?.name ?? actor.name,
      texts: statement ? await standingTexts(db, statement.id) : [],
      saved: statement ? await savedTexts(db, statement.id) : 0,
      consents: statement ? await consentsOf(db, statement.id) : [],
    };
  });
}
