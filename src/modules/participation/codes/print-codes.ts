// Makes codes and the letters with them. Of the codes a hash is kept, of names and addresses nothing.
import { PDFDocument } from '@cantoo/pdf-lib';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { toBlocks, renderLetter } from '../../../kernel/pdf/render-letter.ts';
import { transact } from '../../../kernel/transaction.ts';
import { formatDate } from '../../../ui/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { participationTexts } from '../participation-texts.ts';
import { personKey, residentIdentity } from '../participant.ts';
import { openUntil } from '../phases.ts';
import type { Process } from '../process.ts';
import { newCode, writeCode } from './code-symbols.ts';
import { codeHash } from './known-code.ts';
import type { Recipient } from './recipients.ts';

/** @returns one PDF with all letters, in the order of the recipients */
export async function printCodes(
  app: App,
  staff: StaffActor,
  process: Process,
  recipients: readonly Recipient[],
): Promise<Buffer> {
  const codes = recipients.map((recipient) => ({ recipient, code: newCode() }));
  // First the paper: a code that is on none helps nobody.
  const letters: Buffer[] = [];
  for (const { recipient, code } of codes) letters.push(await letterOf(app, process, recipient, code));
  const whole = await together(letters, process.title.de);
  await transact(app, staff, async (tx) => {
    tx.impersonal('show-nobody');
    await tx.db
      .insertInto('participation.code')
      .values(
        codes.map(({ recipient, code }) => {
          const identity = recipient.key === '' ? `code ${code}` : residentIdentity(recipient.key);
          return {
            process_id: process.id,
            code_hash: codeHash(app, process.id, code),
            person_key: personKey(app, process.id, identity),
          };
        }),
      )
      .execute();
    await tx.emit({ type: 'codes.printed', subject: process.id, data: { count: codes.length } });
  });
  return whole;
}

async function together(letters: readonly Buffer[], title: string): Promise<Buffer> {
  const whole = await PDFDocument.create();
  whole.setTitle(title);
  for (const letter of letters) {
    const source = await PDFDocument.load(letter);
    for (const each of await whole.copyPages(source, source.getPageIndices())) whole.addPage(each);
  }
  return Buffer.from(await whole.save());
}

/** In the first language of the process, as long as the register says none. */
function letterOf(app: App, process: Process, { address }: Recipient, code: string): Promise<Buffer> {
  const language: Language = process.languages[0] ?? 'de';
  const t = participationTexts(language);
  const unit = unitOf(app, process.owner);
  const title = process.title[language];
  const today = app.clock.today();
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const url = `${app.config.baseUrl}/mitreden/${process.id}/code`;
  const until = openUntil(process.phases, today);
  return renderLetter({
    language,
    region: 'CH',
    canton: app.canton.name[language],
    unit: {
      name: unitName(app, process.owner, language),
      department: '',
      address: unit?.address ?? '',
      web: '',
    },
    recipient: [...address],
    ref: process.id,
    date: formatDate(today, language),
    day: { year, month, day },
    title: t('letter.title', { process: title }),
    blocks: toBlocks(t('letter.text', { process: title })),
    facts: [
      { label: t('letter.where'), value: url },
      ...(until === undefined ? [] : [{ label: t('letter.until'), value: formatDate(until, language) }]),
    ],
    fees: [],
    total: '',
    legalBasis: '',
    remedy: '',
    closing: '',
    automatic: '',
    verify: { code: writeCode(code), url },
    demo: process.invented ? t('process.invented') : '',
    footer: app.canton.name[language],
    labels: {
      page: t('letter.page'),
      date: t('letter.date'),
      reference: t('letter.reference'),
      facts: t('letter.facts'),
      fact: t('letter.fact'),
      value: t('letter.value'),
      fees: '',
      fee: '',
      francs: '',
      total: '',
      legalBasis: '',
      remedy: '',
      verify: t('letter.enter'),
      code: t('letter.code'),
    },
  });
}
