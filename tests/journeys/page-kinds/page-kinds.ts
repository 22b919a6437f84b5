// What every kind of page must hold in four languages on a small phone: axe and the HTML rules find nothing, nothing
// scrolls sideways. Each file beside this one has the pages of some visitors, so that several are tried at a time.
import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, bringAxe } from '../../support/axe.ts';
import { launchBrowser, signIn, visitor } from '../../support/browser.ts';
import { testProgram, type TestProgram } from '../../support/test-program.ts';
import { fitsKind, type Visit } from './visit.ts';

const html = new HtmlValidate({ extends: ['html-validate:standard'] });
const width = 320;
/** What is wrong with a page: one line a finding. */
async function findings(origin: string, page: Page, path: string, language: string): Promise<string[]> {
  await page.goto(`${origin}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
  // The colours are the same in all languages.
  const found = await axeFindings(page, language === 'de' ? 'all' : 'all-but-colours');
  const lang = await page.evaluate('document.documentElement.lang.slice(0, 2)');
  if (lang !== language) found.push(`is in ${String(lang)}`);
  const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
  if (wide > width) found.push(`scrolls sideways: ${wide} px`);
  if (language === 'de') {
    await page.emulateMedia({ colorScheme: 'dark' });
    // Loaded anew: axe must not measure colours that are just changing.
    await page.reload();
    found.push(...(await axeFindings(page, 'colours')).map((finding) => `dark: ${finding}`));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  const report = await html.validateString(await (await page.request.get(page.url())).text());
  for (const { messages } of report.results)
    found.push(...messages.map(({ line, ruleId, message }) => `${line} ${ruleId} ${message}`));
  return found.map((finding) => `${path} ${language}: ${finding}`);
}

/** Tests every page of the visitors, language by language. */
export function testPageKinds(visits: readonly Visit[]): void {
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

  describe.each(visits)('the pages of $who', ({ who, first, before, pages }) => {
    let page: Page;
    beforeAll(async () => {
      // axe needs scripts of its own; our pages have none.
      const context = await visitor(browser, { width, script: true });
      await bringAxe(context);
      page = await context.newPage();
      if (first !== undefined) await signIn(page, program.origin, who, first);
      await before?.(page, program);
    });

    it.each(['de', 'fr', 'it', 'en'])(
      'in %s',
      async (language) => {
        const found: string[] = [];
        for (const each of pages) {
          const path = typeof each === 'string' ? each : await each.at(program);
          if (typeof each !== 'string' && !fitsKind(each.kind, path))
            found.push(`${path} is no ${each.kind}`);
          found.push(...(await findings(program.origin, page, path, language)));
        }
        expect(found).toEqual([]);
      },
      300_000,
    );
  });
}
