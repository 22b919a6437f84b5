// A service changes under a draft: the person is told what, is asked only what is new, and loses nothing.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { answerDog, next } from '../support/dog.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  program = await testProgram();
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'canton-'));
});
afterAll(async () => {
  await browser.close();
  await program.stop();
  await rm(folder, { recursive: true, force: true });
});

async function edit(file: string, ...changes: [string | RegExp, string][]): Promise<void> {
  const path = join(folder, 'services', 'hund-anmelden', file);
  let text = await readFile(path, 'utf8');
  for (const [from, to] of changes) {
    const before: string = text;
    text = text.replace(from, to);
    expect(text, file).not.toBe(before);
  }
  await writeFile(path, text);
}

it('goes on with the new version', async () => {
  const form = '/leistungen/hund-anmelden/formular';
  const before = await (await visitor(browser)).newPage();
  await signIn(before, program.origin, 'resident-anna', form);
  await answerDog(before, 'Labrador Retriever', program.app.clock.today());
  expect(before.url()).toMatch(/pruefen$/);

  await cp('canton/basel-stadt', folder, { recursive: true });
  await edit(
    'service.yaml',
    [/^version: (\d+)/m, 'version: 1$1'],
    [
      '- { id: haftpflicht, type: declaration }',
      '- { id: haftpflicht, type: declaration }\n      - { id: versicherer, type: text, optional: true, maxLength: 80 }',
    ],
    [/ {6}- \{ id: herkunft,.*\n/, ''],
    ['when: count(hunde) > 2 or', 'when: count(hunde) > 3 or'],
    ['320 * (count(hunde) - 1)', '(count(hunde) - 1) * 320'],
  );
  await edit('cases.yaml', [/(, | {8})herkunft: \w+\n?/g, '']);
  for (const language of ['de', 'fr', 'it', 'en'])
    await edit(
      `texts/${language}.yaml`,
      ['  ergaenzungsleistungen: {', '  versicherer: { label: Versicherung }\n  ergaenzungsleistungen: {'],
      [/^ {2}herkunft:\n( {4}.*\n)+/m, ''],
    );
  program = await program.again({ CANTON: folder });

  const page = await (await visitor(browser, { script: true })).newPage();
  await signIn(page, program.origin, 'resident-anna', `${form}/pruefen`);
  expect(new URL(page.url()).pathname).toBe(`${form}/neue-fassung`);
  const told = await page.locator('main').innerText();
  expect(told).toContain('Neue Frage: «Versicherung»');
  expect(told).toContain('Wird nicht mehr gefragt: «Woher kommt der Hund?»');
  expect(told).toContain('Unter anderen Bedingungen als bisher wird gefragt: «Bewilligung»');
  expect(told).toContain('Die Regeln für den Entscheid sind neu.');
  expect(told).toMatch(/Woher kommt der Hund\? 1\s+Aus der Schweiz übernommen/);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Mit der neuen Fassung weiter' }).click();
  // Only the page with the new question is asked again; its old answer stands.
  expect(new URL(page.url()).pathname).toBe(`${form}/haftpflicht`);
  expect(await page.locator('[name=haftpflicht]').isChecked()).toBe(true);
  await page.fill('[name=versicherer]', 'Beispielversicherung');
  await next(page);
  expect(new URL(page.url()).pathname).toBe(`${form}/pruefen`);
  const summary = await page.locator('main').innerText();
  expect(summary).toContain('Luna');
  expect(summary).toContain('Beispielversicherung');
  // What has no place any more is not lost to whoever typed it.
  expect(summary).toMatch(
    /Wird nicht mehr so gefragt und nicht gesendet\s+Woher kommt der Hund\? 1\s+Aus der Schweiz übernommen/,
  );
  expect(await axeFindings(page)).toEqual([]);
  await page.check('[name=erklaerung]');
  await page.locator('button.go').click();
  expect(page.url()).toContain('/faelle/');
});
