// What the first page of an account shows, read at once: what to do, what runs, what was closed, letters, uses of data.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { accessesOf } from '../../../kernel/audit/accesses-of.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import {
  closedMattersOf,
  documentsOfOwner,
  openMattersOf,
  type OpenMatter,
  type OwnDocument,
} from '../../cases/index.ts';
import { describeAccess, groupAccesses, mandataryNames, type GroupedAccess } from '../../data/index.ts';
import { openDrafts, type OpenDraft } from '../../intake/index.ts';

export interface AccountOverview {
  /** Drafts to go on with, the one that is deleted first first. */
  drafts: OpenDraft[];
  open: OpenMatter[];
  /** How many are open in all. */
  openCount: number;
  closed: Awaited<ReturnType<typeof closedMattersOf>>;
  documents: OwnDocument[];
  accesses: GroupedAccess[];
  /** Nothing has been begun or submitted yet. */
  empty: boolean;
}

const newest = 5;
const mostOpen = 20;
/** Uses read to show the newest kinds of them. */
const mostAccesses = 40;

/** Own data, read by its owner. */
export async function accountOverview(
  app: App,
  actor: PersonActor,
  language: Language,
): Promise<AccountOverview> {
  const [drafts, open, closed, letters, accesses] = await Promise.all([
    openDrafts(app, actor, language),
    openMattersOf(app, actor, mostOpen),
    closedMattersOf(app, actor, newest),
    documentsOfOwner(app, actor, { limit: newest }),
    ownData(app, actor, (db) => accessesOf(db, actor.id, { now: app.clock.now(), limit: mostAccesses })),
  ]);
  const names = await mandataryNames(app, accesses);
  return {
    drafts: drafts.toSorted((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime()),
    open: open.items,
    openCount: open.total,
    closed,
    documents: letters.items,
    accesses: groupAccesses(accesses.map((entry) => describeAccess(app, language, entry, names))).slice(
      0,
      newest,
    ),
    empty: drafts.length === 0 && open.total === 0 && closed.length === 0,
  };
}
