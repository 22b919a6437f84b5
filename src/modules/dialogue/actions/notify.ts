// dialogue.notify: tells the owner of a case by mail what has happened to it.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { transact } from '../../../kernel/transaction.ts';
import { bookingsOf } from '../../appointments/index.ts';
import { historyOf, legalBasisOf, loadMatter, type HistoryEntry, type Matter } from '../../cases/index.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { accountById } from '../../identity/index.ts';
import { representativesOf, servicesByLaw } from '../../mandates/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { mailKey } from '../mail-key.ts';
import { composeMail, type Occasion } from './compose-mail.ts';

const task = 'dialogue.notify';
const programme: ProgrammeActor = { kind: 'programme', task };

/** Events of which people hear. An answer of theirs and a withdrawal are their own doing. */
export const notifiedEvents = ['case.submitted', 'case.question-asked', 'case.decided'] as const;
type NotifiedEvent = (typeof notifiedEvents)[number];

/**
 * Makes at most one mail for an event, however often the job runs. No mail where the case has vanished, the owner has no
 * address, or the occasion has passed; none of these is a failure.
 * @param payload the event as `emit` queues it: type, subject (the reference), data
 * @throws where a register does not say who represents whom; the job tries again
 */
export async function notify(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = notifiedEvents.find((each) => each === payload['type']);
  if (!type) return;
  const data = (payload['data'] ?? {}) as Record<string, unknown>;
  // One of many that were sent at once: one mail is about all of them, when the last one is worked off.
  if (data['inBatch'] === true) return;
  // Decided at once: one mail says both, the one about the decision.
  if (type === 'case.submitted' && data['atOnce'] === true) return;
  const found = await transact(app, programme, async (tx) => {
    // Only what goes into the mail is a use of the data; it is logged below, where the mail is made.
    tx.impersonal('show-nobody');
    const matter = await loadMatter(tx, String(payload['subject']));
    return matter && { matter, history: await historyOf(tx, matter.ref) };
  });
  const about = found && occasionOf(type, found.matter, found.history);
  if (!found || !about) return;
  const { matter } = found;
  const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
  const recipients = await recipientsOf(app, matter, definition);
  if (recipients.size === 0) return;
  // Refused: the slots go back, perhaps this very moment.
  const bookings =
    matter.state === 'rejected'
      ? []
      : await impersonal(app, 'show-nobody', (db) => bookingsOf(db, matter.ref));
  for (const [email, representative] of recipients) {
    // Worked out once more for somebody who reads another language.
    const words = (language: Language) =>
      composeMail(app, definition, { ...matter, language }, about.occasion, bookings);
    await sendNotice(app, task, {
      key: mailKey(matter.ref, about.entry.id, representative),
      kind: 'case',
      to: { id: representative ?? matter.ownerId, name: undefined, email, language: matter.language },
      language: matter.language,
      words,
      use: {
        subject: matter.ownerId,
        fields: words(matter.language).fields,
        purpose: `notify|${matter.serviceId}`,
        legalBasis: legalBasisOf(definition),
        caseRef: matter.ref,
      },
    });
  }
}

/**
 * The owner, and whoever acts for them by law as far as that goes: both parents, those who sign for a company.
 * @returns address -> account of a representative; undefined: the owner's
 */
async function recipientsOf(
  app: App,
  matter: Matter,
  definition: ServiceDefinition,
): Promise<Map<string, string | undefined>> {
  const representatives = await representativesOf(app, matter.ownerId, task);
  // The job tries again: who is to be told, only the register knows.
  if (representatives === 'silent') throw new Error('A register does not say who represents whom');
  const found = new Map<string, string | undefined>();
  const add = (email: string | undefined, representative?: string) => {
    if (email !== undefined && isMailAddress(email) && !found.has(email)) found.set(email, representative);
  };
  add((await accountById(app, matter.ownerId))?.email);
  for (const { right, account } of representatives)
    if (account && servicesByLaw(app, right).includes(definition.id)) add(account.email, account.id);
  return found;
}

/**
 * What there is to say, and the line of history that it is about: two questions in a row are two lines and two mails.
 * @param history newest first
 */
function occasionOf(
  type: NotifiedEvent,
  matter: Matter,
  history: readonly HistoryEntry[],
): { occasion: Occasion; entry: HistoryEntry } | undefined {
  if (type === 'case.submitted') {
    const entry = history.find((each) => each.action === 'submit');
    return entry && { occasion: { kind: 'receipt' }, entry };
  }
  if (type === 'case.decided') {
    const entry = history.find((each) => each.action === matter.outcome?.action);
    return entry && { occasion: { kind: 'decided' }, entry };
  }
  const at = history.findIndex((each) => each.action === 'ask');
  const entry = history[at];
  // Answered, withdrawn or decided while the job was waiting: the question would only confuse.
  if (!entry || matter.closedAt !== null || history.slice(0, at).some((each) => each.action === 'reply'))
    return undefined;
  return { occasion: { kind: 'question' }, entry };
}
