// Duties in a browser without script: answered without an account, kept in one, ticked off, taken into a calendar.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
let browser: Browser;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-27T09:00:00+01:00' });
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser.close();
  await program.stop();
});

async function fillDay(
  page: Page,
  name: string,
  [day, month, year]: [string, string, string],
): Promise<void> {
  await page.fill(`[name="${name}.day"]`, day);
  await page.fill(`[name="${name}.month"]`, month);
  await page.fill(`[name="${name}.year"]`, year);
}

test('without an account: tick, say since when, see the day', async () => {
  const context = await visitor(browser, { width: 320, script: false });
  const page = await context.newPage();
  await page.goto(`${program.origin}/pflichten`);
  await page.check('input[value=hund]');
  await page.click('main form button');
  expect(await page.textContent('#liste')).toContain('Datum fehlt');
  await fillDay(page, 'hundSeit', ['18', '11', '2026']);
  await page.click('#daten button');
  expect((await page.textContent('#liste'))?.replaceAll('\u00a0', ' ')).toContain('30. November');
  await context.close();
});

test('in the account: state, tick off, open again, make and revoke the address', async () => {
  const context = await visitor(browser, { width: 1280, script: false });
  const page = await context.newPage();
  await signIn(page, program.origin, 'resident-carla', '/konto');
  await page.click('main a[href="/konto/pflichten"]');
  expect(await page.textContent('#offen')).toContain('Steuererklärung einreichen');
  await page.click('a[href="/konto/pflichten/angaben"]');
  await page.check('input[value=umgezogen]');
  await page.uncheck('input[type=checkbox][value=steuerpflichtig]');
  await page.click('form.ask button');
  await fillDay(page, 'umgezogenAm', ['31', '2', '2026']);
  await page.click('form.ask button');
  expect(await page.locator('.ds-error-summary').count()).toBe(1);
  await fillDay(page, 'umgezogenAm', ['23', '11', '2026']);
  await page.click('form.ask button');
  expect(new URL(page.url()).pathname).toBe('/konto/pflichten');
  // She denies what the register says.
  expect(await page.textContent('#offen')).not.toContain('Steuererklärung einreichen');
  const named = page.getByRole('heading', { name: 'Umzug im Kanton melden' });
  const row = page.locator('#offen li', { has: named });
  expect((await row.textContent())?.replaceAll('\u00a0', ' ')).toContain('7. Dezember');
  await row.locator('button').click();
  expect(await page.textContent('#erledigt')).toContain('Umzug im Kanton melden');
  await page.click('#erledigt button');
  expect(await page.locator('#erledigt').count()).toBe(0);
  await page.click('#kalender button');
  const address = (await page.textContent('main code')) ?? '';
  const calendar = await (await fetch(address)).text();
  expect(calendar).toContain('SUMMARY:Umzug im Kanton melden');
  await page.goto(`${program.origin}/konto/pflichten`);
  expect(await page.content()).not.toContain(address);
  await page.click('button[formaction="/konto/pflichten/kalender/aufheben"]');
  expect((await fetch(address)).status).toBe(404);
  await context.close();
});
