// The end of a case in the browser, without JavaScript: the person is told, the archivist decides, the night deletes, the protocol says so.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endCases } from '../../src/modules/archive/actions/end-cases.ts';
import { services } from '../../src/modules/catalogue/index.ts';
import { asIdentities, atOnce } from '../../src/modules/dialogue/testing/as-identities.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { barePool } from '../support/unguarded.ts';

let program: TestProgram;
let browser: Browser;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

it('a case is announced, offered, taken over and deleted', async () => {
  const { app, origin } = program;
  const ref = await asIdentities(program).submit(atOnce);
  await program.settle();
  const service = services(app).find(({ purpose }) => purpose.retention.then === 'archive-offer');
  if (!service) throw new Error('No service offers to the archive');
  await barePool(app).query(
    `update cases.matter set closed_at = closed_at - interval '11 years', service_id = $2, service_version = $3 where ref = $1`,
    [ref, service.id, service.version],
  );
  await endCases(app);

  const anna = await (await visitor(browser, { width: 320 })).newPage();
  await signIn(anna, origin, 'resident-anna');
  await anna.getByRole('link', { name: 'Was bald gelöscht wird' }).click();
  expect(await anna.innerText('main')).toContain(ref);

  await barePool(app).query(`update archive.ending set announced_at = announced_at - interval '31 days'`);
  await endCases(app);
  const karin = await (await visitor(browser, { width: 320 })).newPage();
  await signIn(karin, origin, 'archivist-karin', '/archiv');
  // All of the table is on a phone, not beside it.
  const beside = await karin
    .getByRole('region', { name: 'Geschäfte zum Entscheiden' })
    .evaluate((region) => region.scrollWidth - region.clientWidth);
  expect(beside).toBe(0);
  // At once, without anything chosen: it says what is missing, and loses nothing.
  await karin.getByRole('button', { name: 'Entscheiden' }).click();
  expect(await karin.innerText('[role=alert]')).toContain('mindestens ein Geschäft');
  await karin.getByLabel(`${ref} auswählen`).check();
  const [download] = await Promise.all([
    karin.waitForEvent('download'),
    karin.getByRole('button', { name: 'Paket herunterladen' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('SIP_20261124.zip');
  await karin.reload();
  const digest = createHash('sha256')
    .update(readFileSync(await download.path()))
    .digest('hex');
  expect(await karin.innerText('main')).toContain(digest);
  await karin.getByRole('button', { name: 'Erhalten, Prüfsumme stimmt' }).click();
  expect(await karin.innerText('main')).toContain('als erhalten bestätigt');
  await karin.getByLabel(`${ref} auswählen`).check();
  await karin.getByLabel('Entscheid für die ausgewählten').selectOption('taken/lasting');
  await karin.getByRole('button', { name: 'Entscheiden' }).click();
  expect(await karin.innerText('main')).toContain('Ihr Entscheid ist festgehalten');

  await endCases(app);
  await karin.locator('main').getByRole('link', { name: 'Löschprotokoll' }).click();
  expect(await karin.innerText('main')).toContain('Vom Archiv übernommen');
  expect(await karin.innerText('main')).not.toContain(ref);
  await anna.reload();
  expect(await anna.innerText('main')).not.toContain(ref);
  await anna.goto(`${origin}/konto/zugriffe`);
  expect(await anna.innerText('main')).toContain('Frist abgelaufen, löschen');
});
