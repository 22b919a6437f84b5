// /konto/sitzungen: where one is signed in, and a button to end what one does not know.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { signedIn } from '../../../kernel/permission.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  Buttons,
  Form,
  Notice,
  Rows,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
} from '../../../ui/index.ts';
import { endOtherSessions } from '../actions/end-other-sessions.ts';
import { identityTexts } from '../identity-texts.ts';
import { sessionsOf } from '../queries/sessions-of.ts';

const path = '/konto/sitzungen';

/** Who asks, in which session. Programs with a token have none. @throws Fault SIGN_IN_REQUIRED */
function ownSession({ actor, sessionId }: Request): { accountId: string; sessionId: string } {
  if ((actor.kind !== 'person' && actor.kind !== 'staff') || sessionId === undefined)
    throw new Fault('SIGN_IN_REQUIRED');
  return { accountId: actor.id, sessionId };
}

async function showSessions(request: Request): Promise<Reply> {
  const { app, actor, language, csrf, query } = request;
  const own = ownSession(request);
  const t = identityTexts(language);
  const sessions = await sessionsOf(app, own.accountId);
  const others = sessions.filter(({ id }) => id !== own.sessionId);
  return page(request, {
    title: t('sessions.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('sessions.title')}
          lead={t('sessions.lead')}
          {...(actor.kind === 'person' ? { crumbs: [{ label: t('sessions.account'), href: '/konto' }] } : {})}
        />
        {query['beendet'] === undefined ? null : (
          <Notice tone="success" title={t('sessions.ended', { count: Number(query['beendet']) || 0 })} />
        )}
        <Band id="sitzungen" title={t('sessions.open', { count: sessions.length })} last>
          <Rows
            kind="two"
            items={sessions.map((session) => {
              const device = session.device === '' ? t('sessions.unknown') : session.device;
              const since = formatDateTime(session.createdAt, language);
              return {
                title: session.id === own.sessionId ? t('sessions.this', { device }) : device,
                text: t('sessions.times', {
                  since,
                  seen: formatDateTime(session.seenAt, language),
                  until: formatDateTime(session.expiresAt, language),
                }),
                act:
                  session.id === own.sessionId ? null : (
                    <Form action={path} hidden={{ _csrf: csrf, session: session.id }} plain>
                      <Button variant="secondary">
                        {t('sessions.end')}
                        <span class="ds-sr-only"> {t('sessions.which', { device, since })}</span>
                      </Button>
                    </Form>
                  ),
              };
            })}
          />
          <Buttons>
            {others.length > 1 ? (
              <Form action={path} hidden={{ _csrf: csrf, session: 'others' }} plain>
                <Button>{t('sessions.endOthers', { count: others.length })}</Button>
              </Form>
            ) : null}
            {actor.kind === 'staff' ? <a href="/konto/passkeys">{t('passkeys.title')}</a> : null}
            <a href="/abmelden">{t('sessions.endThis')}</a>
          </Buttons>
        </Band>
      </Wrap>
    ),
  });
}

async function endSessions(request: Request): Promise<Reply> {
  const own = ownSession(request);
  const which = (request.body as Record<string, unknown> | undefined)?.['session'];
  if (typeof which !== 'string' || (which !== 'others' && !isUuid(which))) throw new Fault('BAD_REQUEST');
  const ended = await endOtherSessions(request.app, own.accountId, own.sessionId, which);
  return seeOther(`${path}?beendet=${ended}`);
}

export const sessionRoutes: Route[] = [
  {
    method: 'GET',
    url: path,
    may: signedIn,
    kind: 'page',
    summary: 'Where I am signed in',
    handle: showSessions,
  },
  {
    method: 'POST',
    url: path,
    may: signedIn,
    kind: 'form',
    summary: 'Ends my sessions in other browsers',
    handle: endSessions,
  },
];
