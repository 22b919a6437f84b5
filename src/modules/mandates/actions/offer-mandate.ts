// Offers a mandate to a person by mail address, or to a company; it holds once they have accepted it.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { requireLevel } from '../../identity/index.ts';
import { sameAsBefore } from './sent-before.ts';
import { requireNoParent } from '../queries/parents.ts';

/** Open offers of one account at most: nobody writes to strangers in our name without end. */
const mostOffers = 50;

export interface Offer {
  /** uuid, made with the form: the same one offers once. */
  id: string;
  to: { email: string } | { organisation: { id: string; name: string } };
  everything: boolean;
  services: string[];
  matters: string[];
  /** `YYYY-MM-DD` */
  validFrom: string;
  validUntil: string;
  language: Language;
}

/**
 * @param giver of a child: as a parent acts for it
 * @param offer checked: services that may be given, own cases, days in order
 * @returns its id
 * @throws Fault SENT_BEFORE where another offer has its id, MANDATE_TO_SELF, MANDATE_TO_PARENT, MANDATE_TOO_MANY, REPRESENTATION_UNCONFIRMED, ASSURANCE_TOO_LOW
 */
export async function offerMandate(app: App, giver: PersonActor, offer: Offer): Promise<string> {
  requireLevel(app, giver, 'giveMandate', offer.language);
  const { to } = offer;
  // A parent gives nobody's rights to themselves: theirs end with what the register says.
  const own = [giver, giver.acting?.by].some((each) =>
    'email' in to
      ? each?.email?.toLowerCase() === to.email.toLowerCase()
      : each?.organisationId === to.organisation.id,
  );
  if (own) throw new Fault('MANDATE_TO_SELF');
  if ('email' in to) {
    const wanted = to.email.toLowerCase();
    await requireNoParent(app, giver.id, giver.acting?.by.id ?? giver.id, ({ email }) => email === wanted);
  }
  return transact(app, giver, async (tx) => {
    const { id } = offer;
    const said = {
      giver_id: giver.id,
      offered_email: 'email' in to ? to.email : null,
      offered_organisation: 'email' in to ? null : to.organisation.id,
      everything: offer.everything,
      services: offer.everything ? [] : offer.services,
      matters: offer.everything ? [] : offer.matters,
      valid_from: offer.validFrom,
      valid_until: offer.validUntil,
    };
    const made = await tx.db
      .insertInto('mandates.mandate')
      .values({
        id,
        ...said,
        giver_name: giver.name,
        given_by: giver.acting?.by.id ?? null,
        given_by_name: giver.acting?.by.name ?? null,
        mandatary_name: 'email' in to ? null : to.organisation.name,
        state: 'offered',
        assurance: giver.assurance,
        offered_at: app.clock.now(),
        language: offer.language,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return (await sameAsBefore(tx, id, said)).id;
    const open = await tx.db
      .selectFrom('mandates.mandate')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('giver_id', '=', giver.id)
      .where('state', '=', 'offered')
      .executeTakeFirstOrThrow();
    if (Number(open.count) > mostOffers) throw new Fault('MANDATE_TOO_MANY');
    await tx.recordAccess({ kind: 'change', subject: giver.id, fields: ['mandate'], purpose: 'mandate' });
    const by = giver.acting ? { by: giver.acting.by.id } : {};
    await tx.emit({ type: 'mandate.offered', subject: id, data: { giver: giver.id, ...by } });
    return id;
  });
}
