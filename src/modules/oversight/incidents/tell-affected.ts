// oversight.tell-affected: tells the persons affected by a breach, each once, in their language.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { accountById, isSignedInTo, type Account } from '../../identity/index.ts';
import { representativesOf } from '../../mandates/index.ts';
import { deliverNotice, sendNotice } from '../../notifications/index.ts';
import { oversightTexts } from '../oversight-texts.ts';

const task = 'oversight.tell-affected';
const portion = 100;

/**
 * Goes on where it was when it was killed: the mail is kept by its key before it is sent, and the person is marked after that.
 * A mail that the server refuses stops nobody else's; the job is repeated for it, unless it is refused for good.
 * @throws Error when somebody could not be told
 */
export async function tellAffected(app: App, payload: Record<string, unknown>): Promise<void> {
  const id = String(payload['subject']);
  let failed = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const seen = after;
    const persons = await impersonal(app, 'show-nobody', (db) =>
      db
        .selectFrom('oversight.incident_person')
        .select('account_id')
        .where('incident_id', '=', id)
        .where('told_at', 'is', null)
        .where('account_id', '>', seen)
        .orderBy('account_id')
        .limit(portion)
        .execute(),
    );
    for (const { account_id: person } of persons) {
      try {
        await tell(app, id, person);
      } catch (error) {
        failed++;
        app.log.warn({ err: error, incident: id }, 'A person affected by a breach could not be told yet');
      }
    }
    if (persons.length < portion) break;
    after = persons.at(-1)?.account_id ?? after;
  }
  if (failed > 0) throw new Error(`${failed} persons could not be told yet`);
}

async function tell(app: App, id: string, person: string): Promise<void> {
  const account = await accountById(app, person);
  const how = account ? await reached(app, id, account) : 'gone';
  await impersonal(app, 'show-nobody', (db) =>
    db
      .updateTable('oversight.incident_person')
      .set({ told_at: app.clock.now(), told_how: how })
      .where('incident_id', '=', id)
      .where('account_id', '=', person)
      .where('told_at', 'is', null)
      .execute(),
  );
}

/**
 * Tells whoever it is, and those who act for them by law in everything: parents, guardians, those who sign for a company.
 * @returns by mail, in an account that somebody reads, or not at all
 */
async function reached(app: App, id: string, account: Account): Promise<'mail' | 'account' | 'gone'> {
  const signedIn = await isSignedInTo(app, account.id);
  const named = await representativesOf(app, account.id, task, !signedIn);
  // The job tries again: who is to be told, only the register knows.
  if (named === 'silent') throw new Error('A register does not say who represents whom');
  const representatives = named.flatMap((each) =>
    each.account && each.right.areas === null ? [each.account] : [],
  );
  const addresses = new Set<string>();
  let byMail = false;
  for (const reader of [account, ...representatives]) {
    if (reader.email === undefined || !isMailAddress(reader.email) || addresses.has(reader.email)) continue;
    addresses.add(reader.email);
    byMail = (await mailed(app, id, account, { ...reader, email: reader.email })) || byMail;
  }
  if (byMail) return 'mail';
  return signedIn || representatives.length > 0 ? 'account' : 'gone';
}

type Reader = Account & { email: string };

/** @returns false where no server takes a mail to the address for good. @throws while it may come later */
async function mailed(app: App, id: string, account: Account, to: Reader): Promise<boolean> {
  const key = await keepMail(app, id, account, to);
  const delivery = await deliverNotice(app, key);
  if (delivery === 'waiting') throw new Error('No mail server takes it now');
  if (delivery !== 'given-up') return true;
  app.log.warn({ incident: id }, 'No mail comes to a person affected by a breach: it stands in the account');
  return false;
}

/** Says that there is something to read. @returns the key */
async function keepMail(app: App, id: string, account: Account, to: Reader): Promise<string> {
  const own = to.id === account.id;
  const key = `incident/${id}/${account.id}${own ? '' : `/${to.id}`}`;
  const url = `${app.config.baseUrl}/konto/zugriffe/vorfaelle`;
  const choose = `${app.config.baseUrl}/vertretung`;
  const used = { kind: 'read' as const, subject: account.id, fields: ['name'], purpose: 'breach' };
  await sendNotice(app, task, {
    key,
    kind: 'breach',
    to,
    words: (language) => {
      const t = oversightTexts(language);
      return {
        subject: own ? t('mail.breach.subject') : t('mail.breach.subjectFor'),
        paragraphs: own
          ? [t('mail.breach.text'), t('mail.open', { url })]
          : [
              t('mail.breach.textFor', { name: account.name }),
              t('mail.breach.openFor', { name: account.name, choose, url }),
            ],
      };
    },
    use: { purpose: 'breach' },
    uses: own ? [] : [used],
  });
  return key;
}
