// A code by mail: who opens it has confirmed the address. Of the address nothing is kept here but a keyed hash.
import { anonymous } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { keepNotice, mailboxOf } from '../../notifications/index.ts';
import { participationTexts } from '../participation-texts.ts';
import { personKey } from '../participant.ts';
import type { Process } from '../process.ts';
import { newCode, writeCode } from './code-symbols.ts';
import { codeHash } from './known-code.ts';

/**
 * Sends a code to an address, once a day. Whether it has one already, nobody is told but who reads its mail.
 * @param address is one
 */
export async function mailCode(
  app: App,
  process: Process,
  address: string,
  language: Language,
): Promise<void> {
  const person = personKey(app, process.id, `mail ${mailboxOf(address)}`);
  const key = `participation.code/${process.id}/${person.toString('hex')}/${app.clock.today()}`;
  const code = newCode();
  const url = `${app.config.baseUrl}/mitreden/${process.id}/code?code=${writeCode(code)}`;
  await transact(app, anonymous, async (tx) => {
    const kept = await keepNotice(tx, {
      key,
      kind: 'address',
      to: { id: undefined, name: undefined, email: address, language },
      words: (each) => {
        const t = participationTexts(each);
        const title = process.title[each];
        return {
          subject: t('mail.code.subject', { title }),
          paragraphs: [t('mail.code.text', { title }), url, t('mail.code.not')],
        };
      },
    });
    if (!kept) return;
    await tx.db
      .insertInto('participation.code')
      .values({
        process_id: process.id,
        code_hash: codeHash(app, process.id, code),
        person_key: person,
      })
      .execute();
  });
}
