// /gemeinschaft/gruppen/:id/mitglieder: who belongs to a group; moderators let in and send out, and ask guests of other cantons in.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { Band, Buttons, MoreLink, Rows, formatDate, swissDay, type FormError } from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { isOfStaff } from '../groups/circle.ts';
import { membersOf, waitingFor, type ListedMember, type Waiting } from '../groups/group-queries.ts';
import { changeMember, type MemberStep } from '../groups/join-group.ts';
import { sightOf } from '../groups/sight.ts';
import { communityPage, groupCrumbs } from '../parts/community-page.tsx';
import { SmallForm } from '../parts/small-form.tsx';
import { trySending, typed } from '../parts/typed.ts';
import { takePart } from '../permissions.ts';
import { GuestForm, inviteByForm } from './guest-form.tsx';

const pageSize = 50;
const steps: readonly MemberStep[] = ['accept', 'refuse', 'remove', 'make-moderator', 'make-member'];

export async function showMembers(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, params, query } = request;
  const actor = staffOf(request);
  const t = communityTexts(language);
  const id = params['id'] ?? '';
  const sight = await sightOf(app, actor, id);
  if (!isOfStaff(sight)) throw new Fault('NOT_FOUND');
  const moderates = sight.role === 'moderator';
  const { items, next } = await membersOf(app, id, {
    limit: pageSize,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  const waiting = moderates ? await waitingFor(app, actor, id) : undefined;
  return communityPage(request, {
    title: t('members.title'),
    meta: sight.circle.name,
    crumbs: groupCrumbs(request, sight.circle),
    errors,
    children: (
      <>
        {waiting ? <WaitingBands request={request} id={id} waiting={waiting} /> : null}
        <Band id="mitglieder" title={t('groups.members', { count: sight.circle.members })} last={!moderates}>
          <Rows
            items={items.map((member) => ({
              when: formatDate(swissDay(member.joinedAt), language, 'day'),
              title: member.shownAs,
              text: memberText(request, member),
              act:
                moderates && member.account !== actor.id ? (
                  <MemberSteps request={request} id={id} member={member} />
                ) : undefined,
            }))}
          />
          {next === null ? null : (
            <MoreLink href={`/gemeinschaft/gruppen/${id}/mitglieder?cursor=${next}`} label={t('further')} />
          )}
        </Band>
        {moderates ? <GuestForm request={request} id={id} errors={errors} /> : null}
      </>
    ),
  });
}

function memberText({ language }: Request, { role, organisation, until }: ListedMember): string {
  const t = communityTexts(language);
  return role === 'guest' && organisation !== null && until !== null
    ? t('members.guest', { organisation, until: formatDate(until, language) })
    : t(`role.${role}`);
}

function MemberSteps({ request, id, member }: { request: Request; id: string; member: ListedMember }): VNode {
  const t = communityTexts(request.language);
  const step = (schritt: MemberStep, label: string) => (
    <SmallForm
      request={request}
      action={`/gemeinschaft/gruppen/${id}/mitglieder`}
      label={label}
      about={member.shownAs}
      hidden={{ schritt, konto: member.account }}
      variant="quiet"
    />
  );
  return (
    <Buttons>
      {member.role === 'member' ? step('make-moderator', t('members.makeModerator')) : null}
      {member.role === 'moderator' ? step('make-member', t('members.makeMember')) : null}
      {step('remove', t('members.remove'))}
    </Buttons>
  );
}

function WaitingBands({ request, id, waiting }: { request: Request; id: string; waiting: Waiting }): VNode {
  const { language } = request;
  const t = communityTexts(language);
  const action = `/gemeinschaft/gruppen/${id}/mitglieder`;
  return (
    <>
      {waiting.requests.length === 0 ? null : (
        <Band id="anfragen" title={t('members.requests')}>
          <Rows
            items={waiting.requests.map(({ account, shownAs, at }) => ({
              when: formatDate(swissDay(at), language, 'day'),
              title: shownAs,
              act: (
                <Buttons>
                  <SmallForm
                    {...{ request, action }}
                    label={t('members.accept')}
                    about={shownAs}
                    hidden={{ schritt: 'accept', konto: account }}
                  />
                  <SmallForm
                    {...{ request, action }}
                    label={t('members.refuse')}
                    about={shownAs}
                    hidden={{ schritt: 'refuse', konto: account }}
                    variant="quiet"
                  />
                </Buttons>
              ),
            }))}
          />
        </Band>
      )}
      {waiting.invitations.length === 0 ? null : (
        <Band id="eingeladen" title={t('members.invited')}>
          <Rows
            kind="two"
            items={waiting.invitations.map(({ name, email, organisation, until }) => ({
              title: name,
              text: `${email}, ${t('members.guest', { organisation, until: formatDate(until, language) })}`,
            }))}
          />
        </Band>
      )}
    </>
  );
}

async function act(request: Request): Promise<Reply> {
  const { app, params } = request;
  const actor = staffOf(request);
  const id = params['id'] ?? '';
  if (typed(request, 'schritt') === 'invite') return inviteByForm(request, id, showMembers);
  const step = steps.find((each) => each === typed(request, 'schritt'));
  if (!step) throw new Fault('NOT_FOUND');
  return trySending(
    request,
    'mitglieder',
    async () => {
      await changeMember(app, actor, id, typed(request, 'konto'), step);
      return seeOther(`/gemeinschaft/gruppen/${id}/mitglieder`);
    },
    (errors) => showMembers(request, errors),
  );
}

export const memberRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/gruppen/:id/mitglieder',
    may: takePart,
    kind: 'page',
    summary: 'Members of a group, and who waits to come in (cursor)',
    handle: (request) => showMembers(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/gruppen/:id/mitglieder',
    may: takePart,
    kind: 'form',
    summary: 'Moderators let in, send out, make moderators, ask guests in (schritt)',
    handle: act,
  },
];
