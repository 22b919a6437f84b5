// /gemeinschaft/einladung/:secret: a guest reads where they are asked in, and comes in with the account they have signed in to.
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOnly } from '../../../kernel/permission.ts';
import { Band, Buttons, formatDate } from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { acceptInvitation, invitationOf } from '../groups/guests.ts';
import { communityPage } from '../parts/community-page.tsx';
import { SmallForm } from '../parts/small-form.tsx';

async function show(request: Request): Promise<Reply> {
  const { app, language, params, actor } = request;
  const t = communityTexts(language);
  const secret = params['secret'] ?? '';
  const { group, organisation, until } = await invitationOf(app, secret);
  const name = actor.kind === 'person' ? actor.name : '';
  return communityPage(request, {
    title: t('invitation.title', { group }),
    lead: t('invitation.lead', { organisation, until: formatDate(until, language) }),
    crumbs: [],
    children: (
      <Band id="einladung" title={t('invitation.rules')} last>
        <p>{t('invitation.text')}</p>
        <p>{t('invitation.name', { name })}</p>
        <Buttons>
          <SmallForm
            request={request}
            action={`/gemeinschaft/einladung/${secret}`}
            label={t('invitation.accept')}
            hidden={{}}
            variant="primary"
          />
        </Buttons>
      </Band>
    ),
  });
}

async function accept(request: Request): Promise<Reply> {
  const { app, actor, params } = request;
  if (actor.kind !== 'person') throw new Error('The route lets only persons in');
  const circle = await acceptInvitation(app, actor, params['secret'] ?? '');
  return seeOther(`/gemeinschaft/gruppen/${circle}`);
}

export const invitationRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/einladung/:secret',
    may: personOnly,
    kind: 'page',
    summary: 'An invitation into a group, to whoever holds its link',
    // The address is the secret.
    unlogged: true,
    handle: show,
  },
  {
    method: 'POST',
    url: '/gemeinschaft/einladung/:secret',
    may: personOnly,
    kind: 'form',
    summary: 'Accepts an invitation; it works once',
    unlogged: true,
    handle: accept,
  },
];
