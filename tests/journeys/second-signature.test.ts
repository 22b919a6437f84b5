// Two sign for a company, without JavaScript and on a phone: one passes it on, the other finds it, reads it, and signs.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleAnswers, examplesOf } from '../../src/modules/catalogue/index.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
let browser: Browser;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser.close();
  await program.stop();
});

const service = 'nacht-sonntagsarbeit';
const main = (page: Page) => page.locator('main').innerText();

/** Dario passes it on by program; what the form does is the same action. @returns address of what waits */
async function prepared(): Promise<string> {
  const [example] = examplesOf(program.app, service);
  if (!example) throw new Error('The service has no example');
  const headers = { authorization: `Bearer ${await program.token('company-delta')}` };
  const list = await fetch(`${program.origin}/api/v1/me/mandates`, { headers });
  const { items } = (await list.json()) as { items: { mandate: string; by: string }[] };
  const mandate = items.find(({ by }) => by === 'signatory')?.mandate ?? '';
  const sent = await fetch(`${program.origin}/api/v1/services/${service}/submissions`, {
    method: 'POST',
    headers: {
      ...headers,
      'acting-mandate': mandate,
      'idempotency-key': 'journey',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ answers: exampleAnswers(program.app, example) }),
  });
  expect(sent.status).toBe(202);
  return `/unterschriften/${((await sent.json()) as { submission: { id: string } }).submission.id}`;
}

it('the second one signs what the first has passed on, and both see the case of the company', async () => {
  const path = await prepared();
  const denise = await (await visitor(browser, { width: 320 })).newPage();
  await signIn(denise, program.origin, 'delta-cosigner');
  await denise.goto(`${program.origin}/vertretung`);
  await denise.goto(`${program.origin}/konto`);
  expect(await main(denise)).toContain('Es fehlt Ihre Unterschrift');
  // Another one waits in the demonstration.
  await denise.locator(`#unterschriften a[href="${path}"]`).first().click();
  await denise.getByRole('button', { name: 'Für Delta Beispiel GmbH handeln' }).click();
  expect(new URL(denise.url()).pathname).toBe(path);
  expect(await main(denise)).toContain('Dario Modell hat das für Delta Beispiel GmbH vorbereitet');
  await denise.getByRole('button', { name: 'Unterschreiben und senden' }).click();
  expect(await denise.title()).toContain('Fehler');
  await denise.check('[name=erklaerung]');
  await denise.getByRole('button', { name: 'Unterschreiben und senden' }).click();
  expect(denise.url()).toMatch(/\/faelle\/.*gesendet=1$/);
  const signed = await main(denise);
  expect(signed).toContain('Für die Firma');
  expect(signed).toContain('Dario Modell');

  const dario = await (await visitor(browser, { width: 1280 })).newPage();
  await signIn(dario, program.origin, 'company-delta');
  await dario.goto(`${program.origin}/vertretung`);
  await dario.getByRole('button', { name: 'Handeln Delta Beispiel GmbH' }).click();
  await dario.goto(program.origin + path);
  expect(await main(dario)).toContain('Beide haben unterschrieben');
  await dario.getByRole('link', { name: 'Geschäft öffnen' }).click();
  expect(await main(dario)).toContain('Denise Probe');
  await program.settle();
}, 120_000);
