// The main job in a real browser: find a service, sign in, answer, submit, decided at once; and a case worker decides the rest.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { answerDog, next } from '../support/dog.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
let browser: Browser;
const today = () => program.app.clock.today();
beforeAll(async () => {
  program = await testProgram();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

describe('a resident registers a dog, without JavaScript, on a phone', () => {
  it('from the search to the document, the verification and the list of uses', async () => {
    const page = await (await visitor(browser, { width: 320 })).newPage();
    await page.goto(`${program.origin}/`);
    await page.fill('[name=q]', 'hundesteur');
    await page.locator('form.find button').click();
    await page.getByRole('link', { name: 'Hund anmelden' }).first().click();
    expect(await page.locator('h1').innerText()).toBe('Hund anmelden');
    await page.locator('.go').first().click();
    await page.getByRole('link', { name: 'Anmelden und beginnen' }).click();
    await page.locator('button[value="resident-anna"]').click();
    // Once-only: the register's values are shown, not asked.
    expect(await page.locator('section.known').innerText()).toContain('Anna');
    expect(await page.locator('form.ask input[type=text]').count()).toBe(0);
    await answerDog(page, 'Labrador Retriever', today());
    expect(page.url()).toMatch(/\/pruefen$/);
    expect(await page.locator('main').innerText()).toContain('160.00');
    await page.locator('button.go').click();
    expect(await page.title()).toMatch(/^Fehler:/);
    await page.check('[name=erklaerung]');
    await page.locator('button.go').click();
    expect(page.url()).toMatch(/\/faelle\/.*gesendet=1$/);
    const text = await page.locator('main').innerText();
    expect(text).toContain('Bestätigt');
    // Going back and sending again makes no second case.
    const ref = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.goto(`${program.origin}/leistungen/hund-anmelden/formular/pruefen`);
    expect(page.url()).toContain(`/faelle/${ref}`);
    const code = (await page.locator('a[href^="/verify/"]').first().getAttribute('href')) ?? '';
    await page.goto(`${program.origin}${code}`);
    expect(await page.locator('main').innerText()).toContain('Echt');
    await page.goto(`${program.origin}/konto/zugriffe`);
    expect(await page.locator('main').innerText()).toContain('Formular vorausfüllen: Hund anmelden');
    await program.settle();
    await page.goto(`${program.origin}/demo/outbox`);
    expect(await page.locator('main').innerText()).toContain('anna@example.org');
  });
});

describe('a case worker', () => {
  it('takes a case, asks, hears, decides with reasons; the person gets the letter', async () => {
    const anna = await (await visitor(browser)).newPage();
    await signIn(anna, program.origin, 'resident-anna', '/leistungen/hund-anmelden/formular');
    await answerDog(anna, 'Rottweiler', today());
    await anna.check('[name=erklaerung]');
    await anna.locator('button.go').click();
    const path = new URL(anna.url()).pathname;

    const fiona = await (await visitor(browser)).newPage();
    await signIn(fiona, program.origin, 'clerk-fiona', '/arbeitsliste');
    await fiona.locator(`a[href="${path}"]`).click();
    await fiona.getByRole('button', { name: 'Übernehmen' }).click();
    await fiona.fill('[name=question]', 'Haben Sie einen Garten?');
    await fiona.getByRole('button', { name: 'Frage senden' }).click();
    await anna.goto(`${program.origin}${path}`);
    await anna.fill('[name=answer]', 'Ja, einen grossen.');
    await anna.getByRole('button', { name: 'Antwort senden' }).click();
    await fiona.goto(`${program.origin}${path}`);
    expect(await fiona.locator('main').innerText()).toContain('Ja, einen grossen.');
    // Nothing is decided by default, and the preview says what the letter will say.
    expect(await fiona.locator('[name=decision]:checked').count()).toBe(0);
    await fiona.check('[name=decision][value=confirm]');
    await fiona.fill('[name=reasons]', 'Geprüft vor Ort.');
    await fiona.getByRole('button', { name: 'Brief ansehen' }).click();
    expect(await fiona.locator('.letter').innerText()).toContain('Geprüft vor Ort.');
    await fiona.fill('[name=reasons]', '');
    await fiona.check('[name=decision][value=reject]');
    await fiona.getByRole('button', { name: 'Entscheid eröffnen' }).click();
    // A refusal without reasons is held back, and says so.
    expect(await fiona.title()).toMatch(/^Fehler:/);
    await fiona.fill('[name=reasons]', 'Der Kurs fehlt noch.');
    await fiona.getByRole('button', { name: 'Brief ansehen' }).click();
    expect(await fiona.locator('.letter').innerText()).toContain('Der Kurs fehlt noch.');
    await fiona.getByRole('button', { name: 'Entscheid eröffnen' }).click();
    await anna.goto(`${program.origin}${path}`);
    expect(await anna.locator('main').innerText()).toContain('Abgelehnt');
    const letter = await anna.locator(`a[href^="${path}/dokumente/"]`).first().getAttribute('href');
    const pdf = await anna.request.get(`${program.origin}${letter ?? ''}`);
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    // She sees who looked at her case.
    expect(await anna.locator('#zugriffe').innerText()).toContain('Veterinäramt');
  });
});

describe('an expired session in the middle of a form', () => {
  it('loses nothing that was typed', async () => {
    const context = await visitor(browser);
    const page = await context.newPage();
    await signIn(page, program.origin, 'resident-bruno', '/leistungen/hund-anmelden/formular');
    await page.fill('[name=vorname]', 'Getippt vor dem Ablauf');
    const address = page.url();
    await context.clearCookies({ name: 'session' });
    await next(page);
    await page.locator('button[value="resident-bruno"]').click();
    expect(page.url()).toBe(address);
    expect(await page.locator('[name=vorname]').inputValue()).toBe('Getippt vor dem Ablauf');
    expect(await page.locator('.notice').innerText()).toContain('noch da');
  });
});

/** Presses Tab until the control has the focus: what can't be reached like this can't be used without a mouse. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) === true)
      return;
  }
  throw new Error(`Tab does not reach ${selector} at ${page.url()}`);
}

describe('only with the keyboard', () => {
  it('goes the whole way from the search to the decision', async () => {
    const page = await (await visitor(browser, { script: true })).newPage();
    const press = (key: string) => page.keyboard.press(key);
    const type = async (selector: string, text: string) => {
      await tabTo(page, selector);
      await page.keyboard.type(text);
    };
    /** Enter on the focused control, and the page it leads to. */
    const go = async (address: RegExp) => {
      await press('Enter');
      await page.waitForURL(address);
    };
    const forward = 'button[name=_do][value=next]:not(.enter)';
    await page.goto(`${program.origin}/`);
    await press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await press('Enter');
    await type('[name=q]', 'Hund anmelden');
    await go(/\/suche/);
    await tabTo(page, 'a[href="/leistungen/hund-anmelden"]');
    await go(/hund-anmelden$/);
    await tabTo(page, '.go');
    await go(/formular$/);
    await tabTo(page, '.go');
    await go(/oidc-anmeldung/);
    await tabTo(page, 'button[value="resident-bruno"]');
    await go(/formular\/halter/);
    await type('[name=vorname]', 'Bruno');
    await type('[name=nachname]', 'Muster');
    await type('[name="adresse.street"]', 'Beispielgasse');
    await type('[name="adresse.houseNumber"]', '1');
    await type('[name="adresse.postalCode"]', '4051');
    await type('[name="adresse.town"]', 'Basel');
    await tabTo(page, forward);
    await go(/formular\/hunde\/1/);
    await type('[name="hunde.0.rufname"]', 'Luna');
    await type('[name="hunde.0.chip"]', '756000000000123');
    await type('[name="hunde.0.rasse"]', 'Labrador');
    const [year = '', month = '', day = ''] = today().split('-');
    for (const [name, parts] of [
      ['geboren', ['2', '5', '2024']],
      ['uebernommen', [day, month, year]],
    ] as const)
      for (const [index, part] of ['day', 'month', 'year'].entries())
        await type(`[name="hunde.0.${name}.${part}"]`, parts[index] ?? '');
    await tabTo(page, '[name="hunde.0.herkunft"]');
    await press('Space');
    await tabTo(page, forward);
    await go(/formular\/hunde$/);
    await tabTo(page, forward);
    await go(/formular\/haftpflicht/);
    await tabTo(page, '[name=haftpflicht]');
    await press('Space');
    await tabTo(page, forward);
    await go(/formular\/ermaessigung/);
    await tabTo(page, '[name=ergaenzungsleistungen]');
    await press('ArrowDown');
    expect(await page.locator('[name=ergaenzungsleistungen][value=no]').isChecked()).toBe(true);
    await tabTo(page, forward);
    await go(/formular\/pruefen/);
    await tabTo(page, '[name=erklaerung]');
    await press('Space');
    await tabTo(page, 'button.go');
    await go(/\/faelle\//);
    expect(await page.locator('main').innerText()).toContain('Bestätigt');
  });
});
