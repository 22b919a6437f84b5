// An identity provider on a port of its own that answers what a test tells it to, right or wrong, properly signed or not.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

export interface Script {
  /** Changes to the claims of the ID token; undefined removes one. */
  claims: Record<string, unknown>;
  /** `none`: unsigned; `HS256`: with the client's secret; `stranger`: by a key that the provider does not publish. */
  signature: 'right' | 'none' | 'HS256' | 'stranger';
  userinfo: Record<string, unknown>;
  /** Status of the token endpoint. */
  tokenStatus: number;
  tokenError: string;
  metadata: Record<string, unknown>;
}

export interface ScriptedProvider {
  issuer: string;
  script: Script;
  /** Bodies that arrived at the token endpoint. */
  exchanges: URLSearchParams[];
  /** A logout token, with changes to its claims; undefined removes one. */
  logoutToken(claims?: Record<string, unknown>): Promise<string>;
  /** What the next ID token is made for. */
  expect(authorization: URL): void;
  stop(): Promise<void>;
}

export const clientSecret = 'secret of the client at the scripted provider';

export function rightScript(): Script {
  return {
    claims: {},
    signature: 'right',
    userinfo: {},
    tokenStatus: 200,
    tokenError: 'invalid_grant',
    metadata: {},
  };
}

export async function scriptedProvider(): Promise<ScriptedProvider> {
  const own = await generateKeyPair('ES256');
  const stranger = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(own.publicKey)), alg: 'ES256', use: 'sig', kid: 'own' };
  let nonce = '';
  const provider: ScriptedProvider = {
    issuer: '',
    script: rightScript(),
    exchanges: [],
    logoutToken: (claims = {}) =>
      signed({
        iss: provider.issuer,
        aud: 'client',
        iat: Math.floor(Date.now() / 1000),
        jti: crypto.randomUUID(),
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        ...claims,
      }),
    expect: (authorization) => void (nonce = authorization.searchParams.get('nonce') ?? ''),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };

  const idToken = (): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    return signed({
      iss: provider.issuer,
      sub: 'someone',
      aud: 'client',
      iat: now,
      exp: now + 300,
      nonce,
      name: 'Some One',
      ...provider.script.claims,
    });
  };

  const signed = async (claims: Record<string, unknown>): Promise<string> => {
    const { signature } = provider.script;
    if (signature === 'none') return new UnsecuredJWT(claims).encode();
    const key =
      signature === 'HS256'
        ? new TextEncoder().encode(clientSecret)
        : (signature === 'stranger' ? stranger : own).privateKey;
    return new SignJWT(claims)
      .setProtectedHeader({ alg: signature === 'HS256' ? 'HS256' : 'ES256', kid: 'own' })
      .sign(key);
  };

  const answers: Record<string, (body: string) => Promise<unknown> | unknown> = {
    '/.well-known/openid-configuration': () => ({
      issuer: provider.issuer,
      authorization_endpoint: `${provider.issuer}/auth`,
      token_endpoint: `${provider.issuer}/token`,
      userinfo_endpoint: `${provider.issuer}/userinfo`,
      end_session_endpoint: `${provider.issuer}/end`,
      jwks_uri: `${provider.issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      // Offers everything: the refusal must be ours.
      id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'],
      authorization_response_iss_parameter_supported: true,
      ...provider.script.metadata,
    }),
    '/jwks': () => ({ keys: [jwk] }),
    '/userinfo': () => provider.script.userinfo,
    '/token': async (body) => {
      provider.exchanges.push(new URLSearchParams(body));
      if (provider.script.tokenStatus !== 200) return { error: provider.script.tokenError };
      return { access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token: await idToken() };
    },
  };

  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      void (async () => {
        const answer = answers[path];
        response.statusCode =
          answer === undefined ? 404 : path === '/token' ? provider.script.tokenStatus : 200;
        response.setHeader('content-type', 'application/json');
        response.setHeader('connection', 'close');
        response.end(JSON.stringify(answer === undefined ? {} : await answer(body)));
      })();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}
