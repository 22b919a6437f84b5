// participation.tell: a mail to the author at each step; never what it says, since mail can be read on the way.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById } from '../../identity/index.ts';
import { participationTexts } from '../participation-texts.ts';
import { allProcesses } from '../queries/processes.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'participation.tell' };

/** Event -> words of the mail. */
const mails = {
  'contribution.answered': 'answered',
  'contribution.hidden': 'hidden',
  'contribution.published': 'published',
} as const;
export const toldEvents = Object.keys(mails) as (keyof typeof mails)[];

/** At most one mail for each event of a contribution and moment, however often the job runs. */
export async function tellAuthor(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = toldEvents.find((each) => each === payload['type']);
  const id = String(payload['subject']);
  if (!type) return;
  const row = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('participation.contribution as c')
      .innerJoin('participation.participant as participant', 'participant.author_id', 'c.author_id')
      .leftJoin('participation.fate as fate', 'fate.contribution_id', 'c.id')
      .select([
        'c.process_id as process',
        'participant.account_id as account',
        'fate.decided_at as decidedAt',
      ])
      .where('c.id', '=', id)
      .executeTakeFirst(),
  );
  const account = row?.account ? await accountById(app, row.account) : undefined;
  const process = allProcesses(app).find((each) => each.id === row?.process);
  if (!row || !process || !account?.email || !isMailAddress(account.email)) return;
  const { language, email, name } = account;
  const t = participationTexts(language);
  const words = mails[type];
  const title = process.title[language];
  const key = `${type}/${id}/${words === 'answered' ? (row.decidedAt?.getTime() ?? 0) : ''}`;
  const text = mailText(app, language, [
    mailGreeting(language, name),
    t(`mail.${words}.text`, { title }),
    t('mail.open', { url: `${app.config.baseUrl}/konto/mitreden` }),
  ]);
  await transact(app, programme, async (tx) => {
    const message = {
      key,
      to: email,
      subject: t(`mail.${words}.subject`),
      text,
      language,
      account: account.id,
    };
    if (!(await app.mailer.keep(tx.db, message))) return tx.recordAccess();
    await tx.recordAccess({
      kind: 'read',
      subject: account.id,
      fields: ['name', 'email'],
      purpose: 'participation',
    });
  });
  await app.mailer.deliver(key);
}
