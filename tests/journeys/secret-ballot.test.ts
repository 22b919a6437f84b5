// A secret ballot in a browser: with script blindly signed and cast without session, what breaks off goes on; without script said openly.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { barePool } from '../support/unguarded.ts';

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

const address = '/mitreden/quartierbudget/stimmzettel';
const ballots = async () =>
  (
    await barePool(program.app).query<{ pseudonym: string; vote: string }>(
      `select pseudonym, vote from participation.ballot where process_id = 'quartierbudget'`,
    )
  ).rows;
const said = async (page: Page, text: RegExp) => {
  await page.locator('#geheim-stand', { hasText: text }).waitFor();
  return (await page.textContent('#geheim-stand')) ?? '';
};

test('with script: the right is fetched, the connection breaks, the ballot is cast without cookies, the receipt kept', async () => {
  const context = await visitor(browser, { width: 360, script: true });
  const page = await context.newPage();
  const sent: { cookie: string | undefined; referer: string | undefined; body: string | null }[] = [];
  const asked: (string | null)[] = [];
  let broken = true;
  await page.route('**/api/v1/participation/*/ballots*', async (route) => {
    const headers = await route.request().allHeaders();
    sent.push({ cookie: headers['cookie'], referer: headers['referer'], body: route.request().postData() });
    // The first time the line breaks when the box has already answered.
    if (broken) await route.fetch();
    await (broken ? route.abort() : route.continue());
    broken = false;
  });
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith(address)) asked.push(request.postData());
  });
  await signIn(page, program.origin, 'resident-anna', address);
  await page.waitForSelector('[data-script="1"]:not([hidden])');
  expect(await page.locator('input[name=offen]').count()).toBe(0);
  for (const each of ['baeume', 'spielplatz', 'velo']) await page.check(`input[value=${each}]`);
  await page.click('button[value=stimmen]');
  expect((await said(page, /kosten/)).replaceAll(/\s/g, ' ')).toContain('6 000 CHF mehr als das Budget');
  await page.uncheck('input[value=velo]');
  await page.click('button[value=rechnen]');
  expect((await said(page, /Zusammen/)).replaceAll(/\s/g, ' ')).toContain('Zusammen 54 000 CHF');
  expect(asked).toEqual([]);
  await page.click('button[value=holen]');
  await said(page, /liegt in diesem Browser/);
  // What was asked with the session says nothing of the choice.
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/^_csrf=[^&]+&frage=[\w-]+$/);
  // Signed out: the right is in the browser.
  await context.clearCookies();
  await page.reload();
  await said(page, /liegt in diesem Browser/);
  for (const each of ['baeume', 'spielplatz']) await page.check(`input[value=${each}]`);
  await page.click('button[value=stimmen]');
  await said(page, /Nichts ist verloren/);
  // It lies there, and nobody here was told. Another choice changes nothing any more.
  expect(await ballots()).toHaveLength(1);
  await page.uncheck('input[value=spielplatz]');
  await page.click('button[value=stimmen]');
  const receipt = /Ihre Quittung: ([\w-]{20})\./.exec(await said(page, /Quittung/))?.[1];
  expect(receipt).toBeDefined();
  const [ballot, ...others] = await ballots();
  expect(others).toEqual([]);
  expect(ballot?.vote).toBe('{"projects":["baeume","spielplatz"]}');
  expect(sent.length).toBeGreaterThan(1);
  for (const { cookie, referer } of sent) expect([cookie, referer]).toEqual([undefined, undefined]);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-place=download]')]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({
    receipt,
    ballot: { pseudonym: ballot?.pseudonym },
  });
  // Nothing stays behind in the browser.
  expect(await page.evaluate('localStorage.length')).toBe(0);
  await context.close();
}, 60_000);

test('the same person with another browser is told that the right was given out', async () => {
  const context = await visitor(browser, { script: true });
  const page = await context.newPage();
  await signIn(page, program.origin, 'resident-anna', address);
  await page.waitForSelector('[data-script="1"]:not([hidden])');
  await page.check('input[value=brunnen]');
  await page.click('button[value=stimmen]');
  expect(await said(page, /schon getan/)).toContain('es zählt einmal');
  expect(await ballots()).toHaveLength(1);
  await context.close();
}, 60_000);

test('without script it is said openly, asked to be known, and counts once', async () => {
  const context = await visitor(browser, { width: 320, script: false });
  const page = await context.newPage();
  await signIn(page, program.origin, 'resident-carla', address);
  expect(await page.textContent('noscript')).toContain('nicht geheim');
  await page.check('input[value=brunnen]');
  await page.click('button[value=stimmen]');
  expect(await page.locator('.ds-error-summary').textContent()).toContain('nicht geheim');
  await page.check('input[name=offen]');
  await page.click('button[value=stimmen]');
  expect(await page.textContent('main')).toMatch(/Ihre Quittung: [\w-]{20}\./);
  expect(await ballots()).toHaveLength(2);
  await context.close();
}, 60_000);
