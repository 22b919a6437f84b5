// What the program asks of a payment service. Another service is another adapter; people type card data there, never here.
import type { App } from '../../../kernel/app.ts';
import type { PaymentService } from '../../../config.ts';
import type {
  ToldPayment,
  ToldRefund,
  WantedPayment,
  WantedRefund,
} from '../../../payments/provider-messages.ts';
import { httpProvider } from './http-provider.ts';

/** Its answer; or that it has none now (ask again), or that it refuses for good. */
export type ProviderAnswer<Told> = { told: Told } | { silent: string } | { refused: number };

export interface Provider {
  /** @param key the same for the same payment: asked twice, it makes one */
  create(key: string, wanted: WantedPayment): Promise<ProviderAnswer<ToldPayment>>;
  payment(id: string): Promise<ProviderAnswer<ToldPayment>>;
  refund(key: string, payment: string, wanted: WantedRefund): Promise<ProviderAnswer<ToldRefund>>;
  /** Of the simulation: what the person chooses on the service's page. */
  settle(id: string, state: string): Promise<ProviderAnswer<ToldPayment>>;
}

export const serviceOf = ({ config }: App): PaymentService | undefined =>
  typeof config.payments === 'object' ? config.payments : undefined;

/** Undefined where bills are paid by QR-bill only. */
export function providerOf(app: App): Provider | undefined {
  const service = serviceOf(app);
  return service && httpProvider(service);
}

/** Where the service tells changes. */
export const notifyAddress = (app: App): string => `${app.config.baseUrl}/api/v1/payments/changes`;
