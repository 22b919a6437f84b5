// Signing in: /anmelden sends the browser to the identity provider, or asks which way where there are two; /anmelden/zurueck takes it back.
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { staffHome } from '../../../kernel/http/navigation.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Button, Buttons, Quiet, Top, uiLabels, Wrap } from '../../../ui/index.ts';
import { asAssurance, toActor, type Account } from '../account.ts';
import { beginSignIn } from '../actions/begin-sign-in.ts';
import { completeSignIn } from '../actions/complete-sign-in.ts';
import { demoProvider } from '../demo/provider.ts';
import { eidOf } from '../eid/connection.ts';
import { signInFaults } from '../errors.ts';
import { errorText, identityTexts } from '../identity-texts.ts';
import { deviceOf } from '../device.ts';
import { providers } from '../provider-connection.ts';
import { isLoopback } from '../loopback.ts';
import { isSecret, newSecret } from '../../../kernel/secret.ts';
import { sessionCookie, signInCookie, signInSeconds } from '../session-rules.ts';
import { returnPath } from './return-path.ts';
import { secondFactorAddress } from './second-factor.tsx';
import { waysPage } from './sign-in-ways.tsx';

async function begin(request: Request): Promise<Reply> {
  const elsewhere = ownName(request);
  if (elsewhere !== undefined) return seeOther(elsewhere);
  const returnTo = returnPath(request.query['weiter']);
  const { dienst } = request.query;
  const staff = providers(request.app).includes('staff');
  // The demonstration's provider offers the E-ID on its own page.
  const several = eidOf(request.app) !== undefined || staff;
  if (several && !demoProvider(request.app) && dienst === undefined) return waysPage(request, returnTo);
  // One secret a browser, so that sign-ins in two tabs do not disturb each other.
  const known = request.cookies[signInCookie];
  const browser = isSecret(known) ? known : newSecret();
  try {
    const address = await beginSignIn(request.app, browser, {
      // Whoever asks does not choose what the one provider's claims mean.
      provider: staff && dienst === 'staff' ? 'staff' : 'public',
      returnTo,
      language: request.language,
      needed: asAssurance(request.query['stufe']),
    });
    return seeOther(address, [{ name: signInCookie, value: browser, maxAge: signInSeconds }]);
  } catch (error) {
    return failed(request, error, returnTo);
  }
}

async function complete(request: Request): Promise<Reply> {
  try {
    const { account, secret, returnTo, secondFactor } = await completeSignIn(request.app, {
      query: request.url.split('?')[1] ?? '',
      browser: request.cookies[signInCookie],
      language: request.language,
      device: deviceOf(request.headers['user-agent']),
      sessionId: request.sessionId,
    });
    const next = landing(request.app, account, returnTo);
    return seeOther(secondFactor ? secondFactorAddress(next) : next, [
      { name: sessionCookie, value: secret },
    ]);
  } catch (error) {
    const returnTo = error instanceof Fault ? String(error.params['returnTo'] ?? '') : '';
    return failed(request, error, returnTo);
  }
}

/** Staff begin where they work, not at the public's first page. */
function landing(app: App, account: Account, returnTo: string): string {
  if (account.kind === 'staff')
    return returnTo === '' || returnTo === '/' ? staffHome(app, toActor(account, 'low')) : returnTo;
  return returnTo === '' ? '/konto' : returnTo;
}

/**
 * Whoever came by another name of this machine (localhost for 127.0.0.1) goes on under the one of BASE_URL:
 * cookies belong to a name, and the identity provider sends people back to BASE_URL.
 */
function ownName(request: Request): string | undefined {
  const own = new URL(request.app.config.baseUrl);
  const asked = `http://${String(request.headers['host'] ?? '')}`;
  if (!URL.canParse(asked)) return undefined;
  const host = new URL(asked);
  if (host.host === own.host || !isLoopback(host.hostname) || !isLoopback(own.hostname)) return undefined;
  return own.origin + request.url;
}

/** What went wrong, and the way to try again to where one wanted to go. Programs get problem+json. */
function failed(request: Request, error: unknown, returnTo: string): Reply {
  const code = error instanceof Fault ? signInFaults.find((each) => each === error.code) : undefined;
  if (!(error instanceof Fault) || code === undefined) throw error;
  if (String(request.headers['accept'] ?? '').includes('json')) throw error;
  const t = identityTexts(request.language);
  const title = t(code === 'SIGN_IN_CANCELLED' ? 'failed.cancelledTitle' : 'failed.title');
  const again = returnTo === '' ? '/anmelden' : `/anmelden?weiter=${encodeURIComponent(returnTo)}`;
  const reply = page(request, {
    title,
    status: error.status,
    content: (
      <Wrap>
        <Top labels={uiLabels(request.language)} title={title} lead={errorText(request.language, code)}>
          <Buttons>
            <Button href={again}>{t('failed.again')}</Button>
            <a href="/">{t('home')}</a>
          </Buttons>
          <Quiet>{t('failed.code', { code, status: error.status })}</Quiet>
        </Top>
      </Wrap>
    ),
  });
  return error.status === 503 ? { ...reply, headers: { 'retry-after': '60' } } : reply;
}

export const signInRoutes: Route[] = [
  {
    method: 'GET',
    url: '/anmelden',
    may: everyone,
    kind: 'page',
    summary:
      'Begins a sign-in and goes to the identity provider; `weiter` is the path to come back to. Where there is an E-ID or a provider of staff it asks first which way; `dienst` is the answer',
    // Each one leaves a row for a quarter of an hour. A whole office may stand behind one address.
    perMinute: 600,
    handle: begin,
  },
  {
    method: 'GET',
    url: '/anmelden/zurueck',
    may: everyone,
    kind: 'page',
    summary: 'Where the identity provider sends the browser back to',
    perMinute: 600,
    handle: complete,
  },
];
