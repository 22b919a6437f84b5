// The adapter for services that speak as `src/payments/provider-messages.ts` says, the simulated one among them.
import type { PaymentService } from '../../../config.ts';
import { readPayment, readRefund } from '../../../payments/provider-messages.ts';
import type { Provider, ProviderAnswer } from './adapter.ts';

/** In milliseconds; nobody waits longer, a job asks again. */
const patience = 10_000;

export function httpProvider({ url, key: bearer }: PaymentService): Provider {
  async function ask<Told>(
    path: string,
    read: (value: unknown) => Told | undefined,
    sent?: { body: object; key?: string },
  ): Promise<ProviderAnswer<Told>> {
    try {
      const response = await fetch(`${url}/v1/${path}`, {
        ...(sent ? { method: 'POST', body: JSON.stringify(sent.body) } : {}),
        headers: {
          authorization: `Bearer ${bearer}`,
          ...(sent ? { 'content-type': 'application/json' } : {}),
          ...(sent?.key === undefined ? {} : { 'idempotency-key': sent.key }),
        },
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
      const { status } = response;
      // Too many, its own fault, or a key of ours that it does not know: that may pass. Anything else stays, however often it is asked.
      if ([401, 403, 429].includes(status) || status >= 500) return { silent: `status ${status}` };
      if (!response.ok) return { refused: status };
      const told = read(await response.json());
      return told === undefined ? { silent: 'an answer that is none' } : { told };
    } catch (error) {
      return { silent: error instanceof Error ? error.message : 'unreachable' };
    }
  }
  const part = encodeURIComponent;
  return {
    create: (key, wanted) => ask('payments', readPayment, { body: wanted, key }),
    payment: (id) => ask(`payments/${part(id)}`, readPayment),
    refund: (key, payment, wanted) =>
      ask(`payments/${part(payment)}/refunds`, readRefund, { body: wanted, key }),
    settle: (id, state) => ask(`payments/${part(id)}/outcome`, readPayment, { body: { state } }),
  };
}
