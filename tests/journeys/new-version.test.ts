// A service changes under a draft: whoever fills it in, the person or a clerk, is told what, is asked only what is new, and loses nothing.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { answerDog, fillDay, next } from '../support/dog.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { barePool } from '../support/unguarded.ts';

let program: TestProgram;
let browser: Browser;
let folder: string;
const form = '/leistungen/hund-anmelden/formular';
/** Address of what the clerk has begun, and number of the sheet that was printed, before the change. */
let begun: string;
let sheet: string;
beforeAll(async () => {
  program = await testProgram();
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'canton-'));
  await beginAll();
  await changeService();
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

const clerk = async (): Promise<Page> => {
  const page = await (await visitor(browser, { script: true })).newPage();
  await signIn(page, program.origin, 'counter-erik', '/schalter');
  return page;
};

/** The person by herself, a clerk for her, and a sheet of paper. */
async function beginAll(): Promise<void> {
  const before = await (await visitor(browser)).newPage();
  await signIn(before, program.origin, 'resident-anna', form);
  await answerDog(before, 'Labrador Retriever', program.app.clock.today());
  expect(before.url()).toMatch(/pruefen$/);
  await before.request.get(`${program.origin}${form}.pdf`);
  const { rows } = await barePool(program.app).query<{ number: string }>(
    'select number from intake.paper_form order by printed_at desc limit 1',
  );
  sheet = rows[0]?.number ?? '';
  const erik = await clerk();
  await erik.fill('[name=ahv]', '756.9999.0010.14');
  await erik.getByRole('button', { name: 'Suchen', exact: true }).click();
  await erik.selectOption('select[name=service]', 'hund-anmelden');
  await erik.check('[name=identification][value=document]');
  await erik.getByRole('button', { name: 'Formular öffnen' }).click();
  begun = new URL(erik.url()).pathname;
  await erik.locator('[name=_add]').click();
  await erik.fill('[name="hunde.0.rufname"]', 'Rex');
  await erik.fill('[name="hunde.0.chip"]', '756000000000999');
  await erik.fill('[name="hunde.0.rasse"]', 'Labrador Retriever');
  await fillDay(erik, 'hunde.0.geboren', '2024-05-01');
  await fillDay(erik, 'hunde.0.uebernommen', program.app.clock.today());
  await erik.check('[name="hunde.0.herkunft"][value=schweiz]');
  await erik.check('[name=ergaenzungsleistungen][value=no]');
  await erik.getByRole('button', { name: 'Zwischenspeichern' }).click();
}

async function changeService(): Promise<void> {
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
}

it('goes on with the new version', async () => {
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

it('the clerk is told as well, sends only by the new version, and loses nothing', async () => {
  const erik = await clerk();
  await erik.goto(`${program.origin}${begun}`);
  const told = await erik.locator('#neue-fassung').innerText();
  expect(told).toContain('Diese Leistung hat sich geändert');
  expect(told).toContain('Neue Frage: «Versicherung»');
  expect(told).toContain('Wird nicht mehr gefragt: «Woher kommt der Hund?»');
  expect(told).toMatch(/Woher kommt der Hund\? 1\s+Aus der Schweiz übernommen/);
  expect(await axeFindings(erik)).toEqual([]);
  // What was typed last is saved; nothing is sent by the version before.
  await erik.check('[name=haftpflicht]');
  await erik.check('[name=erklaerung]');
  await erik.locator('button[value=send]').click();
  expect(new URL(erik.url()).pathname + new URL(erik.url()).hash).toBe(`${begun}#neue-fassung`);
  await erik.getByRole('button', { name: 'Mit der neuen Fassung weiter' }).click();
  expect(await erik.locator('#neue-fassung').count()).toBe(0);
  expect(await erik.locator('[name=vorname]').inputValue()).toBe('Anna');
  expect(await erik.locator('[name="hunde.0.rufname"]').inputValue()).toBe('Rex');
  expect(await erik.locator('[name=haftpflicht]').isChecked()).toBe(true);
  expect(await erik.locator('#stand').innerText()).toMatch(
    /Wird nicht mehr so gefragt und nicht gesendet\s+Woher kommt der Hund\? 1\s+Aus der Schweiz übernommen/,
  );
  await erik.fill('[name=versicherer]', 'Beispielversicherung');
  expect(await axeFindings(erik)).toEqual([]);
  await erik.check('[name=erklaerung]');
  await erik.locator('button[value=send]').click();
  expect(erik.url()).toContain('/schalter/quittung/');
});

it('a sheet of the version before stays what was signed; the clerk is told that it is old', async () => {
  const erik = await clerk();
  await erik.fill('[name=code]', sheet);
  await erik.getByRole('button', { name: 'Formular erfassen' }).click();
  await erik.check('[name=identification][value=signature]');
  await erik.getByRole('button', { name: 'Formular öffnen' }).click();
  const told = await erik.locator('#neue-fassung').innerText();
  expect(told).toContain('Dieses Blatt ist von einer früheren Fassung');
  expect(told).toContain('Neue Frage: «Versicherung»');
  expect(await erik.getByRole('button', { name: 'Mit der neuen Fassung weiter' }).count()).toBe(0);
  expect(await erik.locator('[name=versicherer]').count()).toBe(0);
});
