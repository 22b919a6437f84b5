// The counter and the telephone: a clerk fills in for someone, who sees it afterwards; without JavaScript.
import { barePool } from '../support/unguarded.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { answerDog, fillDay } from '../support/dog.ts';
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

async function clerk(): Promise<Page> {
  const page = await (await visitor(browser)).newPage();
  await signIn(page, program.origin, 'counter-erik', '/schalter');
  return page;
}

async function begin(page: Page, ahv: string, service: string): Promise<string> {
  await page.goto(`${program.origin}/schalter`);
  await page.fill('[name=ahv]', ahv);
  await page.getByRole('button', { name: 'Suchen', exact: true }).click();
  await page.selectOption('select[name=service]', service);
  await page.check('[name=identification][value=document]');
  await page.getByRole('button', { name: 'Formular öffnen' }).click();
  return new URL(page.url()).pathname;
}

const anna = '756.9999.0010.14';
const send = (page: Page) => page.locator('button[value=send]').click();
const save = (page: Page) => page.getByRole('button', { name: 'Zwischenspeichern' }).click();

async function fillDog(page: Page, today: string): Promise<void> {
  await page.fill('[name="hunde.0.rufname"]', 'Rex');
  await page.fill('[name="hunde.0.chip"]', '756000000000999');
  await page.fill('[name="hunde.0.rasse"]', 'Labrador Retriever');
  await fillDay(page, 'hunde.0.geboren', '2024-05-01');
  await fillDay(page, 'hunde.0.uebernommen', today);
  await page.check('[name="hunde.0.herkunft"][value=schweiz]');
  await page.check('[name=haftpflicht]');
  await page.check('[name=ergaenzungsleistungen][value=no]');
}

describe('the counter', () => {
  it('registers a dog for someone who is there; she sees the case and who looked at her data', async () => {
    const erik = await clerk();
    const path = await begin(erik, anna, 'hund-anmelden');
    expect(new URL(erik.url()).hash).toBe('#inhalt');
    // The list of what was begun names her; that is told her once, however often the page is opened.
    for (let visits = 0; visits < 3; visits++) await erik.goto(`${program.origin}/schalter`);
    expect(await erik.locator('#angefangen').innerText()).toContain('Anna Beispiel');
    await erik.goto(`${program.origin}${path}`);
    // What the register knows stands in its fields.
    expect(await erik.locator('[name=vorname]').inputValue()).toBe('Anna');
    // The keyboard goes on in the entry that was added, and where one was removed.
    const goesOn = async (hash: string, name: string) => {
      await erik.waitForURL((url) => url.hash === hash);
      await erik.keyboard.press('Tab');
      expect(await erik.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(name);
    };
    await erik.locator('[name=_add]').click();
    await goesOn('#hunde-0', 'hunde.0.rufname');
    await erik.locator('[name=_add]').click();
    await goesOn('#hunde-1', 'hunde.1.rufname');
    await erik.getByRole('button', { name: 'Entfernen: Hund 2' }).click();
    await goesOn('#hunde-more', '_add');
    await send(erik);
    expect(await erik.title()).toMatch(/^Fehler:/);
    await fillDog(erik, program.app.clock.today());
    await send(erik);
    // Nothing is sent before the person has confirmed.
    expect(await erik.locator('#erklaerung').count()).toBe(1);
    expect(await erik.locator('[name="hunde.0.rufname"]').inputValue()).toBe('Rex');
    await erik.check('[name=erklaerung]');
    await send(erik);
    expect(erik.url()).toContain('/schalter/quittung/');
    const ref = new URL(erik.url()).pathname.split('/').at(-1) ?? '';
    expect(await erik.locator('main').innerText()).toContain('Bestätigt');

    const person = await (await visitor(browser)).newPage();
    await signIn(person, program.origin, 'resident-anna', `/faelle/${ref}`);
    expect(await person.locator('main').innerText()).toContain('Bestätigt');
    await person.goto(`${program.origin}/konto/zugriffe`);
    const uses = await person.locator('main').innerText();
    expect(uses).toContain('Person am Schalter oder Telefon erkennen');
    expect(uses).toContain('Schalter und Telefon');
    const list = person.locator('li', { hasText: 'Angefangene Formulare am Schalter anzeigen' });
    expect(await list.innerText()).not.toContain('-mal');
  });

  it('follows the answers: a dangerous breed brings its question, and a second window is noticed', async () => {
    const erik = await clerk();
    const path = await begin(erik, anna, 'hund-anmelden');
    await erik.locator('[name=_add]').click();
    await erik.fill('[name="hunde.0.rasse"]', 'Rottweiler');
    const second = await erik.context().newPage();
    await second.goto(`${program.origin}${path}`);
    await save(erik);
    expect(await erik.locator('[name=bewilligungVorhanden]').count()).toBe(2);
    await second.fill('[name="hunde.0.rufname"]', 'Im zweiten Fenster');
    await save(second);
    expect(await second.locator('main').innerText()).toContain('In einem anderen Fenster');
    expect(await second.locator('[name="hunde.0.rufname"]').inputValue()).toBe('Im zweiten Fenster');
    await save(second);
    await erik.goto(`${program.origin}${path}`);
    expect(await erik.locator('[name="hunde.0.rufname"]').inputValue()).toBe('Im zweiten Fenster');
    await erik.getByRole('button', { name: 'Entfernen: Im zweiten Fenster' }).click();
    expect(await erik.locator('[name="hunde.0.rufname"]').count()).toBe(0);
  });

  it('does not open the register for someone who was not identified', async () => {
    const erik = await clerk();
    await erik.fill('[name=ahv]', anna);
    await erik.getByRole('button', { name: 'Suchen', exact: true }).click();
    await erik.selectOption('select[name=service]', 'hund-anmelden');
    await erik.check('[name=identification][value=none]');
    await erik.getByRole('button', { name: 'Formular öffnen' }).click();
    expect(await erik.locator('[name=vorname]').inputValue()).toBe('');
    expect(await erik.getByRole('button', { name: 'Angaben übernehmen' }).count()).toBe(0);
    await erik.fill('[name=vorname]', 'Anna');
    await erik.fill('[name=nachname]', 'Beispiel');
    await erik.fill('[name="adresse.street"]', 'Beispielgasse');
    await erik.fill('[name="adresse.houseNumber"]', '1');
    await erik.fill('[name="adresse.postalCode"]', '4051');
    await erik.fill('[name="adresse.town"]', 'Basel');
    await erik.locator('[name=_add]').click();
    await fillDog(erik, program.app.clock.today());
    await erik.check('[name=erklaerung]');
    await send(erik);
    // The same answers of someone identified are decided at once.
    expect(await erik.locator('main').innerText()).toContain('Eingegangen');
  });

  it('never assumes how the clerk knows who it is, and takes nothing for seen on the telephone', async () => {
    const erik = await clerk();
    await erik.fill('[name=ahv]', anna);
    await erik.getByRole('button', { name: 'Suchen', exact: true }).click();
    expect(await erik.locator('[name=identification]:checked').count()).toBe(0);
    await erik.selectOption('select[name=service]', 'hund-anmelden');
    const open = () => erik.getByRole('button', { name: 'Formular öffnen' }).click();
    await open();
    expect(await erik.locator('main').innerText()).toContain('Wählen Sie, woher Sie wissen');
    // Who was found is still there.
    expect(await erik.locator('#beginnen').innerText()).toContain('Anna Beispiel');
    await erik.check('[name=channel][value=phone]');
    await erik.check('[name=identification][value=document]');
    await open();
    expect(await erik.locator('main').innerText()).toContain('Am Telefon sehen Sie weder Ausweis');
    await erik.check('[name=identification][value=callback]');
    await open();
    expect(await erik.locator('[name=vorname]').inputValue()).toBe('Anna');
    // Nobody is there to be given a sheet: the receipt is read to the caller.
    await erik.locator('[name=_add]').click();
    await fillDog(erik, program.app.clock.today());
    await erik.check('[name=erklaerung]');
    await send(erik);
    const receipt = await erik.locator('main').innerText();
    expect(receipt).toContain('Nennen Sie der Person die Nummer des Geschäfts');
    expect(receipt).not.toContain('Drucken Sie diese Seite');
  });

  it('says what is wrong with a search, and finds by name and day of birth only', async () => {
    const erik = await clerk();
    const search = () => erik.getByRole('button', { name: 'Suchen', exact: true }).click();
    await erik.fill('[name=ahv]', '756.9999.0010.15');
    await search();
    expect(await erik.title()).toMatch(/^Fehler:/);
    expect(await erik.locator('[name=ahv]').inputValue()).toBe('756.9999.0010.15');
    await erik.fill('[name=ahv]', '');
    await erik.fill('[name=lastName]', 'Beispiel');
    await search();
    expect(await erik.title()).toMatch(/^Fehler:/);
    await erik.fill('[name=lastName]', 'BEISPIEL');
    await fillDay(erik, 'birthDate', '1989-04-12');
    await search();
    expect(await erik.locator('main').innerText()).toContain('Anna Beispiel');
    await fillDay(erik, 'birthDate', '1989-04-13');
    await search();
    expect(await erik.locator('main').innerText()).toContain('Niemand im Einwohnerregister');
  });

  it('takes over what the person has begun, and serves someone in no register', async () => {
    const person = await (await visitor(browser)).newPage();
    await signIn(person, program.origin, 'resident-anna', '/leistungen/hund-anmelden/formular');
    await answerDog(person, 'Labrador Retriever', program.app.clock.today());
    const erik = await clerk();
    await begin(erik, anna, 'hund-anmelden');
    await erik.getByRole('button', { name: 'Angaben übernehmen' }).click();
    expect(await erik.locator('[name="hunde.0.rufname"]').inputValue()).toBe('Luna');
    await person.reload();
    expect(await person.locator('main').innerText()).toContain('Luna');
    await erik.goto(`${program.origin}/schalter`);
    await erik.selectOption('select[name=service]', 'zuzug-anmelden');
    await erik.fill('[name=name]', 'Neu Angekommen');
    await erik.fill('[name=email]', 'neu @beispiel');
    await erik.getByRole('button', { name: 'Formular öffnen' }).click();
    expect(await erik.locator('#email-error').innerText()).toContain('keine Mail');
    expect(await erik.locator('[name=name]').inputValue()).toBe('Neu Angekommen');
    await erik.fill('[name=email]', 'neu@example.org');
    await erik.getByRole('button', { name: 'Formular öffnen' }).click();
    expect(await erik.locator('main').innerText()).toContain('Neu Angekommen');
    await erik.goto(`${program.origin}/schalter`);
    expect(await erik.locator('#angefangen').innerText()).toContain('Neu Angekommen');
  });

  it('is closed to residents and case workers, and shows no draft of somebody else', async () => {
    const erik = await clerk();
    const path = await begin(erik, anna, 'hund-anmelden');
    for (const who of ['resident-anna', 'clerk-fiona']) {
      const token = await program.token(who);
      const reply = await fetch(`${program.origin}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(reply.status).toBe(403);
    }
    await erik.goto(`${program.origin}/schalter/${crypto.randomUUID()}`);
    expect(await erik.title()).toContain('gibt es nicht');
  });

  it('enters a form that came back on paper, beside its scan, once', async () => {
    const person = await (await visitor(browser)).newPage();
    await signIn(person, program.origin, 'resident-anna', '/konto');
    const printed = await person.request.get(
      `${program.origin}/leistungen/wohnsitzbescheinigung-bestellen/formular.pdf`,
    );
    expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-');
    const { rows } = await barePool(program.app).query<{ number: string }>(
      'select number from intake.paper_form order by printed_at desc limit 1',
    );
    const number = rows[0]?.number ?? '';
    const erik = await clerk();
    const enter = async (code: string) => {
      await erik.goto(`${program.origin}/schalter`);
      await erik.fill('[name=code]', code);
      await erik.getByRole('button', { name: 'Formular erfassen' }).click();
    };
    await enter('F-0000-0000');
    expect(await erik.title()).toMatch(/^Fehler:/);
    expect(await erik.locator('[name=code]').inputValue()).toBe('F-0000-0000');
    await enter(number);
    expect(await erik.locator('#beginnen').innerText()).toContain('Anna Beispiel');
    await erik.getByRole('button', { name: 'Formular öffnen' }).click();
    // That the signature was looked at is said, not assumed; the sheet is not forgotten meanwhile.
    expect(await erik.title()).toMatch(/^Fehler:/);
    expect(await erik.locator('#beginnen').innerText()).toContain(number);
    await erik.check('[name=identification][value=signature]');
    await erik.getByRole('button', { name: 'Formular öffnen' }).click();
    expect(await erik.locator('#erklaerung-band').innerText()).toContain('ist unterschrieben');
    expect(await erik.locator('main').innerText()).not.toMatch(/Vorlesen|gehört|Fragen Sie nur/);
    await erik.locator('[name="_file._scan"]').setInputFiles({
      name: 'scan.pdf',
      mimeType: 'application/pdf',
      buffer: await printed.body(),
    });
    await save(erik);
    // It comes from the counter's own scanner and nothing in it acts: it stands beside the fields, at half of the width.
    const frame = erik.locator('iframe.scan');
    expect(await frame.getAttribute('src')).toContain('/scan#');
    expect((await frame.boundingBox())?.width).toBeGreaterThan(500);
    // One that can act, or is infected, is only saved or not even that.
    for (const change of [
      "active_content = true, scan = 'clean'",
      "active_content = false, scan = 'infected'",
    ]) {
      await barePool(program.app).query(`update kernel.file set ${change} where name = 'scan.pdf'`);
      await erik.reload();
      expect(await erik.getByRole('link', { name: 'scan.pdf' }).count()).toBe(1);
      expect(await frame.count()).toBe(0);
    }
    await erik.locator('[name="_file._scan"]').setInputFiles({
      name: 'scan.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    });
    await save(erik);
    const scan = (await erik.locator('img.scan').getAttribute('src')) ?? '';
    const picture = await erik.request.get(`${program.origin}${scan}`);
    expect(picture.headers()['content-type']).toBe('image/png');
    // Our page may show it in a frame; no foreign one may.
    expect(picture.headers()['content-security-policy']).toContain("frame-ancestors 'self'");
    // Nobody else sees it.
    const other = await person.request.get(`${program.origin}${scan}`);
    expect(other.status()).toBe(403);
    for (const choice of ['zweck', 'umfang', 'zustellung'])
      await erik.locator(`[name=${choice}]`).first().check();
    await erik.check('[name=erklaerung]');
    await send(erik);
    expect(erik.url()).toContain('/schalter/quittung/');
    const ref = new URL(erik.url()).pathname.split('/').at(-1) ?? '';
    await person.goto(`${program.origin}/faelle/${ref}`);
    expect(await person.locator('main').innerText()).toContain('scan.png');
    await enter(number);
    expect(await erik.title()).toMatch(/^Fehler:/);
    // Whoever enters it twice is led to the case that was made of it.
    expect(await erik.locator('#papier').innerText()).toContain(ref);
  });
});
