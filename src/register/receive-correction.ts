// A correction that comes as a message with an eCH-0058 envelope: checked, made once however often it comes, and answered by a report.
import { createHash, randomUUID } from 'node:crypto';
import { correctionType, readCorrection, type CorrectionMessage } from '../ech/correction.ts';
import { writeEventReport, type EventReport } from '../ech/event-report.ts';
import { actions, participantOf, type Header } from '../ech/header.ts';
import type { RegisterId } from './canton-data.ts';
import type { Dated, Recipient, Store } from './store.ts';

interface Received {
  register: RegisterId;
  /** X-Road identifiers of the register's service and of whoever sends. */
  service: string;
  client: string;
  xml: string;
  /** An instant. */
  at: string;
  granted: (why: { reader: string; purpose: string; legalBasis: string; fields: string[] }) => boolean;
}

type Outcome = Omit<EventReport, 'header'>;

const words = {
  corrected: 'Die Angabe ist berichtigt.',
  otherwise: 'Der Eintrag sagt inzwischen etwas anderes; nichts ist geändert.',
  'not-found': 'Es gibt keinen solchen Eintrag.',
  'no-grant': 'Für diesen Zweck und diese Angabe gibt es keine Bewilligung.',
  malformed: 'Der Inhalt der Meldung ist nicht lesbar.',
  'number-used': 'Diese Nummer hat eine andere Meldung.',
  'not-for-us':
    'Die Meldung ist nicht von diesem Absender, nicht an dieses Register oder keine Berichtigung.',
} as const;
const no = (result: Exclude<Outcome['result'], 'corrected'>): Outcome => ({ result, words: words[result] });

/** @returns the report as XML; undefined for what has no header that could be answered */
export function receiveCorrection(received: Received, store: Store): string | undefined {
  const { client, service, xml, at } = received;
  const message = readCorrection(xml);
  if (!message) return undefined;
  const { header } = message;
  const report = (outcome: Outcome) =>
    writeEventReport({
      header: answering(header, participantOf(service), participantOf(client), outcome, at),
      ...outcome,
    });
  if (
    header.senderId !== participantOf(client) ||
    header.recipientId !== participantOf(service) ||
    header.messageType !== correctionType ||
    header.action !== actions.correction
  )
    return report(no('not-for-us'));
  if (!('content' in message)) return report(no('malformed'));
  const digest = createHash('sha256').update(JSON.stringify(message.content)).digest('hex');
  const before = store.message(header.senderId, header.messageId);
  if (before && before.digest !== digest) return report(no('number-used'));
  // The same message again, for example because the first report was lost: nothing is done, and the report says what
  // came of it, and what stands there now.
  const outcome =
    before && before.result !== 'corrected'
      ? refused(received, message, store)
      : correct(received, message, store);
  // What was not granted may be tomorrow, under the same number.
  if (!before && outcome.result !== 'no-grant')
    store.keepMessage({ sender: header.senderId, id: header.messageId, digest, result: outcome.result });
  return report(outcome);
}

function correct(
  { register, at, granted }: Received,
  { header, content }: CorrectionMessage,
  store: Store,
): Outcome {
  const { subject, field, was, value, ...why } = content;
  if (!granted({ ...why, fields: [field] })) return no('no-grant');
  const day = at.slice(0, 10);
  // The number of the message is that of the correction: the store makes it once.
  const result = store.correct({ register, subject, field, was, value, day, correction: header.messageId });
  if (!result) return no('not-found');
  const { entry, corrected, since } = result;
  const code = corrected ? 'corrected' : 'otherwise';
  // Who has the value that was wrong: everybody to whom it went since it was last confirmed.
  const recipients = corrected ? store.recipients(register, subject, field, since) : [];
  return { result: code, words: words[code], entry: reported(entry, field, recipients) };
}

/** What was refused once stays so under this number. */
function refused(
  { register, granted }: Received,
  { content: { subject, field, ...why } }: CorrectionMessage,
  store: Store,
): Outcome {
  if (!granted({ ...why, fields: [field] })) return no('no-grant');
  const entry = store.entry(register, subject);
  return entry ? { ...no('otherwise'), entry: reported(entry, field, []) } : no('not-found');
}

const reported = (
  entry: Dated<{ id: string }>,
  field: string,
  recipients: readonly Recipient[],
): NonNullable<Outcome['entry']> => ({
  subject: entry.id,
  value: Object.entries(entry).find(([name]) => name === field)?.[1] ?? null,
  asOf: entry.asOf,
  recipients,
});

function answering(
  to: Header,
  senderId: string,
  recipientId: string,
  { result }: Outcome,
  at: string,
): Header {
  return {
    ...{ senderId, recipientId, messageId: randomUUID(), referenceMessageId: to.messageId },
    messageType: to.messageType,
    sendingApplication: { manufacturer: 'Drehscheibe', product: 'Simuliertes Register', productVersion: '1' },
    messageDate: at,
    action: result === 'corrected' ? actions.positiveReport : actions.negativeReport,
    testDeliveryFlag: to.testDeliveryFlag,
  };
}
