// Beginning, going on with and discarding a form.
import { Button, Buttons, Form, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { serviceTitle, wantedService } from '../../catalogue/index.ts';
import { discardDraft } from '../actions/discard-draft.ts';
import { startDraft } from '../actions/start-draft.ts';
import { formAddress, nextAddress } from '../form-path.ts';
import { intakeTexts } from '../intake-texts.ts';
import { beginForm, fillForm } from '../permissions.ts';
import { hasVisitorDraft } from '../queries/visitor-draft.ts';
import { hasDraftCookie, renewedCookie, withoutDraftCookie } from '../visitor.ts';
import { admitting } from './admission-page.tsx';
import { formSession, personOf, sessionOf } from './form-session.ts';
import { newVersionAddress, postNewVersion, showNewVersion } from './new-version.tsx';
import { postReview, showReview } from './review.tsx';
import { postStep, showStep } from './step.tsx';
import { claimAddress, postClaim, showClaim } from './claim.tsx';
import { postVisitorStart, showVisitorStart } from './visitor-start.tsx';
import { withoutDraft } from './without-draft.ts';

async function start(request: Request): Promise<Reply> {
  if (request.actor.kind === 'anonymous') return showVisitorStart(request);
  const definition = wantedService(request);
  const actor = personOf(request);
  const decision = request.query['gegen'];
  const draft = await startDraft(
    request.app,
    actor,
    definition,
    request.language,
    decision !== undefined && /^[0-9A-Z-]{5,20}$/.test(decision) ? decision : undefined,
  );
  const session = await sessionOf(request, actor, draft);
  return seeOther(newVersionAddress(request, session) ?? nextAddress(session));
}

async function showDiscard(request: Request): Promise<Reply> {
  const session = await formSession(request);
  if (!session) return withoutDraft(request);
  const t = intakeTexts(request.language);
  const labels = uiLabels(request.language);
  const title = serviceTitle(request.app, session.definition.id, request.language);
  return page(request, {
    title: t('discardTitle'),
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('discardTitle')}
          lead={t('discardText')}
          crumbs={[{ label: title, href: `/leistungen/${session.definition.id}` }]}
          tight
        />
        <Form
          plain
          action={`${session.base}/verwerfen`}
          hidden={{ _csrf: request.csrf, _draft: session.draft.id }}
        >
          <Buttons>
            <Button>{t('discardTitle')}</Button>
            <Button variant="secondary" href={nextAddress(session)}>
              {t('resume')}
            </Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

async function postDiscard(request: Request): Promise<Reply> {
  const body = request.body as Record<string, unknown>;
  const serviceId = request.params['id'] ?? '';
  const session = await formSession(request);
  if (session && session.draft.id === body['_draft'])
    await discardDraft(request.app, session.holder, session.draft.id);
  return seeOther(
    `/leistungen/${serviceId}`,
    request.actor.kind === 'anonymous' ? [withoutDraftCookie(serviceId)] : [],
  );
}

const base = formAddress(':id');
// Ten files of 10 MB and the fields around them.
const bodyLimit = 101 * 1024 * 1024;
/** Of visitors: two files. */
const visitorLimit = 21 * 1024 * 1024;

const routes: Route[] = [
  {
    method: 'GET',
    url: base,
    may: beginForm,
    acting: 'covered',
    kind: 'page',
    summary: 'Begins or goes on with a form',
    handle: start,
  },
  {
    method: 'POST',
    url: base,
    may: beginForm,
    acting: 'covered',
    kind: 'form',
    summary: 'Begins a form without signing in',
    // A whole office may stand behind one address; how many drafts may be open, the canton says.
    perMinute: 60,
    handle: postVisitorStart,
  },
  {
    method: 'GET',
    url: `${base}/uebernehmen`,
    may: fillForm,
    kind: 'page',
    summary: 'Asks whether what was begun before signing in is one’s own',
    handle: showClaim,
  },
  {
    method: 'POST',
    url: `${base}/uebernehmen`,
    may: fillForm,
    kind: 'form',
    summary: 'Takes over what was begun before signing in, or discards it',
    handle: postClaim,
  },
  {
    method: 'GET',
    url: `${base}/pruefen`,
    may: beginForm,
    acting: 'covered',
    kind: 'page',
    summary: 'Summary before sending',
    handle: showReview,
  },
  {
    method: 'POST',
    url: `${base}/pruefen`,
    may: beginForm,
    acting: 'covered',
    kind: 'form',
    summary: 'Submits a draft',
    handle: postReview,
  },
  {
    method: 'GET',
    url: `${base}/neue-fassung`,
    may: beginForm,
    acting: 'covered',
    kind: 'page',
    summary: 'What has changed in the service since the draft began',
    handle: showNewVersion,
  },
  {
    method: 'POST',
    url: `${base}/neue-fassung`,
    may: beginForm,
    acting: 'covered',
    kind: 'form',
    summary: 'Goes on with the new version of the service',
    handle: postNewVersion,
  },
  {
    method: 'GET',
    url: `${base}/verwerfen`,
    may: beginForm,
    acting: 'covered',
    kind: 'page',
    summary: 'Asks before discarding a draft',
    handle: showDiscard,
  },
  {
    method: 'POST',
    url: `${base}/verwerfen`,
    may: beginForm,
    acting: 'covered',
    kind: 'form',
    summary: 'Discards a draft',
    handle: postDiscard,
  },
  {
    method: 'GET',
    url: `${base}/:page`,
    may: beginForm,
    acting: 'covered',
    kind: 'page',
    summary: 'One question of a form',
    handle: showStep,
  },
  {
    method: 'POST',
    url: `${base}/:page`,
    may: beginForm,
    acting: 'covered',
    kind: 'form',
    readsTexts: true,
    summary: 'Answers one question',
    bodyLimit,
    handle: postStep,
  },
  {
    method: 'GET',
    url: `${base}/:page/:item`,
    may: beginForm,
    acting: 'covered',
    kind: 'page',
    summary: 'One entry of a list',
    handle: showStep,
  },
  {
    method: 'POST',
    url: `${base}/:page/:item`,
    may: beginForm,
    acting: 'covered',
    kind: 'form',
    readsTexts: true,
    summary: 'Answers one entry',
    bodyLimit,
    handle: postStep,
  },
];

/** Whoever has signed in is asked about what this browser has begun before, whichever page of the form they come to. */
async function claimFirst(request: Request): Promise<Reply | undefined> {
  if (request.method !== 'GET' || request.actor.kind !== 'person' || request.parked) return undefined;
  // What was begun in this browser is not what somebody else has asked for.
  if (request.actor.acting) return undefined;
  const claim = await claimAddress(request);
  return claim === undefined ? undefined : seeOther(claim);
}

/** Visitors fill in a form, too; their cookie lives as long as what they have saved last. */
function forVisitors(route: Route): Route {
  if (route.may !== beginForm) return route;
  return {
    ...route,
    visitors: {
      begun: hasDraftCookie,
      mayUpload: hasVisitorDraft,
      ...(route.bodyLimit === undefined ? {} : { bodyLimit: visitorLimit }),
    },
    handle: async (request) => {
      const reply = (await claimFirst(request)) ?? (await route.handle(request));
      const cookie = request.method === 'POST' ? renewedCookie(request) : undefined;
      if (cookie === undefined || reply.cookies?.some(({ name }) => name === cookie.name)) return reply;
      return { ...reply, cookies: [...(reply.cookies ?? []), cookie] };
    },
  };
}

/** What no service can be called has no form: its cookie is bound to the address, which must be one. */
function named(route: Route): Route {
  return {
    ...route,
    handle(request) {
      if (!/^[a-z][a-z0-9-]*$/.test(request.params['id'] ?? '')) throw new Fault('NOT_FOUND');
      return route.handle(request);
    },
  };
}

export const formRoutes = routes.map(admitting).map(forVisitors).map(named);
