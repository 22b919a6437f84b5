// The search as people use it: suggestions while typing, by keyboard and by hand; the same question without script is a page.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { launchBrowser, visitor } from '../support/browser.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

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

it('suggests what it finds, chosen by keyboard', async () => {
  const page = await (await visitor(browser, { width: 320, script: true })).newPage();
  await page.goto(program.origin);
  const field = page.getByRole('combobox');
  expect(await field.getAttribute('aria-expanded')).toBe('false');
  await field.pressSequentially('zügle');
  // The words are not in the title: the browser's own list would leave it out.
  await page.getByRole('option', { name: 'Umzug innerhalb des Kantons melden' }).waitFor();
  expect(await field.getAttribute('aria-expanded')).toBe('true');
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await field.press('ArrowDown');
  const first = page.getByRole('option').first();
  expect(await first.getAttribute('aria-selected')).toBe('true');
  expect(await field.getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'));
  await field.press('Escape');
  expect(await page.getByRole('option').count()).toBe(0);
  await field.press('ArrowDown');
  await field.press('ArrowUp');
  await field.press('ArrowDown');
  await field.press('Enter');
  await page.waitForURL(/\/(leistungen|lebenslagen)\/[a-z-]+$/);
});

it('takes what was typed when nothing is chosen, and a click', async () => {
  const page = await (await visitor(browser, { width: 1280, script: true })).newPage();
  await page.goto(`${program.origin}/suche?lang=fr`);
  const field = page.getByRole('combobox');
  await field.pressSequentially('chien');
  await page.getByRole('option').first().waitFor();
  await field.press('Enter');
  await page.waitForURL(/\/suche\?q=chien/);
  await page.getByRole('combobox').fill('chien mort');
  await page.getByRole('option').first().click();
  await page.waitForURL(/\/leistungen\/hund-abmelden/);
});

it('is a form with a page of results without script', async () => {
  const page = await (await visitor(browser, { width: 320, script: false })).newPage();
  await page.goto(program.origin);
  await page.fill('[name=q]', 'Velo geklaut');
  await page.getByRole('search').getByRole('button').click();
  expect(await page.locator('#ergebnisse a').first().innerText()).toMatch(/Strafanzeige|Velo/);
});
