// The door to a form for those who are not signed in: sign in, begin without, or go on with what this browser has begun.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Form,
  Quiet,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  words,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { serviceTitle, wantedService } from '../../catalogue/index.ts';
import { beginVisitorDraft } from '../actions/begin-visitor-draft.ts';
import { formAddress, nextAddress } from '../form-path.ts';
import { intakeTexts } from '../intake-texts.ts';
import { retentionOf } from '../retention.ts';
import { draftCookie } from '../visitor.ts';
import { formSession, type FormSession } from './form-session.ts';
import { signInAddress } from './visitor-parts.tsx';

/** @throws Fault SIGN_IN_REQUIRED where the service wants to know first who it is */
export async function showVisitorStart(request: Request): Promise<Reply> {
  const definition = wantedService(request);
  if (definition.identity.signInFirst) throw new Fault('SIGN_IN_REQUIRED');
  const session = await formSession(request);
  const t = intakeTexts(request.language);
  const service = serviceTitle(request.app, definition.id, request.language);
  const title = t(session ? 'visitor.resumeTitle' : 'visitor.startTitle');
  return page(request, {
    title: `${title} ${service}`,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(request.language)}
          title={title}
          crumbs={[{ label: service, href: `/leistungen/${definition.id}` }]}
        />
        {session ? (
          <GoOn request={request} session={session} />
        ) : (
          <Begin request={request} signIn={signInAddress(definition, formAddress(definition.id))} />
        )}
      </Wrap>
    ),
  });
}

function Begin({ request, signIn }: { request: Request; signIn: string }): VNode {
  const { app, language } = request;
  const t = intakeTexts(language);
  const { drafts, visitorDrafts } = retentionOf.of(app);
  return (
    <>
      <Band id="mit" title={t('visitor.with')}>
        <p>{words(t('visitor.withText', { days: drafts.keepDays }))}</p>
        <Buttons>
          <Button go href={signIn}>
            {t('visitor.signIn')}
          </Button>
        </Buttons>
      </Band>
      <Band id="ohne" title={t('visitor.without')} last>
        <p>{words(t('visitor.withoutText', { days: visitorDrafts.keepDays }))}</p>
        <Form plain action={request.path} hidden={{ _csrf: request.csrf }}>
          <Buttons>
            <Button variant="secondary">{t('visitor.begin')}</Button>
          </Buttons>
        </Form>
        <Quiet>{t('visitor.shared')}</Quiet>
      </Band>
    </>
  );
}

/** Nothing of what was typed is shown: somebody else may sit here now. */
function GoOn({ request, session }: { request: Request; session: FormSession }): VNode {
  const { language } = request;
  const t = intakeTexts(language);
  const { base, definition, draft } = session;
  const until = formatDate(swissDay(draft.expiresAt), language);
  return (
    <>
      <Band id="weiter" title={t('resume')}>
        <p>{t('visitor.resumeText', { date: until })}</p>
        <Buttons>
          <Button go href={nextAddress(session)}>
            {t('resume')}
          </Button>
          <Button variant="secondary" href={signInAddress(definition, `${base}/uebernehmen`)}>
            {t('visitor.keep')}
          </Button>
        </Buttons>
      </Band>
      <Band id="verwerfen" title={t('visitor.discard')} last>
        <p>{t('visitor.discardText')}</p>
        <Form plain action={`${base}/verwerfen`} hidden={{ _csrf: request.csrf, _draft: draft.id }}>
          <Buttons>
            <Button variant="secondary">{t('visitor.discard')}</Button>
          </Buttons>
        </Form>
      </Band>
    </>
  );
}

/** Begins without signing in, or goes on with what this browser has begun; who has signed in has a draft of their own. */
export async function postVisitorStart(request: Request): Promise<Reply> {
  const { app, actor, ip, language } = request;
  const definition = wantedService(request);
  if (definition.identity.signInFirst) throw new Fault('SIGN_IN_REQUIRED');
  const base = formAddress(definition.id);
  if (actor.kind !== 'anonymous') return seeOther(base);
  const session = await formSession(request);
  if (session) return seeOther(nextAddress(session));
  const secret = await beginVisitorDraft(app, definition, language, ip);
  return seeOther(`${base}/${definition.pages[0]?.id ?? ''}`, [draftCookie(app, definition.id, secret)]);
}
