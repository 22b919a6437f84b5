// A real Chromium for journeys, without JavaScript in the pages: what works here works everywhere.
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
}

/** A visitor on a phone or desktop. Scripts of pages do not run; axe's own do, through the debugger. */
export async function visitor(
  browser: Browser,
  options: { width?: number; language?: string; dark?: boolean; script?: boolean } = {},
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    locale: options.language ?? 'de-CH',
    colorScheme: options.dark ? 'dark' : 'light',
    javaScriptEnabled: options.script ?? false,
  });
}

/** Signs in through the real flow: our page, the identity provider, back to `path`. */
export async function signIn(page: Page, origin: string, identity: string, path = '/konto'): Promise<void> {
  await page.goto(`${origin}/anmelden?weiter=${encodeURIComponent(path)}`);
  await page.locator(`button[value="${identity}"]`).click();
  await page.waitForURL((url) => url.pathname === path.split('?')[0] || !url.pathname.startsWith('/demo'));
}
