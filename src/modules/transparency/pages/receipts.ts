// `/konto/zugriffe/beleg`: the receipt for one's own entries as a file, to keep and to check anywhere.
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { bytes } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { haveOwnReceipts } from '../permissions.ts';
import { receiptFor } from '../queries/receipts.ts';

/** As many as a page of the list shows, and some more. */
const most = 100;

export function receiptAddress(ids: readonly string[]): string {
  return `/konto/zugriffe/beleg?eintrag=${ids.join('.')}`;
}

export const receiptRoute: Route = {
  method: 'GET',
  url: '/konto/zugriffe/beleg',
  may: haveOwnReceipts,
  kind: 'file',
  perMinute: 120,
  summary: 'Receipts for entries of the access log about oneself (eintrag: their numbers, parted by dots)',
  async handle({ app, actor, query }) {
    if (actor.kind !== 'person' && actor.kind !== 'staff') throw new Fault('FORBIDDEN');
    const text = query['eintrag'] ?? '';
    const ids = text.split('.').map(Number);
    if (!/^\d{1,15}(\.\d{1,15})*$/.test(text) || ids.length > most) throw new Fault('BAD_REQUEST');
    const receipt = await ownData(app, actor, () => receiptFor(app, actor.id, ids));
    // Somebody else's entry is one that does not exist.
    if (receipt === 'none') throw new Fault('NOT_FOUND');
    if (receipt === 'not-yet') throw new Fault('RECEIPT_NOT_YET');
    const name =
      ids.length === 1 ? `beleg-zugriff-${text}.json` : `belege-zugriffe-${app.clock.today()}.json`;
    const file = Buffer.from(`${JSON.stringify(receipt, undefined, 2)}\n`);
    return bytes(file, 'application/json; charset=utf-8', name, false);
  },
};
