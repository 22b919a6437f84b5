// What must not work when signing in: wrong or used states, planted sessions, foreign browsers, open redirects.
import { barePool } from '../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar } from '../../../tests/support/cookie-jar.ts';
import { newSecret } from '../../kernel/secret.ts';
import { identityProgram, type IdentityProgram } from './testing/identity-program.ts';
import { chooseIdentity, openChoicePage, signIn, whoAmI } from './testing/sign-in.ts';

let program: IdentityProgram;
const browser = () => new CookieJar(program.origin);

beforeAll(async () => {
  program = await identityProgram();
});
afterAll(async () => {
  await program.stop();
});

async function expectRefused(response: Response, code: string, status = 400): Promise<void> {
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(code);
  expect(response.headers.getSetCookie().filter((each) => each.startsWith('session='))).toEqual([]);
}

describe('the answer of the provider', () => {
  it('counts once', async () => {
    const jar = browser();
    const callback = await chooseIdentity(jar, await openChoicePage(jar), 'resident-anna');
    expect((await jar.fetch(callback.href)).status).toBe(303);
    await expectRefused(await jar.fetch(callback.href), 'SIGN_IN_STATE_MISMATCH');
  });

  it('needs a state of ours', async () => {
    const jar = browser();
    const callback = await chooseIdentity(jar, await openChoicePage(jar), 'resident-anna');
    const state = callback.searchParams.get('state') ?? '';
    for (const wrong of ['', 'x', `${state}x`, newSecret(), 'a'.repeat(5000)]) {
      callback.searchParams.set('state', wrong);
      await expectRefused(await jar.fetch(callback.href), 'SIGN_IN_STATE_MISMATCH');
    }
    callback.searchParams.delete('state');
    await expectRefused(await jar.fetch(callback.href), 'SIGN_IN_STATE_MISMATCH');
  });

  it('needs the state of the same sign-in as its code', async () => {
    const jar = browser();
    const first = await chooseIdentity(jar, await openChoicePage(jar), 'resident-anna');
    const second = new URL((await jar.fetch('/anmelden')).headers.get('location') ?? '');
    first.searchParams.set('state', second.searchParams.get('state') ?? '');
    // The provider refuses the code verifier (RFC 7636, 4.6).
    await expectRefused(await jar.fetch(first.href), 'SIGN_IN_PROVIDER_FAILED', 502);
  });

  it('counts only in the browser that began: nobody signs you in to their account by a link', async () => {
    const attacker = browser();
    const callback = await chooseIdentity(attacker, await openChoicePage(attacker), 'resident-anna');
    const victim = browser();
    await expectRefused(await victim.fetch(callback.href), 'SIGN_IN_STATE_MISMATCH');
    await victim.fetch('/anmelden');
    await expectRefused(await victim.fetch(callback.href), 'SIGN_IN_STATE_MISMATCH');
    expect((await whoAmI(victim)).status).toBe(401);
  });

  it('must name the provider that we asked (RFC 9207)', async () => {
    const jar = browser();
    const callback = await chooseIdentity(jar, await openChoicePage(jar), 'resident-anna');
    callback.searchParams.set('iss', 'https://attacker.example');
    await expectRefused(await jar.fetch(callback.href), 'SIGN_IN_ANSWER_INVALID', 502);
  });

  it('is too late after a quarter of an hour; the way to go on is kept', async () => {
    const jar = browser();
    const begun = new URL((await jar.fetch('/anmelden?weiter=/konto')).headers.get('location') ?? '');
    program.advance(15 * 60 + 1);
    const late = await jar.fetch(`/anmelden/zurueck?code=x&state=${begun.searchParams.get('state') ?? ''}`);
    expect(late.status).toBe(400);
    const html = await late.text();
    expect(html).toContain('SIGN_IN_EXPIRED');
    expect(html).toContain('/anmelden?weiter=%2Fkonto');
  });

  it('has a code that the provider takes once', async () => {
    const jar = browser();
    const callback = await chooseIdentity(jar, await openChoicePage(jar), 'resident-anna');
    const code = callback.searchParams.get('code') ?? '';
    await jar.fetch(callback.href);
    const again = new URL((await jar.fetch('/anmelden')).headers.get('location') ?? '');
    const replay = await jar.fetch(
      `/anmelden/zurueck?${new URLSearchParams({ code, state: again.searchParams.get('state') ?? '', iss: `${program.origin}/demo/oidc` }).toString()}`,
    );
    await expectRefused(replay, 'SIGN_IN_PROVIDER_FAILED', 502);
  });

  it('is problem+json for programs', async () => {
    const response = await browser().fetch('/anmelden/zurueck?state=x', {
      headers: { accept: 'application/json' },
    });
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 400, code: 'SIGN_IN_STATE_MISMATCH' });
  });
});

describe('sessions', () => {
  it('are never those that somebody planted before', async () => {
    const jar = browser();
    const planted = newSecret();
    jar.set('session', planted);
    await signIn(jar, 'resident-anna');
    expect(jar.get('session')).not.toBe(planted);
    const other = browser();
    other.set('session', planted);
    expect((await whoAmI(other)).status).toBe(401);
  });

  it('end when the same browser signs in anew', async () => {
    const jar = browser();
    await signIn(jar, 'resident-anna');
    const before = jar.get('session') ?? '';
    await signIn(jar, 'resident-anna');
    expect(jar.get('session')).not.toBe(before);
    const other = browser();
    other.set('session', before);
    expect((await whoAmI(other)).status).toBe(401);
  });

  it('are not found by their hash, a part of the secret or anything else', async () => {
    const jar = browser();
    await signIn(jar, 'resident-anna');
    const secret = jar.get('session') ?? '';
    const { rows } = await barePool(program.app).query<{ hash: string; id: string }>(
      "select encode(secret_hash, 'base64') as hash, id from identity.session",
    );
    for (const wrong of [
      ...rows.flatMap((row) => [row.hash, row.id]),
      secret.slice(1),
      `${secret}x`,
      '',
      "' or 1=1 --",
    ]) {
      const other = browser();
      other.set('session', wrong);
      expect((await whoAmI(other)).status).toBe(401);
    }
  });
});

describe('weiter', () => {
  it.each([
    'https://attacker.example/',
    '//attacker.example/',
    '///attacker.example/',
    '/\\attacker.example',
    '\\\\attacker.example',
    'javascript:alert(1)',
    '/\t/attacker.example',
    '/\n/attacker.example',
    ' //attacker.example',
    'attacker.example',
    '/anmelden?weiter=/anmelden',
    '/abmelden',
    `/${'a'.repeat(3000)}`,
    '/x\r\nset-cookie: session=planted',
    '/x\u0000',
  ])('leads nowhere else: %j', async (weiter) => {
    expect(await signIn(browser(), 'resident-anna', weiter)).toBe('/konto');
  });

  it('keeps letters beyond ASCII', async () => {
    expect(await signIn(browser(), 'resident-anna', '/suche?q=hünd€')).toBe('/suche?q=h%C3%BCnd%E2%82%AC');
  });
});
