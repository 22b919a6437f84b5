// In a real browser: who moves chooses the flat from those that the register of buildings knows at the new address.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleAnswers, examplesOf } from '../../src/modules/catalogue/index.ts';
import { axeFindings } from '../support/axe.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';

const form = '/leistungen/umzug-melden/formular';
const neueAdresse = { street: 'Aeschengraben', houseNumber: '994', postalCode: '4051', town: 'Basel' };
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
  { language: 'de', width: 320 },
  { language: 'fr', width: 1280 },
])('$language, $width px', async ({ language, width }) => {
  const page = await (await visitor(browser, { width, script: true })).newPage();
  await signIn(page, program.origin, 'resident-anna', form);
  const [example] = examplesOf(program.app, 'umzug-melden');
  if (!example) throw new Error('The service has no example');
  const { ewid: _, ...answers } = exampleAnswers(program.app, example);
  await bareDb(program.app)
    .updateTable('intake.draft')
    .set({ answers: JSON.stringify({ ...answers, neueAdresse }) })
    .where('submitted_ref', 'is', null)
    .execute();
  await page.goto(`${program.origin}${form}/wohnung?lang=${language}`);
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.selectOption('[name="ewid.meant"]', '2');
  await page.locator('button[value=next]').last().click();
  await page.waitForURL((url) => !url.pathname.endsWith('/wohnung'));
  const { answers: kept } = await bareDb(program.app)
    .selectFrom('intake.draft')
    .select('answers')
    .where('submitted_ref', 'is', null)
    .executeTakeFirstOrThrow();
  expect(kept).toMatchObject({ ewid: '2' });
  await page.context().close();
});
