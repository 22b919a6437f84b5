// What is typed is looked up: entries of long lists, with and without script, at 320 px, by keyboard.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, launchBrowser, signIn, visitor } from '../support/browser.ts';
import { fillDay, next } from '../support/dog.ts';
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

/** Somebody on the first page of a service's form, on a phone. */
async function begin(identity: string, service: string, script: boolean): Promise<Page> {
  const page = await (await visitor(browser, { width: 320, script })).newPage();
  page.setDefaultTimeout(10_000);
  await signIn(page, program.origin, identity, `/leistungen/${service}/formular`);
  return page;
}

/** Axe itself needs script. */
async function expectGood(page: Page, script: boolean): Promise<void> {
  if (script) expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
}

describe.each([false, true])('a long list, script %s', (script) => {
  it('is searched by typing; a slip is asked about, in the language of the page', async () => {
    await program.app.db.deleteFrom('intake.draft').execute();
    const page = await begin('resident-anna', 'hund-anmelden', script);
    await next(page);
    const breed = page.locator('[name="hunde.0.rasse"]');
    const suggestions = page.locator('datalist option');
    expect(await suggestions.first().getAttribute('value')).toBe('American Pit Bull Terrier');
    expect(await suggestions.last().getAttribute('value')).toBe('Andere Rasse');
    await page.fill('[name="hunde.0.rufname"]', 'Luna');
    await page.fill('[name="hunde.0.chip"]', '756000000000123');
    await fillDay(page, 'hunde.0.geboren', '2024-05-02');
    await fillDay(page, 'hunde.0.uebernommen', program.app.clock.today());
    await page.check('[name="hunde.0.herkunft"][value=schweiz]');
    await breed.fill('Schäfer');
    await next(page);
    expect(await page.title()).toMatch(/^Fehler:/);
    expect(await breed.inputValue()).toBe('Schäfer');
    await expectGood(page, script);
    // By keyboard: from the field on to the first that may be meant.
    await breed.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.locator(':checked[name="hunde.0.rasse.meant"]').getAttribute('value')).toBe(
      'schaeferhund',
    );
    await next(page);
    expect(await page.locator('main').innerText()).toContain('Deutscher Schäferhund');
    await page.goto(`${page.url()}/1?lang=fr`);
    expect(await breed.inputValue()).toBe('Berger allemand');
    const french = await suggestions.evaluateAll((all) => all.map((each) => each.getAttribute('value')));
    expect(french.slice(0, 3)).toEqual([
      'American pit bull terrier',
      'American Staffordshire terrier',
      'Berger allemand',
    ]);
    // Words of another language are understood, too, and what is in no list is not the end.
    await breed.fill('Licorne');
    await next(page);
    expect(await page.locator('select[name="hunde.0.rasse.meant"] option').count()).toBe(french.length + 1);
    await breed.fill('PUDEL');
    await next(page);
    expect(await page.locator('main').innerText()).toContain('Caniche');
  });
});
