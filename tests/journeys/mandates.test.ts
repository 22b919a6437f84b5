// A mandate from the offer to the end, in two browsers without JavaScript: given, accepted, used, revoked while a form is open.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
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

const form = '/leistungen/hund-anmelden/formular';
const main = (page: Page) => page.locator('main').innerText();

async function signedIn(identity: string, width: number): Promise<Page> {
  const page = await (await visitor(browser, { width })).newPage();
  await signIn(page, program.origin, identity);
  return page;
}

it('Rosa’s daughter registers the dog for her, Rosa sees it and revokes, and what Carla types then is not lost', async () => {
  const carla = await signedIn('resident-carla', 320);
  await carla.getByRole('link', { name: 'Für andere handeln, Vollmachten' }).click();
  await carla.getByRole('button', { name: 'Handeln Rosa Exempel' }).click();
  expect(await main(carla)).toContain('Geschäfte von Rosa Exempel');
  await carla.goto(program.origin + form);
  expect(await carla.locator('body').innerText()).toContain('Carla Exempel handelt für Rosa Exempel');
  expect(await main(carla)).toContain('Grenzacherstrasse');
  await answerDog(carla, 'Labrador Retriever', program.app.clock.today());
  await carla.check('[name=erklaerung]');
  await carla.locator('button.go').click();
  expect(carla.url()).toMatch(/\/faelle\/.*gesendet=1$/);
  expect(await main(carla)).toContain('Carla Exempel für Rosa Exempel');
  expect(await main(carla)).not.toContain('Wer hat');
  const ref = /faelle\/([^?]+)/.exec(carla.url())?.[1] ?? '';

  const rosa = await signedIn('resident-rosa', 1280);
  expect(await main(rosa)).toContain(ref);
  await rosa.goto(`${program.origin}/konto/zugriffe`);
  expect(await main(rosa)).toContain('Carla Exempel, mit Ihrer Vollmacht');

  await carla.goto(`${program.origin}/leistungen/sperrgut-anmelden/formular`);
  const step = new URL(carla.url()).pathname;
  await rosa.goto(`${program.origin}/vertretung/vollmachten`);
  await rosa.getByRole('link', { name: 'Carla Exempel' }).click();
  await rosa.getByRole('button', { name: 'Vollmacht widerrufen' }).click();
  expect(await main(rosa)).toContain('Sie haben die Vollmacht für Carla Exempel widerrufen');
  await carla.locator('form.ask button[name=_do][value=next]:not(.enter)').click();
  expect(await main(carla)).toContain('Es wurde nichts gesendet');
  await carla.getByRole('link', { name: 'Für wen handeln?' }).last().click();
  await carla.getByRole('button', { name: 'Für mich selbst handeln' }).click();
  expect(await main(carla)).toContain('Guten Tag, Carla Exempel');
  await carla.goto(program.origin + step);
  expect(await main(carla)).not.toContain('Grenzacherstrasse');
  await program.settle();
}, 120_000);

describe('giving and accepting', () => {
  it.each([
    ['de', 'resident-anna', 'resident-bruno', 'bruno@example.org'],
    ['fr', 'resident-bruno', 'resident-emma', 'emma@example.org'],
    ['it', 'resident-paula', 'resident-anna', 'anna@example.org'],
    ['en', 'resident-anna', 'resident-emma', 'EMMA@example.org'],
  ])(
    'in %s, with a mistake on the way',
    async (language, giver, mandatary, email) => {
      const context = await visitor(browser, { width: 320, script: true });
      const page = await context.newPage();
      await signIn(page, program.origin, giver);
      await page.goto(`${program.origin}/vertretung/erteilen?lang=${language}`);
      await page.locator('form.ask button.go').click();
      expect(await page.title()).toMatch(/^(Fehler|Erreur|Errore|Error):/);
      expect(await axeFindings(page)).toEqual([]);
      await page.fill('#to', email);
      await page.check('input[name=scope][value=some]');
      await page.check('input[name=services][value=hund-anmelden]');
      await page.locator('form.ask button.go').click();
      expect(page.url()).toMatch(/vollmachten\/[0-9a-f-]{36}$/);
      expect(await axeFindings(page)).toEqual([]);
      const address = page.url();
      await context.clearCookies();
      await signIn(page, program.origin, mandatary);
      await page.goto(`${address}?lang=${language}`);
      expect(await axeFindings(page)).toEqual([]);
      await page.locator('button[value=accept]').click();
      expect(await axeFindings(page)).toEqual([]);
      await page.goto(`${program.origin}/vertretung`);
      await page.locator('main form.plainform button').first().click();
      await page.goto(`${program.origin}${form}`);
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.locator('.bar').count()).toBe(1);
      await context.close();
    },
    120_000,
  );
});
