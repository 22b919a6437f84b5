// Begun before signing in, on a small phone without JavaScript: nothing typed is lost, what the register says is shown beside it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { answerDog, next } from '../support/dog.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
let browser: Browser;
const form = '/leistungen/hund-anmelden/formular';
beforeAll(async () => {
  program = await testProgram();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

const main = (page: Page) => page.locator('main').innerText();

/** Begins and answers everything. */
async function fillIn(page: Page): Promise<void> {
  await page.goto(`${program.origin}/leistungen/hund-anmelden`);
  await page.locator('.go').first().click();
  await page.getByRole('button', { name: 'Ohne Anmeldung beginnen' }).click();
  await page.fill('[name=vorname]', 'Annemarie');
  await answerDog(page, 'labrador', program.app.clock.today());
  expect(page.url()).toMatch(/\/pruefen$/);
}

it('everything is answered first; signing in brings what the register knows, and the dog is registered', async () => {
  const context = await visitor(browser, { width: 320 });
  const page = await context.newPage();
  await fillIn(page);
  const summary = await main(page);
  expect(summary).toContain('Annemarie');
  expect(summary).toContain('Luna');
  expect(summary).toMatch(/Adresse\s+kommt aus dem Register, sobald Sie angemeldet sind/);
  expect(await page.locator('[name=erklaerung]').count()).toBe(0);
  await page.getByRole('link', { name: 'Anmelden und weiter' }).click();
  await page.locator('button[value="resident-anna"]').click();
  expect(await main(page)).toContain('Diese Angaben übernehmen?');
  expect(await main(page)).not.toContain('Annemarie');
  await page.getByRole('button', { name: 'Ja, übernehmen' }).click();
  expect(page.url()).toMatch(/\/halter$/);
  const known = await page.locator('section.known').innerText();
  expect(known).toContain('Sie haben eingetippt: «Annemarie».');
  await page.getByRole('link', { name: 'Meine Angabe gilt' }).click();
  expect(await page.inputValue('[name=vorname]')).toBe('Annemarie');
  await page.goBack();
  await next(page);
  // All else was answered before.
  expect(page.url()).toMatch(/\/pruefen$/);
  expect(await main(page)).toContain('Der Entscheid kommt sofort');
  await page.check('[name=erklaerung]');
  await page.locator('button.go').click();
  expect(page.url()).toMatch(/\/faelle\/.*gesendet=1$/);
  expect((await context.cookies()).filter(({ name }) => name === 'draft')).toEqual([]);
});

it('on a shared device one button leaves nothing, and who signs in next sees nothing of it', async () => {
  const context = await visitor(browser, { width: 320 });
  const page = await context.newPage();
  await fillIn(page);
  await page.goto(`${program.origin}${form}/hunde/1`);
  await page.getByRole('button', { name: 'Alles verwerfen' }).click();
  expect(page.url()).toMatch(/\/leistungen\/hund-anmelden$/);
  await page.goto(`${program.origin}${form}/hunde/1`);
  expect(await main(page)).toContain('Wie möchten Sie beginnen?');
  await signIn(page, program.origin, 'resident-bruno', `${form}/halter`);
  expect(page.url()).toMatch(/\/halter$/);
  expect(await page.inputValue('[name=vorname]')).toBe('');
});

it('a newcomer whom no register knows types everything once', async () => {
  const page = await (await visitor(browser, { width: 320 })).newPage();
  await fillIn(page);
  await signIn(page, program.origin, 'resident-bruno', `${form}/uebernehmen`);
  // A draft of his own is left from the test before: he chooses.
  await page.getByRole('button', { name: 'Die Angaben aus diesem Browser behalten' }).click();
  expect(page.url()).toMatch(/\/halter$/);
  expect(await page.inputValue('[name=vorname]')).toBe('Annemarie');
  await page.fill('[name=nachname]', 'Muster');
  await page.fill('[name="adresse.street"]', 'Beispielgasse');
  await page.fill('[name="adresse.houseNumber"]', '1');
  await page.fill('[name="adresse.postalCode"]', '4051');
  await page.fill('[name="adresse.town"]', 'Basel');
  await next(page);
  expect(page.url()).toMatch(/\/pruefen$/);
  // Nobody but he himself says who he is: staff decide, and he reads it before he sends it.
  expect(await main(page)).toContain('Sie erhalten bis am');
});
