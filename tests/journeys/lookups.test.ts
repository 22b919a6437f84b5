// What is typed is looked up: entries of long lists, addresses, companies; with and without script, at 320 px, by keyboard.
import { bareDb, barePool } from '../support/unguarded.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { fillDay, next } from '../support/dog.ts';
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

/** Somebody on the first page of a service's form, on a phone. */
async function begin(identity: string, service: string, script: boolean): Promise<Page> {
  const page = await (await visitor(browser, { width: 320, script })).newPage();
  await signIn(page, program.origin, identity, `/leistungen/${service}/formular`);
  return page;
}

/** Axe itself needs script. */
async function expectGood(page: Page, script: boolean): Promise<void> {
  if (script) expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
}

describe.each([false, true])('a long list, script %s', (script) => {
  it('is searched by typing; a slip is asked about, in the language of the page', async () => {
    await bareDb(program.app).deleteFrom('intake.draft').execute();
    const page = await begin('resident-anna', 'hund-anmelden', script);
    await next(page);
    const breed = page.locator('[name="hunde.0.rasse"]');
    const suggestions = page.locator('datalist option');
    expect(await suggestions.first().getAttribute('value')).toBe('American Pit Bull Terrier');
    expect(await suggestions.last().getAttribute('value')).toBe('Andere Rasse');
    await page.fill('[name="hunde.0.rufname"]', 'Luna');
    await page.fill('[name="hunde.0.chip"]', '756000000000123');
    await fillDay(page, 'hunde.0.geboren', '2024-05-02');
    await fillDay(page, 'hunde.0.uebernommen', program.app.clock.today());
    await page.check('[name="hunde.0.herkunft"][value=schweiz]');
    await breed.fill('Schäfer');
    await next(page);
    expect(await page.title()).toMatch(/^Fehler:/);
    expect(await breed.inputValue()).toBe('Schäfer');
    await expectGood(page, script);
    // By keyboard: from the field on to the first that may be meant.
    await breed.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.locator(':checked[name="hunde.0.rasse.meant"]').getAttribute('value')).toBe(
      'schaeferhund',
    );
    await next(page);
    expect(await page.locator('main').innerText()).toContain('Deutscher Schäferhund');
    await page.goto(`${page.url()}/1?lang=fr`);
    expect(await breed.inputValue()).toBe('Berger allemand');
    const french = await suggestions.evaluateAll((all) => all.map((each) => each.getAttribute('value')));
    expect(french.slice(0, 3)).toEqual([
      'American pit bull terrier',
      'American Staffordshire terrier',
      'Berger allemand',
    ]);
    // Words of another language are understood, too, and what is in no list is not the end.
    await breed.fill('Licorne');
    await next(page);
    expect(await page.locator('select[name="hunde.0.rasse.meant"] option').count()).toBe(french.length + 1);
    await breed.fill('PUDEL');
    await next(page);
    expect(await page.locator('main').innerText()).toContain('Caniche');
  });
});

/** Umzug melden, up to the new address. */
async function toNewAddress(script: boolean): Promise<Page> {
  await bareDb(program.app).deleteFrom('intake.draft').execute();
  const page = await begin('resident-anna', 'umzug-melden', script);
  await page.check('[name=ziel][value=imKanton]');
  await page.check('[name=aufenthalt][value=hauptwohnsitz]');
  await next(page);
  await next(page);
  await page.check('[name=bleibtJemand][value=no]');
  await next(page);
  await fillDay(page, 'einzug', program.app.clock.today());
  await page.check('[name=co][value=no]');
  return page;
}

async function typeAddress(page: Page, name: string, [street, number, code, town]: string[]): Promise<void> {
  await page.fill(`[name="${name}.street"]`, street ?? '');
  await page.fill(`[name="${name}.houseNumber"]`, number ?? '');
  await page.fill(`[name="${name}.postalCode"]`, code ?? '');
  await page.fill(`[name="${name}.town"]`, town ?? '');
}

const place = (page: Page) => new URL(page.url());
const part = (page: Page, name: string) => page.locator(`[name="neueAdresse.${name}"]`).inputValue();

describe.each([false, true])('an address, script %s', (script) => {
  it('that is nearly in the register is asked about once, by keyboard, and never stands in the way', async () => {
    const page = await toNewAddress(script);
    await typeAddress(page, 'neueAdresse', ['Freistrase', '12', '4051', 'Basel']);
    await next(page);
    expect(place(page).pathname).toMatch(/\/neu$/);
    const asked = `${program.origin}${place(page).pathname}`;
    // Not an error, and the focus is where the question is.
    expect(await page.title()).not.toMatch(/^Fehler:/);
    await expectGood(page, script);
    expect(await page.locator(':focus').getAttribute('name')).toBe('neueAdresse.meant');
    expect(await part(page, 'street')).toBe('Freistrase');
    expect(await page.locator('.meant').innerText()).toContain('Freie Strasse 12, 4051 Basel');
    await page.keyboard.press('Space');
    await next(page);
    expect(place(page).pathname).toMatch(/\/wohnung$/);
    await page.goto(asked);
    expect(await part(page, 'street')).toBe('Freie Strasse');
    expect(await page.locator('.meant').count()).toBe(0);
    // A house number nobody knows: told once, then it counts.
    await page.fill('[name="neueAdresse.houseNumber"]', '700');
    await next(page);
    expect(await page.locator('.meant').innerText()).toContain('Hausnummer');
    await next(page);
    expect(place(page).pathname).toMatch(/\/wohnung$/);
    // Postal code and town that do not go together; whoever says that it is right has their way.
    await page.goto(asked);
    await typeAddress(page, 'neueAdresse', ['Freie Strasse', '12', '4051', 'Riehen']);
    await next(page);
    expect(await page.locator('.meant').innerText()).toContain('Freie Strasse 12, 4051 Basel');
    await page.getByLabel('Nein, die Adresse stimmt so').check();
    await next(page);
    expect(place(page).pathname).toMatch(/\/wohnung$/);
    const { rows } = await barePool(program.app).query<{ town: string }>(
      `select answers->'neueAdresse'->>'town' as town from intake.draft`,
    );
    expect(rows).toEqual([{ town: 'Riehen' }]);
  });
});

describe('streets while one is typed', () => {
  it('are suggested by the script, which fills in the place and leaves alone what is there', async () => {
    const page = await toNewAddress(true);
    const streets = page.locator('datalist option');
    const street = page.locator('[name="neueAdresse.street"]');
    await street.pressSequentially('äussere b');
    await streets.first().waitFor({ state: 'attached' });
    expect(await streets.evaluateAll((all) => all.map((each) => each.getAttribute('label')))).toEqual([
      'Äussere Baselstrasse, 4125 Riehen',
    ]);
    await page.fill('[name="neueAdresse.town"]', 'Schon da');
    await street.fill('Äussere Baselstrasse');
    expect(await part(page, 'postalCode')).toBe('4125');
    expect(await part(page, 'town')).toBe('Schon da');
  });

  it('are not missed when the register does not answer', async () => {
    const page = await toNewAddress(true);
    const asked: string[] = [];
    await page.route('**/api/v1/addresses**', (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    await typeAddress(page, 'neueAdresse', ['Gerbergasse', '5', '4051', 'Basel']);
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    await next(page);
    expect(place(page).pathname).toMatch(/\/wohnung$/);
  });
});

describe.each([false, true])('a company, script %s', (script) => {
  it('is looked up by its UID, shown beside it, on the next page and in the summary', async () => {
    await bareDb(program.app).deleteFrom('intake.draft').execute();
    const page = await begin('resident-anna', 'wunschkontrollschild', script);
    await page.check('[name=fuer][value=firma]');
    await next(page);
    const lookUp = async (uid: string) => {
      await page.fill('[name=firmaUid]', uid);
      await page.getByRole('button', { name: 'Nachschlagen' }).click();
      expect(place(page).pathname).toMatch(/\/firma$/);
    };
    await lookUp('CHE-116');
    expect(await page.locator('.ds-error-summary li').count()).toBe(1);
    await lookUp('CHE-116.281.710');
    expect(await page.locator('main').innerText()).toContain('Unter dieser UID finden wir keine Firma');
    // A sole proprietorship is a person: nothing is said about it.
    await lookUp('CHE-999.000.226');
    expect(await page.locator('main').innerText()).not.toContain('Gelateria');
    expect(await page.locator('[name=firmaName]').inputValue()).toBe('');
    await lookUp('che999000108');
    await expectGood(page, script);
    expect(await page.locator(':focus').getAttribute('name')).toBe('firmaUid');
    const described = await page.locator('[name=firmaUid]').getAttribute('aria-describedby');
    const note = page.locator(`#${described?.split(' ').at(-1) ?? ''}`);
    expect(await note.innerText()).toContain('Gesellschaft mit beschränkter Haftung');
    expect(await page.locator('[name=firmaName]').inputValue()).toBe('Delta Beispiel GmbH');
    await typeAddress(page, 'firmaAdresse', ['Klybeckstrasse', '998', '4057', 'Basel']);
    await next(page);
    expect(place(page).pathname).toMatch(/\/nummer$/);
    expect(await page.locator('#firma-zur-uid').count()).toBe(1);
    expect(await page.locator('.known').innerText()).toContain('Delta Beispiel GmbH');
    await expectGood(page, script);
  });
});

describe('at the counter', () => {
  it('the same is found and asked, and nothing of it blocks', async () => {
    await bareDb(program.app).deleteFrom('intake.draft').execute();
    const page = await (await visitor(browser)).newPage();
    await signIn(page, program.origin, 'counter-erik', '/schalter');
    await page.fill('[name=name]', 'Lina Beispiel');
    await page.selectOption('select[name=service]', 'hund-anmelden');
    await page.getByRole('button', { name: 'Formular öffnen' }).click();
    const form = place(page).pathname;
    await page.fill('[name=vorname]', 'Lina');
    await page.fill('[name=nachname]', 'Beispiel');
    await typeAddress(page, 'adresse', ['Freistrase', '12', '4051', 'Basel']);
    await page.locator('[name=_add]').click();
    expect(await page.locator('.meant').innerText()).toContain('Freie Strasse 12, 4051 Basel');
    await page.check('[name="adresse.meant"] >> nth=0');
    await page.fill('[name="hunde.0.rufname"]', 'Rex');
    await page.fill('[name="hunde.0.chip"]', '756000000000999');
    await page.fill('[name="hunde.0.rasse"]', 'Schäfer');
    await page.getByRole('button', { name: 'Zwischenspeichern' }).click();
    expect(await page.locator('[name="adresse.street"]').inputValue()).toBe('Freie Strasse');
    await page.check('[name="hunde.0.rasse.meant"][value=schaeferhund]');
    await fillDay(page, 'hunde.0.geboren', '2024-05-01');
    await fillDay(page, 'hunde.0.uebernommen', program.app.clock.today());
    await page.check('[name="hunde.0.herkunft"][value=schweiz]');
    await page.check('[name=haftpflicht]');
    await page.check('[name=ergaenzungsleistungen][value=no]');
    // Typed and sent at once: asked once, then sent.
    await page.fill('[name="adresse.houseNumber"]', '700');
    const send = async () => {
      await page.check('[name=erklaerung]');
      await page.locator('button[value=send]').click();
    };
    await send();
    expect(place(page).pathname).toBe(form);
    expect(place(page).hash).toBe('#adresse-meant');
    await send();
    expect(place(page).pathname).toContain('/schalter/quittung/');
  });
});
