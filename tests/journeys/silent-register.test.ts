// A person fills in a form while the register is dead, in a real browser; the registers are a process of their own that was killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { answerDog } from '../support/dog.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let folder: string;
let registers: { child: ChildProcess; url: string };
let program: TestProgram;
let browser: Browser;

async function startRegisters(port = 0): Promise<typeof registers> {
  const child = spawn(
    process.execPath,
    [
      ...[
        'src/register/main.ts',
        '--folder',
        folder,
        '--canton',
        'canton/basel-stadt',
        '--port',
        String(port),
      ],
      ...['--today', '2026-11-24', '--persons', '100'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', resolve));
  return { child, url: (JSON.parse(line) as { url: string }).url };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registers-'));
  registers = await startRegisters();
  program = await testProgram({ REGISTER_URL: registers.url, LOG_LEVEL: 'silent' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
  registers.child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

it('the person types what the register would have said, sends it, and the case says that it is stated', async () => {
  const page = await (await visitor(browser, { width: 320, script: true })).newPage();
  const died = new Promise((resolve) => registers.child.once('exit', resolve));
  registers.child.kill('SIGKILL');
  await died;
  await signIn(page, program.origin, 'resident-anna', '/leistungen/hund-anmelden/formular');
  expect(await page.locator('main').innerText()).toContain('Ein Register antwortet gerade nicht');
  expect(await page.locator('section.known').count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  await page.fill('[name=vorname]', 'Anna');
  await page.fill('[name=nachname]', 'Beispiel');
  await page.fill('[name="adresse.street"]', 'Oetlingerstrasse');
  await page.fill('[name="adresse.houseNumber"]', '999');
  await page.fill('[name="adresse.postalCode"]', '4057');
  await page.fill('[name="adresse.town"]', 'Basel');
  await answerDog(page, 'Labrador Retriever', program.app.clock.today());
  expect(page.url()).toMatch(/\/pruefen$/);
  await page.check('[name=erklaerung]');
  await page.locator('button.go').click();
  expect(page.url()).toMatch(/\/faelle\/.*gesendet=1$/);
  const text = await page.locator('main').innerText();
  expect(text).toContain('Selbst angegeben, nicht bewiesen. Keine Antwort: Einwohnerregister');
});

it('when the register is back at the same address, the next form shows what it knows', async () => {
  registers = await startRegisters(Number(new URL(registers.url).port));
  const page = await (await visitor(browser)).newPage();
  await signIn(page, program.origin, 'resident-anna', '/leistungen/hund-anmelden/formular');
  // Three questions failed at most: it may be left alone for twenty seconds.
  await expect
    .poll(
      async () => {
        await page.reload();
        return (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
      },
      { timeout: 30_000, interval: 1_000 },
    )
    .toContain('Einwohnerregister, Stand 24. November 2026');
});
