// Passkeys in a real browser with a virtual security key: Fiona adds one, and from then on signing in needs it.
import { barePool } from '../support/unguarded.ts';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
let browser: Browser;
beforeAll(async () => {
  // Browsers bind passkeys to names, not to addresses of numbers.
  program = await testProgram({ HOST: 'localhost' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

interface Desk {
  context: BrowserContext;
  page: Page;
  key: CDPSession;
  authenticatorId: string;
}

/** A browser with a security key that always says yes. */
async function desk(): Promise<Desk> {
  const context = await visitor(browser, { script: true });
  const page = await context.newPage();
  const key = await context.newCDPSession(page);
  await key.send('WebAuthn.enable');
  const { authenticatorId } = await key.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  return { context, page, key, authenticatorId };
}

const main = (page: Page) => page.locator('main').innerText();
const whoAmI = async (page: Page) =>
  (
    await page.request.get(`${program.origin}/api/v1/me`, { headers: { accept: 'application/json' } })
  ).status();

describe('Fiona', () => {
  it('adds a passkey, signs in with it from then on, and nobody without it', async () => {
    const office = await desk();
    const home = await (await visitor(browser)).newPage();
    await signIn(home, program.origin, 'clerk-fiona', '/arbeitsliste');
    await signIn(office.page, program.origin, 'clerk-fiona', '/arbeitsliste');
    await office.page.goto(`${program.origin}/konto/passkeys`);
    expect(await axeFindings(office.page)).toEqual([]);
    await office.page.fill('[name=name]', 'Schlüssel am Bund');
    await office.page.getByRole('button', { name: 'Passkey hinzufügen' }).click();
    await office.page.waitForURL(/passkey=neu/);
    expect(await main(office.page)).toContain('Schlüssel am Bund');
    const { rows } = await program.app.pool.query(
      "select data from kernel.event where type = 'passkey.added'",
    );
    expect(rows).toEqual([{ data: { first: true } }]);
    // What was open without it elsewhere is closed.
    expect(await whoAmI(home)).toBe(401);
    expect(await whoAmI(office.page)).toBe(200);

    await office.page.goto(`${program.origin}/abmelden`);
    await office.page.getByRole('button', { name: 'Abmelden' }).click();
    await office.page.goto(`${program.origin}/anmelden?weiter=/arbeitsliste`);
    await office.page.locator('button[value=clerk-fiona]').click();
    await office.page.waitForURL(/\/anmelden\/passkey/);
    expect(await axeFindings(office.page)).toEqual([]);
    // Half way: nobody is signed in, whatever address is opened.
    expect(await whoAmI(office.page)).toBe(401);
    await office.page.getByRole('button', { name: 'Passkey benutzen' }).click();
    await office.page.waitForURL(/\/arbeitsliste/);
    expect(await whoAmI(office.page)).toBe(200);
  });

  it('gets no further with another’s passkey, without one, or without JavaScript; she can stop', async () => {
    const stranger = await desk();
    await stranger.page.goto(`${program.origin}/anmelden?weiter=/arbeitsliste`);
    await stranger.page.locator('button[value=clerk-fiona]').click();
    await stranger.page.waitForURL(/\/anmelden\/passkey/);
    await stranger.page.getByRole('button', { name: 'Passkey benutzen' }).click();
    await stranger.page.locator('#passkey-failed:visible').waitFor();
    expect(await whoAmI(stranger.page)).toBe(401);

    const plain = await (await visitor(browser)).newPage();
    await plain.goto(`${program.origin}/anmelden?weiter=/arbeitsliste`);
    await plain.locator('button[value=clerk-fiona]').click();
    expect(await main(plain)).toContain('JavaScript');
    expect(await plain.locator('[data-passkey]').isVisible()).toBe(false);
    await plain.getByRole('button', { name: 'Abbrechen und abmelden' }).click();
    expect(await main(plain)).toContain('Sie sind abgemeldet');
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['doubled keys', '{"id":"a","id":"b"}'],
    ['an unknown passkey', JSON.stringify({ id: 'AAAA', rawId: 'AAAA', type: 'public-key', response: {} })],
    ['too much', `{"id":"a","x":"${'x'.repeat(30_000)}"}`],
  ])('is refused with a forged answer: %s', async (_what, response) => {
    const page = await (await visitor(browser)).newPage();
    await page.goto(`${program.origin}/anmelden?weiter=/arbeitsliste`);
    await page.locator('button[value=clerk-fiona]').click();
    const csrf = await page.locator('[name=_csrf]').first().inputValue();
    const answer = await page.request.post(`${program.origin}/anmelden/passkey`, {
      form: { _csrf: csrf, response, weiter: '/arbeitsliste' },
      headers: { origin: program.origin },
    });
    expect(answer.status()).toBe(422);
    expect(await whoAmI(page)).toBe(401);
  });

  it('can’t be copied: a key whose counter went back is refused', async () => {
    const page = await desk();
    await signIn(page.page, program.origin, 'clerk-gian', '/konto/passkeys');
    await page.page.getByRole('button', { name: 'Passkey hinzufügen' }).click();
    await page.page.waitForURL(/passkey=neu/);
    await barePool(program.app).query('update identity.passkey set sign_count = 1000000');
    await page.context.clearCookies();
    await page.page.goto(`${program.origin}/anmelden?weiter=/arbeitsliste`);
    await page.page.locator('button[value=clerk-gian]').click();
    await page.page.getByRole('button', { name: 'Passkey benutzen' }).click();
    await page.page.locator('main [role=alert]:visible').waitFor();
    expect(await whoAmI(page.page)).toBe(401);
  });

  it('is none of the public’s business, and needs a name of this site', async () => {
    const anna = await (await visitor(browser)).newPage();
    await signIn(anna, program.origin, 'resident-anna', '/konto');
    const answer = await anna.request.get(`${program.origin}/konto/passkeys`);
    expect(answer.status()).toBe(403);
  });
});
