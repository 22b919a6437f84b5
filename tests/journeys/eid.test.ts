// The E-ID in a real browser, without JavaScript, on a phone: signing in on one device and on two, and confirming a session without losing a word.
import type { Browser, Page } from 'playwright-core';
import jsQrModule from 'jsqr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { next } from '../support/dog.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

// The package is CommonJS; its types know only the ES form.
const jsQr = ((jsQrModule as { default?: unknown }).default ?? jsQrModule) as (
  data: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string } | null;

let program: TestProgram;
let browser: Browser;
beforeAll(async () => {
  program = await testProgram();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

const phone = async () => (await visitor(browser, { width: 320 })).newPage();
const text = (page: Page) => page.locator('main').innerText();

/** From the button of a page to the wallet, and there the choice of an E-ID. */
async function openWallet(page: Page, credential: string): Promise<void> {
  await page.locator('#hier a.ds-button').click();
  await page.locator(`a[href$="ausweis=${credential}"]`).click();
}

/** What a camera reads on the page: the dark squares of the drawing, eight points each. */
async function scan(page: Page): Promise<string> {
  const size = Number((await page.locator('svg.qr').getAttribute('viewBox'))?.split(' ')[2]);
  const path = (await page.locator('svg.qr .qr-dark').getAttribute('d')) ?? '';
  const scale = 8;
  const side = size * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let down = 0; down < scale; down++)
      for (let right = 0; right < scale; right++) {
        const at = ((Number(y) * scale + down) * side + Number(x) * scale + right) * 4;
        pixels.fill(0, at, at + 3);
      }
  return jsQr(pixels, side, side)?.data ?? '';
}

describe('Anna signs in with the E-ID', () => {
  it('on one device: she sees who asks for what before she agrees, and lands where she wanted to go', async () => {
    const page = await phone();
    await page.goto(`${program.origin}/anmelden?weiter=/konto/zugriffe`);
    await page.locator('#eid button').click();
    expect(await text(page)).toContain('Geburtsdatum');
    await openWallet(page, 'anna');
    const consent = await text(page);
    expect(consent).toContain('Das ist eine Simulation');
    expect(consent).toContain('Kanton Basel-Stadt');
    expect(consent).toContain('Anmelden beim Kanton');
    const sent = await page.locator('#angaben').innerText();
    for (const each of ['Anna', 'Beispiel', '12.\u00a0April\u00a01989']) expect(sent).toContain(each);
    expect(sent).not.toContain('756.');
    expect(await page.locator('#bleibt').innerText()).toContain('AHV-Nummer');
    await page.getByRole('button', { name: 'Zustimmen und senden' }).click();
    expect(new URL(page.url()).pathname).toBe('/konto/zugriffe');
    expect(await page.locator('header.head').innerText()).toContain('Anna Beispiel');
    expect(await text(page)).toContain('Mit der E-ID anmelden');
  });

  it('on two devices: the telephone scans the code, the computer goes on by itself', async () => {
    const computer = await (await visitor(browser)).newPage();
    await computer.goto(`${program.origin}/anmelden`);
    await computer.locator('#eid button').click();
    const link = await scan(computer);
    expect(link).toContain('client_id=decentralized_identifier');
    const telephone = await phone();
    await telephone.goto(link);
    await telephone.locator('a[href$="ausweis=anna"]').click();
    await computer.waitForSelector('h1:has-text("Bestätigen Sie in der App")', { timeout: 30_000 });
    await telephone.getByRole('button', { name: 'Zustimmen und senden' }).click();
    expect(await text(telephone)).toContain('Gesendet');
    await computer.waitForURL(`${program.origin}/konto`, { timeout: 30_000 });
    expect(await computer.locator('header.head').innerText()).toContain('Anna Beispiel');
    // Nobody is signed in on the telephone.
    await telephone.goto(`${program.origin}/konto`);
    expect(new URL(telephone.url()).pathname).not.toBe('/konto');
  });

  it('or does not agree, or shows one that is blocked: then nobody is signed in, and the page says why', async () => {
    const page = await phone();
    await page.goto(`${program.origin}/anmelden`);
    await page.locator('#eid button').click();
    await page.locator('#hier a.ds-button').click();
    await page.getByRole('button', { name: 'Ablehnen' }).click();
    expect(await text(page)).toContain('Sie haben nicht zugestimmt');
    await page.getByRole('button', { name: 'Noch einmal mit der E-ID' }).click();
    await openWallet(page, 'anna-revoked');
    await page.getByRole('button', { name: 'Zustimmen und senden' }).click();
    expect(await text(page)).toContain('Diese E-ID ist gesperrt');
    expect(await page.locator('header.head').innerText()).toContain('Anmelden');
  });
});

describe('Emma, who has signed in with a password only', () => {
  const form = '/leistungen/wohnsitzbescheinigung-bestellen/formular';

  it('confirms with the E-ID for a service that must be sure, and goes on there', async () => {
    const page = await phone();
    await signIn(page, program.origin, 'resident-emma', '/konto');
    await page.goto(`${program.origin}${form}`);
    expect(await text(page)).toContain('Sie sind mit der Stufe «niedrig» angemeldet');
    await page.getByRole('button', { name: 'Mit der E-ID bestätigen' }).click();
    expect(await text(page)).toContain('Wohnsitzbescheinigung');
    await openWallet(page, 'emma');
    await page.getByRole('button', { name: 'Zustimmen und senden' }).click();
    expect(new URL(page.url()).pathname).toBe(`${form}/person`);
    expect(await page.locator('section.known').innerText()).toContain('Beispiel-Probe');
  });

  it('loses nothing that she typed, though her session ends in between and the next one is weaker', async () => {
    const context = await visitor(browser, { width: 320 });
    const page = await context.newPage();
    await signIn(page, program.origin, 'resident-emma', '/konto');
    await page.goto(`${program.origin}${form}`);
    await page.getByRole('button', { name: 'Mit der E-ID bestätigen' }).click();
    await openWallet(page, 'emma');
    await page.getByRole('button', { name: 'Zustimmen und senden' }).click();
    await next(page);
    const address = page.url();
    expect(address).toContain('/zweck');
    await page.check('[name=zweck][value=anderes]');
    await next(page);
    await page.fill('[name=zweckText]', 'Für den Ruderclub am Rhein');
    await context.clearCookies({ name: 'session' });
    await next(page);
    await page.locator('button[value="resident-emma"]').click();
    expect(await text(page)).toContain('Was Sie eingegeben haben, ist gespeichert');
    // Looking twice does not lose it either.
    await page.reload();
    await page.getByRole('button', { name: 'Mit der E-ID bestätigen' }).click();
    await openWallet(page, 'emma');
    await page.getByRole('button', { name: 'Zustimmen und senden' }).click();
    expect(page.url()).toBe(address);
    expect(await page.locator('[name=zweckText]').inputValue()).toBe('Für den Ruderclub am Rhein');
    expect(await page.locator('[name=zweck][value=anderes]').isChecked()).toBe(true);
  });

  it('can’t confirm with somebody else’s E-ID', async () => {
    const page = await phone();
    await signIn(page, program.origin, 'resident-emma', '/konto');
    await page.goto(`${program.origin}${form}`);
    await page.getByRole('button', { name: 'Mit der E-ID bestätigen' }).click();
    await openWallet(page, 'anna');
    await page.getByRole('button', { name: 'Zustimmen und senden' }).click();
    expect(await text(page)).toContain('gehört nicht der Person');
    await page.goto(`${program.origin}${form}`);
    expect(await text(page)).toContain('Sie sind mit der Stufe «niedrig» angemeldet');
  });
});
