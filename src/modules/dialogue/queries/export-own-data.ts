// A copy of everything held about the caller, as JSON in pieces: any amount, without holding it in memory.
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { App } from '../../../kernel/app.ts';
import { accessesOf } from '../../../kernel/audit/accesses-of.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { exportMatters } from '../../cases/index.ts';
import { askRegisterEntries, describeAccess, logRegisterEntries, mandataryNames } from '../../data/index.ts';
import { accountById } from '../../identity/index.ts';
import { exportBatches, exportDrafts, exportPaperForms, exportWaitingFiles } from '../../intake/index.ts';
import { exportMandates } from '../../mandates/index.ts';
import { mailKey } from '../mail-key.ts';

/**
 * Logs the use, then reads. The person's own words and the registers' entries are given whole; files and letters by address.
 * @returns pieces of one JSON object: exportedAt, account, registers, cases, drafts, paperForms,
 *   waitingFiles, mandates, batchLines, accesses
 */
export async function exportOwnData(
  app: App,
  actor: PersonActor | StaffActor,
  language: Language,
): Promise<AsyncGenerator<string>> {
  const account = await accountById(app, actor.id);
  if (!account) throw new Fault('NOT_FOUND');
  const registers =
    actor.kind === 'person' ? await askRegisterEntries(app, actor) : { resident: null, company: null };
  await transact(app, actor, async (tx) => {
    await tx.recordAccess({
      kind: 'read',
      subject: actor.id,
      fields:
        actor.kind === 'person'
          ? ['name', 'email', 'answers', 'evidence', 'documents', 'history']
          : ['name', 'email'],
      purpose: 'own-export',
    });
    if (actor.kind === 'person') await logRegisterEntries(tx, actor, registers);
  });
  const head = { exportedAt: app.clock.now().toISOString(), account, registers };
  return pieces(app, actor, language, head);
}

async function* pieces(
  app: App,
  actor: PersonActor | StaffActor,
  language: Language,
  head: Record<string, unknown>,
): AsyncGenerator<string> {
  yield `{\n${Object.entries(head)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value, null, 1)}`)
    .join(',\n')}`;
  yield* list('cases', actor.kind === 'person' ? ownCases(app, actor) : nothing());
  yield* list('drafts', actor.kind === 'person' ? exportDrafts(app, actor) : nothing());
  yield* list('paperForms', actor.kind === 'person' ? exportPaperForms(app, actor) : nothing());
  yield* list('waitingFiles', actor.kind === 'person' ? exportWaitingFiles(app, actor) : nothing());
  yield* list('mandates', actor.kind === 'person' ? exportMandates(app, actor) : nothing());
  yield* list('batchLines', actor.kind === 'person' ? exportBatches(app, actor) : nothing());
  yield* list('accesses', ownAccesses(app, actor, language));
  yield '\n}\n';
}

async function* list(name: string, items: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield `,\n${JSON.stringify(name)}: [`;
  let separator = '\n';
  for await (const item of items) {
    yield separator + JSON.stringify(item, null, 1);
    separator = ',\n';
  }
  yield '\n]';
}

async function* nothing(): AsyncGenerator<never> {}

/** Cases with the mails about them: their keys come from the lines of the history. */
async function* ownCases(app: App, actor: PersonActor): AsyncGenerator<unknown> {
  for await (const matter of exportMatters(app, actor)) {
    const mails = await ownData(app, actor, (db) =>
      db
        .selectFrom('kernel.mail')
        .select(['at', 'recipient', 'subject', 'sent_at'])
        .where(
          'key',
          'in',
          matter.history.map((entry) => mailKey(matter.ref, entry.id)),
        )
        .orderBy('at')
        .execute(),
    );
    yield {
      ...matter,
      mails: mails.map((mail) => ({
        at: mail.at.toISOString(),
        to: mail.recipient,
        subject: mail.subject,
        sentAt: mail.sent_at?.toISOString() ?? null,
      })),
    };
  }
}

async function* ownAccesses(
  app: App,
  actor: PersonActor | StaffActor,
  language: Language,
): AsyncGenerator<unknown> {
  let before: string | undefined;
  do {
    const entries = await ownData(app, actor, (db) =>
      accessesOf(db, actor.id, { now: app.clock.now(), before, limit: 100 }),
    );
    const names = await mandataryNames(app, entries);
    for (const entry of entries) {
      const {
        at,
        who,
        fields,
        purpose,
        legalBasis,
        case: caseRef,
      } = describeAccess(app, language, entry, names);
      yield { at, kind: entry.kind, who, fields, purpose, legalBasis, case: caseRef };
    }
    before = entries.length === 100 ? entries.at(-1)?.id : undefined;
  } while (before !== undefined);
}
