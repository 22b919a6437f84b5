/**
 * Every component in a real browser: axe in light, dark and forced colours, no sideways scroll, the keyboard, and
 * what works without script: the error summary takes focus, Enter sends the right button, a chosen file is named.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page, type Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings } from '../../tests/support/axe.ts';
import { buildAssets, type AssetManifest } from './assets/build-assets.mjs';
import { galleryPages } from './gallery.tsx';
import { renderPage, uiLabels, type Lang } from './index.ts';

const names = Object.keys(galleryPages);
const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'";
const widths = [1280, 320];

let browser: Browser;
let folder = '';
let manifest: AssetManifest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gallery-'));
  manifest = await buildAssets(folder);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Serves gallery pages and built assets under an invented host; posted forms come back as text. */
async function answer(route: Route): Promise<void> {
  const url = new URL(route.request().url());
  if (route.request().method() === 'POST')
    return route.fulfill({ contentType: 'text/plain', body: route.request().postData() ?? '' });
  if (url.pathname.startsWith('/assets/')) {
    const path = join(folder, basename(url.pathname));
    const type = path.endsWith('.css') ? 'text/css' : path.endsWith('.svg') ? 'image/svg+xml' : 'font/woff2';
    return route.fulfill({ contentType: type, body: await readFile(path) });
  }
  const page = galleryPages[url.pathname.slice(1)];
  if (!page) return route.fulfill({ status: 404, body: '' });
  const lang = (url.searchParams.get('lang') ?? 'de') as Lang;
  const assets = { ...manifest, css: manifest['app.css'] };
  return route.fulfill({
    contentType: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': policy },
    body: renderPage(page({ assets, lang })),
  });
}

/** Without JavaScript in the page, as every page must work. axe still runs: it is injected by the browser. */
async function open(options: Parameters<Browser['newContext']>[0]): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ locale: 'de-CH', ...options });
  await context.route('**/*', answer);
  return [context, await context.newPage()];
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each(names)('%s: axe finds nothing, nothing scrolls sideways', async (name) => {
    const [context, page] = await open({ colorScheme });
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`http://gallery.test/${name}`);
      await page.evaluate(() => document.fonts.ready);
      expect(await axeFindings(page)).toEqual([]);
      expect([width, await sideways(page)]).toEqual([width, 0]);
    }
    expect(said).toEqual([]);
    await context.close();
  });
});

test('a planted fault is found by axe and by the measure of width', async () => {
  const [context, page] = await open({});
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto('http://gallery.test/fields');
  await page.evaluate(() => {
    document.querySelector('label')?.remove();
    document.querySelector('h1')?.style.setProperty('width', '400px');
  });
  expect((await axeFindings(page)).join()).toContain('label: ');
  expect(await sideways(page)).toBeGreaterThan(0);
  await context.close();
});

test('French, Italian and English fit a phone of 320 px', async () => {
  const [context, page] = await open({ viewport: { width: 320, height: 800 } });
  for (const lang of ['fr', 'it', 'en']) {
    for (const name of names) {
      await page.goto(`http://gallery.test/${name}?lang=${lang}`);
      await page.evaluate(() => document.fonts.ready);
      expect([lang, name, await sideways(page)]).toEqual([lang, name, 0]);
    }
  }
  await context.close();
});

const spacing =
  '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}';

test.each([
  // The worklist is a table that needs its width on a desk (WCAG 1.4.10 exempts it); zooming the page stacks it.
  ['text at 200 % (WCAG 1.4.4)', 1280, 'html{font-size:200%}', names.filter((name) => name !== 'worklist')],
  ['wide spacing (WCAG 1.4.12)', 320, spacing, names],
])('%s cuts nothing off', async (_what, width, css, pages) => {
  const [context, page] = await open({ viewport: { width, height: 800 } });
  for (const name of pages) {
    await page.goto(`http://gallery.test/${name}`);
    await page.evaluate((rules) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets = [sheet];
    }, css);
    expect([name, await sideways(page)]).toEqual([name, 0]);
  }
  await context.close();
});

test('main actions are 48 px high, staff 40 px; every control at least 24 px (WCAG 2.5.8)', async () => {
  const [context, page] = await open({ viewport: { width: 360, height: 800 } });
  const heights = (selector: string): Promise<number[]> =>
    page.locator(selector).evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
  await page.goto('http://gallery.test/fields');
  for (const height of await heights(
    '.ask > .btns .ds-button, .ds-input:not([type=checkbox], [type=radio])',
  )) {
    expect(height).toBeGreaterThanOrEqual(48);
  }
  for (const height of await heights('button:not(.enter), .ds-input, .linklike'))
    expect(height).toBeGreaterThanOrEqual(24);
  await page.goto('http://gallery.test/case');
  for (const height of await heights('.ds-button')) expect(height).toBeGreaterThanOrEqual(40);
  await context.close();
});

describe('without script', () => {
  const noScript = { javaScriptEnabled: false } as const;

  test('the error summary has the focus when the page opens, and leads to the field', async () => {
    const [context, page] = await open(noScript);
    await page.goto('http://gallery.test/form-step');
    const summary = page.getByRole('alert');
    await expect.poll(() => page.locator('.ds-error-summary:focus').count()).toBe(1);
    await summary.getByRole('link').last().click();
    await page.keyboard.press('Space');
    expect(await page.locator('.choice :checked').count()).toBe(1);
    await context.close();
  });

  test('Enter in a field presses "Weiter", not the first button on the page', async () => {
    const [context, page] = await open(noScript);
    await page.goto('http://gallery.test/fields');
    await page.getByLabel('Vorname').first().press('Enter');
    await page.waitForURL('**/gallery');
    const sent = await page.locator('body').innerText();
    expect(sent).toMatch(/name="go"\s+next/);
    expect(sent).not.toMatch(/name="(remove|add|edit)"/);
    await context.close();
  });

  test('the file field says our words, and names the file that was chosen', async () => {
    const [context, page] = await open(noScript);
    await page.goto('http://gallery.test/form-step');
    const input = page.locator('input[type=file]');
    const colour = (): Promise<string> => input.evaluate((each) => getComputedStyle(each).color);
    const { file } = uiLabels('de');
    expect(await page.locator('.upload').ariaSnapshot()).toContain(`button "${file.choose} Heimtierausweis`);
    expect(await colour()).toBe('rgba(0, 0, 0, 0)');
    const chooser = page.waitForEvent('filechooser');
    await page.getByText(file.choose).click();
    await (
      await chooser
    ).setFiles({ name: 'ausweis.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
    await page.getByRole('button', { name: 'Weiter', exact: true }).last().focus();
    await page.mouse.move(0, 0);
    expect(await colour()).not.toBe('rgba(0, 0, 0, 0)');
    await context.close();
  });

  test('on a phone a form shows one station only, on a desk all', async () => {
    const [context, page] = await open({ ...noScript, viewport: { width: 360, height: 800 } });
    await page.goto('http://gallery.test/form-step');
    const stations = page.locator('.step li:visible');
    expect(await stations.allInnerTexts()).toEqual(['Übernahme']);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await stations.count()).toBe(5);
    await context.close();
  });

  test('"Menü" on a phone leads to the areas in the footer', async () => {
    const [context, page] = await open({ ...noScript, viewport: { width: 360, height: 800 } });
    await page.goto('http://gallery.test/home');
    expect(
      await page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link').allInnerTexts(),
    ).toEqual(['Menü', 'Anmelden']);
    await page.getByRole('link', { name: 'Menü' }).click();
    await expect
      .poll(() => page.locator('#menue').evaluate((each) => each.getBoundingClientRect().top))
      .toBeLessThan(800);
    await context.close();
  });
});

test('everything that takes the focus shows it, by keyboard from top to bottom (WCAG 2.4.7, 2.4.11)', async () => {
  const [context, page] = await open({ viewport: { width: 1280, height: 800 } });
  for (const name of ['home', 'form-step', 'worklist']) {
    await page.goto(`http://gallery.test/${name}`);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const stops = await page
      .locator(
        'a[href], button:not([tabindex="-1"]), input:not([type=hidden]), select, textarea, [tabindex="0"]',
      )
      .count();
    const unseen: string[] = [];
    let reached = 0;
    for (let press = 0; press < stops + 20; press += 1) {
      await page.keyboard.press('Tab');
      const state = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const shown = element.matches('input[type=file]') ? element.nextElementSibling : element;
        const { outlineStyle, outlineWidth } = getComputedStyle(shown ?? element);
        return {
          html: element.outerHTML.slice(0, 120),
          seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        };
      });
      if (!state) break;
      reached += 1;
      if (!state.seen) unseen.push(state.html);
    }
    expect([name, unseen]).toEqual([name, []]);
    expect(reached).toBeGreaterThan(20);
  }
  await context.close();
});

test('forced colours keep stations, states and current places visible', async () => {
  const [context, page] = await open({ forcedColors: 'active', viewport: { width: 1280, height: 800 } });
  await page.goto('http://gallery.test/account');
  const backgrounds = await page
    .locator('.track .done')
    .first()
    .evaluate((each) => [
      getComputedStyle(each, '::after').backgroundColor,
      getComputedStyle(document.body).backgroundColor,
    ]);
  expect(backgrounds[0]).not.toBe(backgrounds[1]);
  const current = page.locator('.nav [aria-current]');
  expect(await current.evaluate((each) => getComputedStyle(each).borderBlockEndStyle)).toBe('solid');
  // The system's colours are not ours to judge, and axe reads the ones we asked for.
  expect(await axeFindings(page, 'all', ['color-contrast'])).toEqual([]);
  await context.close();
});
