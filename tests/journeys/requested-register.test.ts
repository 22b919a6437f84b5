// In a real browser, with and without script and in four languages: tax values are asked for by a button, shown, taken or refused.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleAnswers, examplesOf } from '../../src/modules/catalogue/index.ts';
import { axeFindings } from '../support/axe.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';

const service = 'kita-beitraege';
const form = `/leistungen/${service}/formular`;
let program: TestProgram;
let browser: Browser;

beforeAll(async () => {
  program = await testProgram({ LOG_LEVEL: 'silent', NOW: '2026-11-24T09:00:00+01:00' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

it.each([
  { language: 'de', width: 320, script: false },
  { language: 'fr', width: 320, script: true },
  { language: 'it', width: 1280, script: false },
  { language: 'en', width: 1280, script: true },
])('$language, $width px, script $script', async ({ language, width, script }) => {
  const page = await (await visitor(browser, { width, script })).newPage();
  await signIn(page, program.origin, 'resident-anna', form);
  const example = examplesOf(program.app, service).find(({ answers }) => answers['basis'] === 'stimmt');
  if (!example) throw new Error('No worked example has an assessment');
  const { steuerjahr: _, netto: __, reinvermoegen: ___, ...answers } = exampleAnswers(program.app, example);
  await bareDb(program.app)
    .updateTable('intake.draft')
    .set({ answers: JSON.stringify(answers), known: '{}', requested: [] })
    .where('submitted_ref', 'is', null)
    .execute();
  await page.goto(`${program.origin}${form}/steuerwerte?lang=${language}`);
  // What looks at the page is a script itself.
  const faults = async () => {
    if (!script) return [];
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    return [...(wide ? ['too wide'] : []), ...(await axeFindings(page))];
  };
  expect(await faults()).toEqual([]);
  expect(await page.locator('[name=netto]').count()).toBe(1);
  // By keyboard alone.
  await page.locator('[name=_request]').focus();
  await page.keyboard.press('Enter');
  await page.locator('[name=_refuse]').waitFor();
  expect(await page.locator('section.known').innerText()).toMatch(/68\s400/);
  expect(await page.locator('[name=netto]').count()).toBe(0);
  expect(await faults()).toEqual([]);
  await page.locator('[name=_refuse]').click();
  await page.locator('[name=netto]').waitFor();
  expect(await page.locator('section.known').count()).toBe(0);
  await page.context().close();
});
