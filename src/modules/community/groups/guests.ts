// Guests of other cantons: asked in by a moderator into one group until a day, by a link that only the mail holds.
import { addDays } from '../../../engine/index.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { hashOf, isSecret, newSecret } from '../../../kernel/secret.ts';
import { transact } from '../../../kernel/transaction.ts';
import { keepNotice } from '../../notifications/index.ts';
import { communityTexts } from '../community-texts.ts';
import { configOf } from '../community-config.ts';
import { begin } from '../people/begin.ts';
import { addMember } from './members.ts';
import { sightIn } from './sight.ts';

export interface WantedGuest {
  /** uuid, made with the form. */
  id: string;
  name: string;
  email: string;
  /** Where they work: another canton, a municipality. */
  organisation: string;
  /** Last day. */
  until: string;
  language: Language;
}

/** The day after which no guest may be asked in. */
export const lastGuestDay = (app: App): string =>
  addDays(app.clock.today(), configOf.of(app).limits.guestDays);

/**
 * @returns the secret of the link, for seeds alone: the mail has it
 * @throws Fault NOT_FOUND, FORBIDDEN, BAD_REQUEST for a day that is over or too far
 */
export async function inviteGuest(
  app: App,
  actor: StaffActor,
  circle: string,
  guest: WantedGuest,
): Promise<string> {
  const { id, name, email, organisation, until } = guest;
  if (until < app.clock.today() || until > lastGuestDay(app)) throw new Fault('BAD_REQUEST');
  const secret = newSecret();
  await transact(app, actor, async (tx) => {
    // Of somebody without an account here: there is nobody whose log it could stand in.
    await tx.recordAccess();
    const sight = await sightIn(tx, actor, circle);
    if (sight.role !== 'moderator') throw new Fault('FORBIDDEN');
    const made = await tx.db
      .insertInto('community.invitation')
      .values({
        ...{ id, name, email, organisation, until },
        circle_id: circle,
        secret_hash: hashOf(secret),
        invited_at: app.clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    // The second of two clicks: the first one's mail has the link.
    if (!made) return;
    await keepNotice(tx, {
      key: `community-invitation/${id}`,
      kind: 'address',
      to: { id: undefined, name, email, language: guest.language },
      words: (language) => {
        const t = communityTexts(language);
        return {
          subject: t('mail.invitation.subject'),
          paragraphs: [
            t('mail.invitation.text', { group: sight.circle.name, name: actor.name }),
            t('mail.open', { url: `${app.config.baseUrl}/gemeinschaft/einladung/${secret}` }),
            t('mail.invitation.once'),
          ],
        };
      },
    });
    await tx.emit({ type: 'guest.invited', subject: circle, data: { until } });
  });
  return secret;
}

export interface Invitation {
  circle: string;
  group: string;
  organisation: string;
  until: string;
}

/** What an unused invitation is for. @throws Fault COMMUNITY_INVITATION_ENDED */
export async function invitationOf(app: App, secret: string): Promise<Invitation> {
  const row = isSecret(secret)
    ? await impersonal(app, 'find-rights', (db) =>
        db
          .selectFrom('community.invitation as i')
          .innerJoin('community.circle as c', 'c.id', 'i.circle_id')
          .select(['i.circle_id as circle', 'c.name as group', 'i.organisation', 'i.until'])
          .where('i.secret_hash', '=', hashOf(secret))
          .where('i.account_id', 'is', null)
          .where('i.until', '>=', app.clock.today())
          .executeTakeFirst(),
      )
    : undefined;
  if (!row) throw new Fault('COMMUNITY_INVITATION_ENDED');
  return row;
}

/**
 * Whoever holds the link becomes a guest with the account they have signed in to; it works once.
 * @returns the group. @throws Fault COMMUNITY_INVITATION_ENDED
 */
export async function acceptInvitation(app: App, actor: PersonActor, secret: string): Promise<string> {
  if (!isSecret(secret)) throw new Fault('COMMUNITY_INVITATION_ENDED');
  return transact(app, actor, async (tx) => {
    tx.ownData();
    // Of two at once the second one finds it used.
    const used = await tx.db
      .updateTable('community.invitation')
      .set({ account_id: actor.id })
      .where('secret_hash', '=', hashOf(secret))
      .where('account_id', 'is', null)
      .where('until', '>=', app.clock.today())
      .returning(['circle_id as circle', 'organisation', 'until'])
      .executeTakeFirst();
    if (!used) throw new Fault('COMMUNITY_INVITATION_ENDED');
    const { circle, organisation, until } = used;
    await begin(tx, actor);
    const guest = { organisation, until };
    const added = await addMember(tx, circle, {
      account: actor.id,
      shownAs: actor.name,
      role: 'guest',
      guest,
    });
    // Asked in once more: the newer day counts.
    if (!added)
      await tx.db
        .updateTable('community.member')
        .set(guest)
        .where('circle_id', '=', circle)
        .where('account_id', '=', actor.id)
        .where('role', '=', 'guest')
        .execute();
    return circle;
  });
}
