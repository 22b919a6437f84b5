// Signing out: a page that asks, a post that does it here and at the identity provider, and a page that says so.
import { buildEndSessionUrl } from 'openid-client';
import type { App } from '../../../kernel/app.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Button, Buttons, Form, Top, uiLabels, Wrap } from '../../../ui/index.ts';
import { endSession } from '../actions/end-session.ts';
import { endProviderSession } from '../demo/end-provider-session.ts';
import { identityTexts } from '../identity-texts.ts';
import { connectProvider, providerOf } from '../provider-connection.ts';
import { sessionCookie } from '../session-rules.ts';

const path = '/abmelden';

function show(request: Request): Reply {
  const { actor } = request;
  return actor.kind === 'person' || actor.kind === 'staff' ? ask(request, actor.name) : signedOut(request);
}

function ask(request: Request, name: string): Reply {
  const t = identityTexts(request.language);
  return page(request, {
    title: t('signOut.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(request.language)}
          title={t('signOut.question')}
          lead={t('signOut.who', { name })}
        >
          <Form action={path} hidden={{ _csrf: request.csrf }} plain>
            <Buttons>
              <Button>{t('signOut.do')}</Button>
              <a href="/">{t('signOut.stay')}</a>
              <a href="/konto/sitzungen">{t('signOut.sessions')}</a>
            </Buttons>
          </Form>
        </Top>
      </Wrap>
    ),
  });
}

function signedOut(request: Request): Reply {
  const t = identityTexts(request.language);
  return page(request, {
    title: t('signedOut.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(request.language)} title={t('signedOut.title')} lead={t('signedOut.lead')}>
          <Buttons>
            <Button href="/">{t('home')}</Button>
            <a href="/anmelden">{t('signedOut.again')}</a>
          </Buttons>
        </Top>
      </Wrap>
    ),
  });
}

async function signOut(request: Request): Promise<Reply> {
  const ended =
    request.sessionId === undefined ? undefined : await endSession(request.app, request.sessionId);
  const cookies = [{ name: sessionCookie, value: '', maxAge: 0 }, ...(await endProviderSession(request))];
  return seeOther((await providerSignOut(request.app, ended?.issuer, ended?.idToken)) ?? path, cookies);
}

/**
 * The provider's own sign-out page (OpenID Connect RP-Initiated Logout 1.0), which sends people back to ours.
 * Undefined where it has none or is away: our session has ended in any case.
 */
async function providerSignOut(
  app: App,
  issuer: string | undefined,
  idToken: string | undefined,
): Promise<string | undefined> {
  const provider = issuer === undefined ? undefined : providerOf(app, issuer);
  if (provider === undefined || idToken === undefined) return undefined;
  const configuration = await connectProvider(app, provider).catch(() => undefined);
  if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined;
  return buildEndSessionUrl(configuration, {
    id_token_hint: idToken,
    post_logout_redirect_uri: `${app.config.baseUrl}${path}`,
  }).href;
}

export const signOutRoutes: Route[] = [
  {
    method: 'GET',
    url: path,
    may: everyone,
    kind: 'page',
    acting: 'always',
    summary: 'Asks whether to sign out, or says that nobody is signed in',
    handle: show,
  },
  {
    method: 'POST',
    url: path,
    may: everyone,
    kind: 'form',
    acting: 'always',
    summary: 'Ends the session here and at the identity provider',
    handle: signOut,
  },
];
