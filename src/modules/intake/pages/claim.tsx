// /leistungen/{id}/formular/uebernehmen: after signing in, what this browser has begun becomes one's own, if one says so.
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Facts,
  Form,
  Quiet,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { claimDraft } from '../actions/claim-draft.ts';
import { discardDraft } from '../actions/discard-draft.ts';
import { formAddress } from '../form-path.ts';
import { intakeTexts } from '../intake-texts.ts';
import { openDraft, type Draft } from '../queries/draft.ts';
import { visitorOf, withoutDraftCookie, type Visitor } from '../visitor.ts';
import { personOf } from './form-session.ts';

/** What this browser has begun before somebody signed in, for the service in the address. */
async function begun(request: Request): Promise<{ visitor: Visitor; draft: Draft } | undefined> {
  const visitor = visitorOf(request);
  const draft = visitor && (await openDraft(request.app, visitor, request.params['id'] ?? ''));
  return visitor && draft && { visitor, draft };
}

/** Where to ask, when there is something to take over. */
export async function claimAddress(request: Request): Promise<string | undefined> {
  const found = await begun(request);
  return found && `${formAddress(found.draft.serviceId)}/uebernehmen`;
}

/** Shows when it was begun and nothing of what was typed: somebody else may have sat here before. */
export async function showClaim(request: Request): Promise<Reply> {
  const serviceId = request.params['id'] ?? '';
  const found = await begun(request);
  if (!found) return seeOther(formAddress(serviceId), [withoutDraftCookie(serviceId)]);
  const { app, language } = request;
  const t = intakeTexts(language);
  const { draft } = found;
  const own = await openDraft(app, personOf(request), serviceId);
  const service = serviceTitle(app, serviceId, language);
  return page(request, {
    title: t('claim.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('claim.title')}
          lead={t('claim.lead')}
          crumbs={[{ label: service, href: `/leistungen/${serviceId}` }]}
          tight
        />
        <Form plain action={request.path} hidden={{ _csrf: request.csrf, _draft: draft.id }}>
          <Facts
            items={[
              { term: t('claim.service'), value: service },
              { term: t('claim.changed'), value: formatDateTime(draft.updatedAt, language) },
              ...(own ? [{ term: t('claim.own'), value: formatDateTime(own.updatedAt, language) }] : []),
            ]}
          />
          <p>{t(own ? 'claim.ownText' : 'claim.text')}</p>
          {own ? <Choose request={request} /> : <Take request={request} />}
          <Quiet>{t('claim.register')}</Quiet>
        </Form>
      </Wrap>
    ),
  });
}

function Take({ request }: { request: Request }): VNode {
  const t = intakeTexts(request.language);
  return (
    <Buttons>
      <Button name="_do" value="take">
        {t('claim.take')}
      </Button>
      <Button name="_do" value="discard" variant="secondary">
        {t('claim.discard')}
      </Button>
    </Buttons>
  );
}

/** Neither is lost by a choice that was not made. */
function Choose({ request }: { request: Request }): VNode {
  const t = intakeTexts(request.language);
  return (
    <Buttons>
      <Button name="_do" value="discard" variant="secondary">
        {t('claim.keepOwn')}
      </Button>
      <Button name="_do" value="replace" variant="secondary">
        {t('claim.replaceOwn')}
      </Button>
      <a href="/konto">{t('claim.later')}</a>
    </Buttons>
  );
}

export async function postClaim(request: Request): Promise<Reply> {
  const { app, language, path } = request;
  const serviceId = request.params['id'] ?? '';
  const body = request.body as Record<string, unknown>;
  const found = await begun(request);
  const done = seeOther(formAddress(serviceId), [withoutDraftCookie(serviceId)]);
  if (!found) return done;
  // The page may be an old one: what was asked about must be what there is.
  if (found.draft.id !== body['_draft']) return seeOther(path);
  const choice = body['_do'];
  if (choice === 'discard') {
    await discardDraft(app, found.visitor, found.draft.id);
    return done;
  }
  if (choice !== 'take' && choice !== 'replace') return seeOther(path);
  try {
    const replace = choice === 'replace';
    await claimDraft(app, personOf(request), found.visitor, found.draft.id, { language, replace });
    return done;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.code === 'OWN_DRAFT_OPEN') return seeOther(path);
    if (error.code === 'DRAFT_GONE') return done;
    throw error;
  }
}
