// Every kind of page in four languages on a small phone: axe and the HTML rules find nothing, nothing scrolls sideways.
import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, launchBrowser, signIn, visitor } from '../support/browser.ts';
import { answerDog } from '../support/dog.ts';
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

const html = new HtmlValidate({ extends: ['html-validate:standard'] });
const width = 320;

/** What is wrong with a page: one line a finding. */
async function findings(page: Page, path: string, language: string): Promise<string[]> {
  await page.goto(`${program.origin}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
  const found = await axeFindings(page);
  // The colours of the dark scheme are the same in all languages.
  if (language === 'de') {
    await page.emulateMedia({ colorScheme: 'dark' });
    // Loaded anew: axe must not measure colours that are just changing.
    await page.reload();
    found.push(...(await axeFindings(page)).map((finding) => `dark: ${finding}`));
    await page.emulateMedia({ colorScheme: 'light' });
    await page.reload();
  }
  const lang = await page.evaluate('document.documentElement.lang.slice(0, 2)');
  if (lang !== language) found.push(`is in ${String(lang)}`);
  const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
  if (wide > width) found.push(`scrolls sideways: ${wide} px`);
  const report = await html.validateString(await (await page.request.get(page.url())).text());
  for (const { messages } of report.results)
    found.push(...messages.map(({ line, ruleId, message }) => `${line} ${ruleId} ${message}`));
  return found.map((finding) => `${path} ${language}: ${finding}`);
}

async function firstCase(identity: string): Promise<string> {
  const response = await fetch(`${program.origin}/api/v1/me/cases`, {
    headers: { authorization: `Bearer ${await program.token(identity)}` },
  });
  const { items } = (await response.json()) as { items: { ref: string }[] };
  return `/faelle/${items[0]?.ref ?? 'none'}`;
}

interface Visit {
  who: string;
  /** Where the sign-in leads; absent for those who don't sign in. */
  first?: string;
  /** What has to happen before the pages exist. */
  before?: (page: Page) => Promise<void>;
  paths: () => Promise<string[]> | string[];
}

const form = '/leistungen/hund-anmelden/formular';

const visits: Visit[] = [
  {
    who: 'anonymous',
    paths: () => [
      '/',
      '/leistungen',
      '/leistungen/hund-anmelden',
      '/leistungen/hund-anmelden/ablauf',
      '/leistungen/hund-anmelden/bearbeitung',
      '/leistungen/hund-anmelden/daten',
      '/leistungen/zahlen',
      '/suche?q=hund',
      '/suche?q=xyzzy',
      '/stellen',
      '/stellen/veterinaeramt',
      '/lebenslagen/hund',
      '/verify',
      '/barrierefreiheit',
      '/datenschutz',
      '/kontakt',
      '/schnittstellen',
      '/anmelden',
      '/gibt-es-nicht',
    ],
  },
  {
    who: 'resident-anna',
    first: form,
    before: (page) => answerDog(page, 'Labrador Retriever', program.app.clock.today()),
    paths: () => [
      `${form}/halter`,
      `${form}/hunde`,
      `${form}/haftpflicht`,
      `${form}/pruefen`,
      '/leistungen/baum-faellen/formular',
      '/leistungen/veranstaltung-allmend/formular',
      '/abmelden',
    ],
  },
  {
    who: 'resident-carla',
    first: '/konto',
    paths: async () => [
      '/konto',
      '/konto/geschaefte',
      '/konto/postfach',
      '/konto/zugriffe',
      await firstCase('resident-carla'),
      // Not hers to see.
      '/arbeitsliste',
    ],
  },
  {
    who: 'clerk-fiona',
    first: '/arbeitsliste',
    before: async (page) => {
      await page.locator('a[href^="/faelle/"]').first().click();
      await page.getByRole('button', { name: 'Übernehmen' }).click();
      seen = new URL(page.url()).pathname;
    },
    paths: () => ['/arbeitsliste', seen],
  },
  {
    who: 'counter-erik',
    first: '/schalter',
    before: async (page) => {
      await page.fill('[name=ahv]', '756.9999.0010.14');
      await page.getByRole('button', { name: 'Suchen', exact: true }).click();
      await page.selectOption('select[name=service]', 'hund-anmelden');
      await page.getByRole('button', { name: 'Formular öffnen' }).click();
      await page.locator('[name=_add]').click();
      served = new URL(page.url()).pathname;
    },
    paths: () => ['/schalter', served, `${served}?pruefen=1`],
  },
];
let seen = '';
let served = '';

describe.each(visits)('the pages of $who', ({ who, first, before, paths }) => {
  let page: Page;
  beforeAll(async () => {
    // axe needs scripts of its own; our pages have none.
    page = await (await visitor(browser, { width, script: true })).newPage();
    if (first !== undefined) await signIn(page, program.origin, who, first);
    await before?.(page);
  });

  it.each(['de', 'fr', 'it', 'en'])(
    'in %s',
    async (language) => {
      const found: string[] = [];
      for (const path of await paths()) found.push(...(await findings(page, path, language)));
      expect(found).toEqual([]);
    },
    300_000,
  );
});
