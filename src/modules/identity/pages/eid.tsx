// Signing in by E-ID in the browser: begin, show the code, wait for the telephone, arrive. Works without script; nothing waits on the server.
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { beginEid } from '../actions/begin-eid.ts';
import { completeEid } from '../actions/complete-eid.ts';
import { pageAddress } from '../eid/request-address.ts';
import { eidRequest } from '../queries/eid-request.ts';
import { deviceOf } from '../device.ts';
import { isSecret, newSecret } from '../../../kernel/secret.ts';
import { sessionCookie, signInCookie, signInSeconds } from '../session-rules.ts';
import { eidBeginAddress } from './eid-form.tsx';
import { endedPage, waitingPage } from './eid-views.tsx';
import { returnPath } from './return-path.ts';

async function begin(request: Request): Promise<Reply> {
  const fields = request.body as Record<string, unknown>;
  const known = request.cookies[signInCookie];
  const browser = isSecret(known) ? known : newSecret();
  const service = fields['leistung'];
  const id = await beginEid(request.app, {
    browser,
    actor: request.actor,
    returnTo: returnPath(fields['weiter']),
    serviceId: typeof service === 'string' && service !== '' ? service : undefined,
  });
  return seeOther(pageAddress(id), [{ name: signInCookie, value: browser, maxAge: signInSeconds }]);
}

async function show(request: Request): Promise<Reply> {
  const { app, params, cookies, query } = request;
  const id = params['id'] ?? '';
  const found = isUuid(id) ? await eidRequest(app, id, cookies[signInCookie]) : undefined;
  // Another browser's, or long over: nobody learns which.
  if (!found) return endedPage(request, 'EID_REQUEST_GONE', undefined);
  if (found.state === 'done') return seeOther(landing(found.returnTo));
  if (found.state === 'declined') return endedPage(request, 'EID_DECLINED', found);
  if (found.state === 'expired') return endedPage(request, 'EID_REQUEST_GONE', found);
  if (found.state === 'failed') return endedPage(request, found.fault ?? 'EID_PRESENTATION_INVALID', found);
  // On the same device only the address counts to which the wallet sent the person.
  const arrived = found.state === 'verified' && (!found.sameDevice || query['response_code'] !== undefined);
  if (!arrived) return waitingPage(request, found);
  return arrive(request, id);
}

async function arrive(request: Request, id: string): Promise<Reply> {
  const { app, actor, cookies, headers, language, query, sessionId } = request;
  const browser = cookies[signInCookie];
  try {
    const { secret, returnTo } = await completeEid(app, {
      id,
      browser,
      responseCode: query['response_code'],
      actor,
      sessionId,
      language,
      device: deviceOf(headers['user-agent']),
    });
    return seeOther(landing(returnTo), [{ name: sessionCookie, value: secret }]);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return (await otherWindow(app, id, browser)) ?? endedPage(request, error.code, undefined);
  }
}

/** Two windows wait for the same answer: the second one goes where the first one went. */
async function otherWindow(app: App, id: string, browser: string | undefined): Promise<Reply | undefined> {
  const again = await eidRequest(app, id, browser);
  return again?.state === 'done' ? seeOther(landing(again.returnTo)) : undefined;
}

const landing = (returnTo: string) => (returnTo === '' ? '/konto' : returnTo);

export const eidRoutes: Route[] = [
  {
    method: 'POST',
    url: eidBeginAddress,
    may: everyone,
    kind: 'form',
    summary:
      'Begins a sign-in by E-ID; `weiter` is the path to come back to, `leistung` the service it is for',
    // Each one leaves a row for five minutes. A whole office may stand behind one address.
    perMinute: 600,
    handle: begin,
  },
  {
    method: 'GET',
    url: `${eidBeginAddress}/:id`,
    may: everyone,
    kind: 'page',
    summary: 'Shows the code and the link for the wallet, waits for its answer, and arrives',
    handle: show,
  },
];
