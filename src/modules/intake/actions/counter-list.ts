// The list of forms that a clerk has begun names people. Each of them learns it once in half a day, not at every visit of the page.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { looksSince } from '../../../kernel/audit/looks-since.ts';
import { transact } from '../../../kernel/transaction.ts';
import { legalBasesOf } from '../../cases/index.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { clerkDrafts } from '../queries/counter-drafts.ts';
import type { OwnedDraft } from '../queries/draft.ts';

const purpose = 'counter-list';
/** A working day at the counter is shorter, the night between two is longer. */
const once = 12 * 60 * 60 * 1000;

/** What the clerk has begun and not sent yet. */
export async function counterList(app: App, clerk: StaffActor): Promise<OwnedDraft[]> {
  return transact(app, clerk, async (tx) => {
    const now = app.clock.now();
    const drafts = await clerkDrafts(tx.db, now, clerk);
    const subjects = [...new Set(drafts.map((draft) => draft.ownerId))];
    const since = new Date(now.getTime() - once);
    const told = await looksSince(tx, { actorId: clerk.id, purpose, subjects, since });
    const fresh = subjects.filter((each) => !told.has(each));
    const lawsFor = async (subject: string) => {
      const theirs = drafts.filter(({ ownerId }) => ownerId === subject);
      return legalBasesOf(
        await Promise.all(
          theirs.map((each) => requireServiceVersion(app, each.serviceId, each.serviceVersion)),
        ),
      );
    };
    const accesses = await Promise.all(
      fresh.map(async (subject) => ({
        kind: 'read' as const,
        subject,
        fields: ['name'],
        purpose,
        legalBasis: await lawsFor(subject),
      })),
    );
    await tx.recordAccess(...accesses);
    return drafts;
  });
}
