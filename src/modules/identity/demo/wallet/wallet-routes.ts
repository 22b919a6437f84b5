// The simulated wallet's addresses. It is called by the code or link of a sign-in page, asks the person, and answers the verifier.
import { decodeProtectedHeader } from 'jose';
import { Fault } from '../../../../kernel/errors.ts';
import { seeOther } from '../../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../../kernel/http/route.ts';
import { everyone } from '../../../../kernel/permission.ts';
import { didOf } from '../../eid/did.ts';
import { walletPath, worldOf } from '../eid/simulated-eid.ts';
import { agree, decline } from './answer-request.ts';
import { readRequest, type CheckedRequest } from './read-request.ts';
import { choosePage, consentPage, homePage, resultPage } from './wallet-pages.tsx';
import {
  forgetRequest,
  heldCredential,
  heldCredentials,
  keepRequest,
  keptRequest,
  type StoredCredential,
} from './wallet-store.ts';

const requestsPath = `${walletPath}/anfragen`;

async function home(request: Request): Promise<Reply> {
  if (!worldOf(request.app)) throw new Fault('NOT_FOUND');
  return homePage(request, await heldCredentials(request.app));
}

/** The request can be fetched once only: it is kept, and the page can be loaded again. */
async function open({ app, query }: Request): Promise<Reply> {
  const checked = await readRequest(app, query);
  return seeOther(`${requestsPath}/${await keepRequest(app, checked)}`);
}

async function wanted({ app, params }: Request): Promise<CheckedRequest> {
  const found = worldOf(app) && (await keptRequest(app, params['id'] ?? ''));
  if (!found) throw new Fault('DEMO_WALLET_REQUEST_INVALID');
  return found;
}

/** Only what the verifier would accept is offered: type and issuer of the query. */
function suits({ query }: CheckedRequest, { claims, credential }: StoredCredential): boolean {
  const [
    {
      meta,
      trusted_authorities: [authority],
    },
  ] = query.credentials;
  const issuer = didOf(decodeProtectedHeader(credential.split('~')[0] ?? '').kid);
  return meta.vct_values.includes(String(claims['vct'])) && authority.values.includes(issuer);
}

async function show(request: Request): Promise<Reply> {
  const asked = await wanted(request);
  const id = request.query['ausweis'];
  const chosen = id === undefined ? undefined : await heldCredential(request.app, id);
  if (chosen && suits(asked, chosen)) return consentPage(request, asked, chosen);
  const all = await heldCredentials(request.app);
  return choosePage(
    request,
    asked,
    all.filter((each) => suits(asked, each)),
  );
}

async function decide(request: Request): Promise<Reply> {
  const { app, params, body } = request;
  const asked = await wanted(request);
  const fields = body as Record<string, unknown>;
  const agreed = fields['entscheid'] === 'ja';
  const chosen =
    typeof fields['ausweis'] === 'string' ? await heldCredential(app, fields['ausweis']) : undefined;
  if (agreed && (!chosen || !suits(asked, chosen))) return seeOther(request.path);
  await forgetRequest(app, params['id'] ?? '');
  const reply = agreed && chosen ? await agree(app, asked, chosen) : await decline(app, asked);
  if (reply.redirectUri !== undefined) return seeOther(reply.redirectUri);
  const was =
    reply.status === 200 ? (agreed ? 'gesendet' : 'abgelehnt') : `zurueckgewiesen&code=${reply.code ?? ''}`;
  return seeOther(`${walletPath}/ergebnis?was=${was}`);
}

export const walletRoutes: Route[] = [
  {
    method: 'GET',
    url: walletPath,
    may: everyone,
    kind: 'page',
    summary: 'The simulated wallet with the E-IDs of the invented persons',
    demoOnly: true,
    handle: home,
  },
  {
    method: 'GET',
    url: `${walletPath}/anfrage`,
    may: everyone,
    kind: 'page',
    summary: 'Calls the simulated wallet: fetches the request of `request_uri` for `client_id`',
    demoOnly: true,
    perMinute: 120,
    handle: open,
  },
  {
    method: 'GET',
    url: `${requestsPath}/:id`,
    may: everyone,
    kind: 'page',
    summary: 'Who asks the simulated wallet for what; with `ausweis`, exactly what would be sent',
    demoOnly: true,
    handle: show,
  },
  {
    method: 'POST',
    url: `${requestsPath}/:id`,
    may: everyone,
    kind: 'form',
    summary: 'Sends the chosen claims to the verifier, or declines',
    demoOnly: true,
    handle: decide,
  },
  {
    method: 'GET',
    url: `${walletPath}/ergebnis`,
    may: everyone,
    kind: 'page',
    summary: 'What came of an answer of the simulated wallet',
    demoOnly: true,
    handle: resultPage,
  },
];
