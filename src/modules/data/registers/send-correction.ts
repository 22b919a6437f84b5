// Tells a register what to correct: a message with an eCH-0058 envelope, and the report that answers this very message.
import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import packageFile from '../../../../package.json' with { type: 'json' };
import { correctionType, writeCorrection } from '../../../ech/correction.ts';
import { readEventReport } from '../../../ech/event-report.ts';
import { actions, participantOf } from '../../../ech/header.ts';
import type { App } from '../../../kernel/app.ts';
import { fail, send, toEntry, type Answer, type Reason } from './ask-register.ts';
import { registersFile, type RegisterId } from './canton-registers.ts';

const RecipientsShape = Type.Array(
  Type.Object({
    client: Type.String({ maxLength: 400 }),
    reader: Type.String({ maxLength: 400 }),
    purpose: Type.String({ maxLength: 400 }),
    at: Type.String({ format: 'date-time', maxLength: 40 }),
  }),
  { maxItems: 200 },
);
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/** What the register has done with a correction. */
export interface Correction {
  /** False: the entry says something else by now than what was to be corrected. */
  corrected: boolean;
  /** What it says now; null: nothing. */
  value: unknown;
  /** `YYYY-MM-DD` */
  asOf: string;
  /** To whom the wrong value went, as the register has written down. */
  recipients: Static<typeof RecipientsShape>;
}

/** Of the same correction always the same one, so that the register knows the message again: a version 8 UUID (RFC 9562). */
export function messageIdOf(correction: string): string {
  const hex = createHash('sha256').update(correction).digest('hex');
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(hex) ?? [];
  return `${a}-${b}-8${c}-8${d}-${e}`;
}

/**
 * The same correction again is the same message: the register makes it once.
 * @returns found: undefined where there is no such entry; `silent` also for a report that may not be used
 */
export async function correctEntry(
  app: App,
  register: RegisterId,
  what: { subject: string; field: string; was: unknown; value: unknown; correction: string },
  reason: Reason,
): Promise<Answer<Correction | undefined>> {
  const { subject, field, was, value } = what;
  const { client, [register]: theRegister } = registersFile(app);
  const messageId = messageIdOf(what.correction);
  const [senderId, recipientId] = [participantOf(client), participantOf(theRegister.service)];
  const message = writeCorrection({
    header: {
      ...{ senderId, recipientId, messageId, messageType: correctionType },
      sendingApplication: {
        ...{ manufacturer: 'Drehscheibe', product: 'Drehscheibe' },
        productVersion: packageFile.version,
      },
      messageDate: app.clock.now().toISOString(),
      action: actions.correction,
      testDeliveryFlag: app.config.mode === 'demo',
      responseExpected: true,
    },
    content: {
      ...{ reader: reason.reader, purpose: reason.purpose, legalBasis: reason.legalBasis },
      ...{ subject, field, was, value },
    },
  });
  const reply = await send(app, register, '/v1/messages', message, reason);
  if ('silent' in reply) return reply;
  const report = typeof reply.body === 'string' ? readEventReport(reply.body) : undefined;
  if (!report) return fail(app, register, reason, 'malformed');
  const { header, entry, result } = report;
  if (
    header.referenceMessageId !== messageId ||
    header.senderId !== recipientId ||
    header.recipientId !== senderId ||
    header.messageType !== correctionType
  )
    return fail(app, register, reason, 'other-question');
  if (result === 'not-found') return { found: undefined };
  if (result !== 'corrected' && result !== 'otherwise') return fail(app, register, reason, 'refused');
  if (!entry || !Value.Check(Day, entry.asOf) || !Value.Check(RecipientsShape, entry.recipients))
    return fail(app, register, reason, 'malformed');
  if (entry.subject !== subject) return fail(app, register, reason, 'other-person');
  const { asOf, recipients } = entry;
  const checked = toEntry(app, register, { subject, asOf, values: { [field]: entry.value } }, [field], 0);
  if (!checked) return fail(app, register, reason, 'malformed');
  const now = checked.values[field] ?? null;
  return { found: { corrected: result === 'corrected', value: now, asOf, recipients: [...recipients] } };
}
