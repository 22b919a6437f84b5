// Answers that must not sign anybody in: replayed, in the open, for another request or browser, too large, too late, with a bad status list.
import { createPrivateKey } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CookieJar } from '../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { anonymous } from '../../../kernel/actor.ts';
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { completeEid } from '../actions/complete-eid.ts';
import { statusListAddress } from '../demo/eid/issue-credential.ts';
import type { CheckedRequest } from '../demo/wallet/read-request.ts';
import type { StoredCredential } from '../demo/wallet/wallet-store.ts';
import { newSecret } from '../../../kernel/secret.ts';
import {
  answer,
  beginEid,
  codeOf,
  credentialOf,
  fetchRequest,
  postAnswer,
  presentAs,
  requestState,
  type Bent,
  type OpenPage,
} from '../testing/eid-wallet.ts';
import { simulatedWorldOf } from '../testing/forge-credential.ts';
import { whoAmI } from '../testing/sign-in.ts';
import { openDocuments } from './fetch-document.ts';

let program: TestProgram;
let anna: StoredCredential;
let jar: CookieJar;
let page: OpenPage;
let request: CheckedRequest;
const begin = async () => {
  page = await beginEid(jar);
  request = await fetchRequest(program.app, page);
};
beforeAll(async () => {
  program = await testProgram();
  anna = await credentialOf(program.app, 'anna');
}, 240_000);
afterAll(() => program.stop());
beforeEach(async () => {
  jar = new CookieJar(program.origin);
  await begin();
});

const asked = ['given_name', 'family_name', 'birth_date', 'expiry_date'];
const now = () => Math.floor(program.app.clock.now().getTime() / 1000);
const world = () => simulatedWorldOf(program.app);
const send = async (bent: Bent, held = anna) => codeOf(await answer(program.app, request, held, bent));
const stateOf = () => requestState(program.app, page);

describe('the answer', () => {
  it('counts once', async () => {
    const right = await presentAs(anna, asked, { aud: request.clientId, nonce: request.nonce, iat: now() });
    expect(await send({ presentation: () => right })).toBe('ok');
    expect(await send({ presentation: () => right })).toBe('EID_REQUEST_GONE');
    // Nor does it count for a second request, whose nonce is another.
    await begin();
    expect(await send({ presentation: () => right })).toBe('EID_PRESENTATION_INVALID');
  });

  it('is encrypted for this request: not for an older one, not for nobody, not with another method', async () => {
    const older = request.encryptionKey;
    await begin();
    expect(await send({ key: older })).toBe('EID_RESPONSE_INVALID');
    expect(await send({ key: older, kid: request.encryptionKey.kid ?? '' })).toBe('EID_RESPONSE_INVALID');
    expect(await send({ kid: 'another' })).toBe('EID_RESPONSE_INVALID');
    expect(await send({ enc: 'A128GCM' })).toBe('EID_RESPONSE_INVALID');
    expect(await send({ state: 'another' })).toBe('EID_RESPONSE_INVALID');
    // None of them has used the request up.
    expect(await send({})).toBe('ok');
  });

  it('is not sent in the open: direct_post without jwt', async () => {
    const open = await presentAs(anna, asked, { aud: request.clientId, nonce: request.nonce, iat: now() });
    const vp_token = JSON.stringify({ eid: [open] });
    expect(await codeOf(await postAnswer(request, { vp_token, state: request.state }))).toBe(
      'EID_RESPONSE_INVALID',
    );
    expect(await codeOf(await postAnswer(request, { response: open }))).toBe('EID_RESPONSE_INVALID');
    expect(await codeOf(await postAnswer(request, {}))).toBe('EID_RESPONSE_INVALID');
    expect(await stateOf()).toBe('fetched');
  });

  it('is not too large, and goes to a request that exists', async () => {
    expect(await codeOf(await postAnswer(request, { response: 'a'.repeat(70_000) }))).toBe('BODY_TOO_LARGE');
    expect(await codeOf(await postAnswer(request, { response: 'a'.repeat(1_200_000) }))).toBe(
      'BODY_TOO_LARGE',
    );
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x', '%00'])
      expect(
        await codeOf(
          await postAnswer(
            { ...request, responseUri: `${program.origin}/eid/antwort/${id}` },
            { response: 'a' },
          ),
        ),
      ).toBe('EID_REQUEST_GONE');
  });

  it('comes in time', async () => {
    await bareDb(program.app)
      .updateTable('identity.eid_request')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('state', '=', 'fetched')
      .execute();
    expect(await send({})).toBe('EID_REQUEST_GONE');
    expect((await jar.fetch(page.path)).status).toBe(410);
  });
});

describe('the request', () => {
  it('is handed out once, and to nobody who guesses', async () => {
    const address = page.link.searchParams.get('request_uri') ?? '';
    const again = await fetch(address);
    expect([again.status, await codeOf(again)]).toEqual([410, 'EID_REQUEST_GONE']);
    page = await beginEid(jar);
    const fresh = page.link.searchParams.get('request_uri') ?? '';
    const guessed = `${fresh.slice(0, -4)}AAAA`;
    expect((await fetch(guessed)).status).toBe(410);
    expect((await fetch(fresh)).status).toBe(200);
  });

  it('belongs to the browser that began it: another one neither sees nor gets anything', async () => {
    const response = await answer(program.app, request, anna);
    const { redirect_uri: back } = (await response.json()) as { redirect_uri: string };
    const thief = new CookieJar(program.origin);
    expect((await thief.fetch(page.path)).status).toBe(410);
    expect((await thief.fetch(back)).status).toBe(410);
    await beginEid(thief);
    expect((await thief.fetch(page.path)).status).toBe(410);
    expect((await thief.fetch(back)).status).toBe(410);
    // Asked again where the answer is taken.
    const stolen = completeEid(program.app, {
      id: page.path.split('/').at(-1) ?? '',
      browser: newSecret(),
      responseCode: new URL(back).searchParams.get('response_code') ?? undefined,
      actor: anonymous,
      sessionId: undefined,
      device: '',
      language: 'de',
    });
    await expect(stolen).rejects.toThrow('EID_REQUEST_GONE');
    expect((await whoAmI(thief)).status).toBe(401);
    // Who began it needs the code that the wallet was told; a guess is worth nothing.
    expect((await jar.fetch(`${page.path}?response_code=${'A'.repeat(43)}`)).status).toBe(410);
    expect((await whoAmI(jar)).status).toBe(401);
    expect((await jar.fetch(back)).status).toBe(303);
    expect((await whoAmI(jar)).status).toBe(200);
  });

  it('is begun by a form of ours only', async () => {
    expect((await jar.post('/anmelden/eid', {})).status).toBe(403);
    expect((await jar.post('/anmelden/eid', { _csrf: 'guessed' })).status).toBe(403);
  });
});

describe('the wallet of the demonstration', () => {
  const open = (parameters: Record<string, string>) =>
    jar.fetch(`/demo/wallet/anfrage?${new URLSearchParams(parameters).toString()}`);

  it('calls nobody else, and believes no request that does not hold', async () => {
    const clientId = request.clientId;
    for (const request_uri of [
      'https://evil.example/x',
      `${program.origin}.evil.example/`,
      'file:///etc/passwd',
      '',
    ])
      expect((await open({ client_id: clientId, request_uri })).status, request_uri).toBe(400);
    page = await beginEid(jar);
    const request_uri = page.link.searchParams.get('request_uri') ?? '';
    expect((await open({ client_id: `${clientId}x`, request_uri })).status).toBe(400);
  });
});

describe('the status list', () => {
  const token = (claims: Record<string, unknown>, signer = world().bund, subject = statusListAddress) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'statuslist+jwt', kid: signer.keyId })
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(createPrivateKey({ format: 'jwk', key: signer.key as Record<string, string> }));
  const right = { status_list: { bits: 2, lst: deflateSync(Buffer.alloc(64)).toString('base64url') } };
  const sendWith = async (text: () => string | Promise<string>) => {
    // Kept copies would answer in its place.
    openDocuments(program.app);
    const real = globalThis.fetch;
    globalThis.fetch = (async (input: string, init?: RequestInit) =>
      input.includes('/demo/eid/status/') ? new Response(await text()) : real(input, init)) as typeof fetch;
    try {
      return await send({});
    } finally {
      globalThis.fetch = real;
    }
  };

  it('of the issuer counts', async () => {
    expect(await sendWith(() => token(right))).toBe('ok');
  });

  it.each<[string, () => string | Promise<string>]>([
    ['no list', () => 'nonsense'],
    ['somebody else’s list', () => token(right, world().vertrauen)],
    ['a list signed in the issuer’s name', () => token(right, { ...world().bund, key: world().kanton.key })],
    ['another list of the issuer', () => token(right, world().bund, 'https://eid.example/status/2.jwt')],
    [
      'a list that is too short',
      () => token({ status_list: { bits: 2, lst: deflateSync(Buffer.alloc(0)).toString('base64url') } }),
    ],
    [
      'a list that grows without end',
      () =>
        token({ status_list: { bits: 2, lst: deflateSync(Buffer.alloc(10_000_000)).toString('base64url') } }),
    ],
  ])('%s signs nobody in', async (_what, text) => {
    expect(await sendWith(text)).toBe('EID_PRESENTATION_INVALID');
    expect(await stateOf()).toBe('failed');
  });
});
