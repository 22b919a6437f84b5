// Words of a mail about a case: the service's own letter where it says nothing of the answers, else plain words of ours. Never a
// decision, a question or what was typed: mail can be read on the way and on a locked screen.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { mailGreeting } from '../../../kernel/mail/mail-text.ts';
import { formatDate, swissDay } from '../../../ui/index.ts';
import { bookingWords, type Booking } from '../../appointments/index.ts';
import { letterWords, type Matter } from '../../cases/index.ts';
import type { NoticeWords } from '../../notifications/index.ts';
import { unitName } from '../../organisation/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';

/** What the mail is about. */
export type Occasion = { kind: 'receipt' } | { kind: 'question' } | { kind: 'decided' };

export interface MailWords extends NoticeWords {
  /** Data of the person that went into it, as the access log names them. */
  fields: string[];
}

/** In the language of the case. */
export function composeMail(
  app: App,
  definition: ServiceDefinition,
  matter: Matter,
  occasion: Occasion,
  bookings: readonly Booking[] = [],
): MailWords {
  const { language, ref } = matter;
  const t = dialogueTexts(language);
  const service = definition.texts[language]['title'] ?? definition.id;
  const unit = unitName(app, matter.unit, language);
  const { subject, body } = wordsOf(app, definition, matter, occasion, service);
  const paragraphs = [
    body,
    // A decision against it frees them; whatever else has happened, people shall know when to come.
    ...bookings.map((booking) => t('mail.appointment', { ...bookingWords(app, booking, language) })),
    [
      t('mail.service', { service }),
      t('mail.ref', { ref }),
      t('mail.unit', { unit }),
      t('mail.open', { url: `${app.config.baseUrl}/faelle/${ref}` }),
    ].join('\n'),
  ];
  return {
    subject,
    paragraphs,
    signedBy: unit,
    greets: true,
    fields: [
      ...(body.includes(matter.applicantName) ? ['name'] : []),
      'email',
      ...(bookings.length > 0 ? ['answers'] : []),
    ],
  };
}

function hasVariables(definition: ServiceDefinition): boolean {
  return Object.keys(definition.letters.receipt?.vars ?? {}).length > 0;
}

function wordsOf(
  app: App,
  definition: ServiceDefinition,
  matter: Matter,
  occasion: Occasion,
  service: string,
): { subject: string; body: string } {
  const { language } = matter;
  const t = dialogueTexts(language);
  const hello = mailGreeting(language, matter.applicantName);
  if (occasion.kind === 'decided') {
    // A letter's subject may already say what was decided, and mail can be read on the way and on a locked screen.
    return {
      subject: t('mail.decided.subject', { service }),
      body: [hello, t('mail.decided.body', { service }), t('mail.decided.why')].join('\n\n'),
    };
  }
  if (occasion.kind === 'question') {
    return {
      subject: t('mail.question.subject', { service }),
      body: [
        hello,
        t('mail.question.body', { service }),
        t('mail.question.inAccount'),
        t('mail.question.reply'),
      ].join('\n\n'),
    };
  }
  // A letter may name the promised day; while the clock stands still there is none.
  // Variables are worked out from the answers.
  const letter =
    matter.due === null || hasVariables(definition)
      ? undefined
      : letterWords(app, definition, matter, 'receipt', {});
  if (letter) return letter;
  const next =
    matter.due === null
      ? t('mail.receipt.open')
      : t('mail.receipt.due', { due: formatDate(matter.due, language) });
  const date = formatDate(swissDay(matter.submittedAt), language);
  return {
    subject: t('mail.receipt.subject', { service }),
    body: [hello, `${t('mail.receipt.body', { service, date })} ${next}`].join('\n\n'),
  };
}
