// POST /api/v1/payments/changes: the payment service says that something has changed. It is only a bell: what counts is what the service answers when it is asked.
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { readChange } from '../../../payments/provider-messages.ts';
import { isSignedCall, signatureHeader } from '../../../payments/webhook.ts';
import { tellPayment } from '../permissions.ts';
import { serviceOf } from '../provider/adapter.ts';

const largest = 10_000;

/**
 * Forged, changed or old: refused, and nothing happens. Twice, late or in another order: the same job once more, which asks
 * and finds nothing new.
 */
async function take({ app, body, headers }: Request): Promise<Reply> {
  const pieces: Buffer[] = [];
  for await (const piece of body as AsyncIterable<Buffer>) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  const service = serviceOf(app);
  if (!service || !isSignedCall(service.secret, headers[signatureHeader], bytes, app.clock.now()))
    throw new Fault('PAYMENT_CALL_REFUSED');
  const change = readChange(parsed(bytes));
  if (!change || !isUuid(change.reference)) throw new Fault('BAD_REQUEST');
  const { about, reference: id } = change;
  await transact(app, { kind: 'programme', task: 'money.change-told' }, (tx) =>
    tx.queue(
      about === 'payment' ? 'money.ask-payment' : 'money.send-refund',
      { id },
      { key: `money-${about}/${id}` },
    ),
  );
  return json({ taken: true }, 202);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

export const changesRoute: Route = {
  method: 'POST',
  url: '/api/v1/payments/changes',
  may: tellPayment,
  kind: 'api',
  summary: 'Takes the call of the payment service that a payment or refund has changed; signed with its time',
  schema: { reply: { 202: Type.Object({ taken: Type.Boolean() }) } },
  stream: 'application/vnd.payment-change+json',
  bodyLimit: largest,
  perMinute: 600,
  handle: take,
};
