// An emergency access by keyboard and without JavaScript: from the refused case to reading it, to the officer who ends it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';

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

async function open(identity: string, path: string): Promise<Page> {
  const page = await (await visitor(browser)).newPage();
  await signIn(page, program.origin, identity, path);
  await page.goto(`${program.origin}${path}`);
  return page;
}

/** Tab by tab until the element with these words or this name has the focus. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(
      '`${document.activeElement?.getAttribute("name") ?? ""} ${document.activeElement?.textContent ?? ""}`',
    );
    if (focused.includes(wanted)) return;
  }
  throw new Error(`No way by keyboard to ${wanted}`);
}

it('leads from a refused case to reading it, and the officer ends it', async () => {
  await program.settle();
  const { ref } = await bareDb(program.app)
    .selectFrom('cases.matter')
    .select('ref')
    .where('unit', '=', 'veterinaeramt')
    .where('service_id', '=', 'hund-anmelden')
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  const gian = await open('clerk-gian', `/faelle/${ref}`);
  expect(await gian.locator('h1').innerText()).toContain('oder Sie dürfen es nicht sehen');
  await tabTo(gian, 'Notfallzugriff öffnen');
  await gian.keyboard.press('Enter');
  await gian.waitForURL(/notfallzugriff/);
  expect(await gian.inputValue('[name=geschaeft]')).toBe(ref);

  // Without a reason nothing opens; the summary leads to the field.
  await tabTo(gian, 'Geschäft öffnen');
  await gian.keyboard.press('Enter');
  await gian.getByText('mindestens 20 Zeichen und drei Wörter').first().waitFor();
  expect(await gian.getAttribute('[name=grund]', 'aria-invalid')).toBe('true');
  await tabTo(gian, 'grund');
  await gian.keyboard.type('Der Hund hat ein Kind gebissen, wir brauchen den Halter.');
  await tabTo(gian, 'Geschäft öffnen');
  await gian.keyboard.press('Enter');
  await gian.waitForURL(new RegExp(`/faelle/${ref}`));
  expect(await gian.getByText('Notfallzugriff bis').count()).toBe(1);
  expect(await gian.getByText('Entscheid eröffnen').count()).toBe(0);

  const jonas = await open('dpo-jonas', '/aufsicht');
  expect(await jonas.locator('#notfall').innerText()).toContain('Der Hund hat ein Kind gebissen');
  await tabTo(jonas, 'Jetzt beenden');
  await jonas.keyboard.press('Enter');
  await jonas.getByText('vom Datenschutz beendet').waitFor();
  await gian.reload();
  expect(await gian.locator('h1').innerText()).toContain('oder Sie dürfen es nicht sehen');
}, 120_000);
