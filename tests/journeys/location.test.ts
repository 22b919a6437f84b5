// A place: in words, by a known place or coordinates without script; on the map with script, by mouse and by keyboard, from our own files alone.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

const form = '/leistungen/schaden-oeffentlicher-raum/formular';
let program: TestProgram;
let browser: Browser;
let tiles: Server;
let tilesAsked = 0;

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  browser = await launchBrowser();
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
    'base64',
  );
  tiles = createServer((_request, response) => {
    tilesAsked++;
    response.writeHead(200, { 'content-type': 'image/png', 'access-control-allow-origin': '*' }).end(png);
  });
  await new Promise<void>((resolve) => tiles.listen(0, '127.0.0.1', resolve));
}, 240_000);
afterAll(async () => {
  await browser.close();
  await program.stop();
  tiles.close();
});

/** The page of the place, and everything it fetched or complained about. */
async function open(
  options: Parameters<typeof visitor>[1],
): Promise<{ page: Page; fetched: string[]; complaints: string[]; close: () => Promise<void> }> {
  const context = await visitor(browser, options);
  const page = await context.newPage();
  const fetched: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (/^https?:/.test(request.url())) fetched.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await signIn(page, program.origin, 'resident-bruno');
  await page.goto(program.origin + form);
  await page.goto(`${program.origin}${form}/schaden`);
  await page.locator('select[name="art"]').selectOption('belag');
  await page.locator('input[name="gefahr"][value="no"]').check();
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();
  await page.goto(`${program.origin}${form}/ort`);
  fetched.length = 0;
  await page.reload();
  return { page, fetched, complaints, close: () => context.close() };
}

const scripts = (fetched: readonly string[]) => fetched.filter((url) => url.endsWith('.js'));

describe('without script', () => {
  it('coordinates are read as they are typed, faults say what to do, and the case shows where it is', async () => {
    const { page, close } = await open({ width: 320 });
    const next = () => page.getByRole('button', { name: 'Weiter', exact: true }).click();
    expect(await page.getByRole('button', { name: 'Auf der Karte zeigen' }).count()).toBe(0);
    await page.locator('#ort-point').fill('beim Brunnen');
    await next();
    expect(await page.locator('#ort-point-error').textContent()).toContain('können wir nicht lesen');
    expect(await page.locator('#ort-point').inputValue()).toBe('beim Brunnen');
    await page.locator('#ort-point').fill('46.9480, 7.4474');
    await next();
    expect(await page.locator('#ort-point-error').textContent()).toContain('ausserhalb des Kantons');
    await page.locator('#ort-point').fill("2'611'421 / 1'267'385");
    await page.locator('#ort').fill('Loch im Veloweg');
    await next();
    await page.goto(`${program.origin}${form}/ort`);
    expect(await page.locator('#ort-point').inputValue()).toBe("2'611'421 / 1'267'385");
    expect(await page.locator('svg.place-map').count()).toBe(1);
    // A known place that is chosen afterwards takes the place of the coordinates.
    await page.locator('#ort-place').selectOption('marktplatz');
    await next();
    await page.locator('input[name="rueckfrage"][value="no"]').check();
    await next();
    const row = page.locator('dl.facts', { hasText: 'Marktplatz' });
    expect(await row.textContent()).toContain('Marktplatz, Loch im Veloweg (LV95');
    await page.locator('#erklaerung').check();
    await page.locator('button[name="_do"][value="send"]').last().click();
    await page.waitForURL(/\/faelle\//);
    expect(await page.locator('#ort').textContent()).toContain('47.558200, 7.588200');
    expect(await page.locator('#ort svg[role="img"]').getAttribute('aria-label')).toContain('Karte');
    await close();
  });
});

describe('with script', () => {
  it('the map comes from our own files, only when it is opened, and the strict policy holds', async () => {
    const { page, fetched, complaints, close } = await open({ script: true });
    expect(scripts(fetched)).toHaveLength(1);
    await page.getByRole('button', { name: 'Auf der Karte zeigen' }).click();
    await page.waitForSelector('.map-spot:focus', { timeout: 30_000 });
    expect(scripts(fetched).length).toBeGreaterThan(1);
    expect(fetched.filter((url) => !url.startsWith(`${program.origin}/`))).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    // The same with a fault, for the page's other state.
    await page.locator('#ort-point').fill('dort');
    await page.getByRole('button', { name: 'Weiter', exact: true }).click();
    await page.waitForSelector('#ort-point-error');
    expect(await axeFindings(page)).toEqual([]);
    await close();
  });

  it('arrow keys and clicks set the coordinates; what is chosen beside moves the point', async () => {
    const { page, complaints, close } = await open({ script: true, width: 320 });
    await page.getByRole('button', { name: 'Auf der Karte zeigen' }).click();
    await page.waitForSelector('.map-spot:focus', { timeout: 30_000 });
    const point = page.locator('#ort-point');
    // Nobody has chosen yet: the pin does not pretend it.
    expect(await page.locator('.map-place output').textContent()).toContain('Noch kein Ort gewählt');
    expect(await page.locator('.map-spot[data-open]').count()).toBe(1);
    await page.locator('#ort-place').selectOption('messeplatz');
    expect(await page.locator('.map-spot[data-open]').count()).toBe(0);
    expect(await point.inputValue()).toBe('');
    await page.locator('.map-spot').focus();
    await page.keyboard.press('ArrowUp');
    const up = (await point.inputValue()).split(', ').map(Number);
    // Ten metres to the north are nine hundred-thousandths of a degree.
    expect(up[0]).toBeCloseTo(47.563 + 0.00009, 5);
    // The Swiss grid's north is not quite that of the meridian.
    expect(up[1]).toBeCloseTo(7.6, 4);
    expect(await page.locator('#ort-place').inputValue()).toBe('');
    await page.keyboard.press('Shift+ArrowLeft');
    expect(Number((await point.inputValue()).split(', ')[1])).toBeLessThan(7.599);
    const box = await page.locator('.map-canvas').boundingBox();
    if (!box) throw new Error('There is no map');
    const before = await point.inputValue();
    await page.mouse.click(box.x + box.width / 4, box.y + box.height / 4);
    await expect.poll(() => point.inputValue()).not.toBe(before);
    await page.getByRole('button', { name: 'Weiter', exact: true }).click();
    await page.waitForURL(/\/kontakt/);
    expect(complaints).toEqual([]);
    await close();
  });

  it('pages without a place load no script but that of the search where it stands', async () => {
    const { page, fetched, close } = await open({ script: true });
    fetched.length = 0;
    await page.goto(`${program.origin}${form}/schaden`);
    expect(scripts(fetched)).toEqual([]);
    await page.goto(`${program.origin}/`);
    expect(scripts(fetched).filter((url) => !url.includes('/search.'))).toEqual([]);
    await close();
  });

  it('tiles are fetched from where the operator says, and from nowhere else', async () => {
    const { port } = tiles.address() as AddressInfo;
    const tileOrigin = `http://127.0.0.1:${port}`;
    program = await program.again({
      NOW: '2026-11-24T09:00:00+01:00',
      MAP_TILES: `${tileOrigin}/{z}/{x}/{y}.png`,
      MAP_ATTRIBUTION: 'Beispielkarte',
    });
    const { page, fetched, complaints, close } = await open({ script: true });
    await page.getByRole('button', { name: 'Auf der Karte zeigen' }).click();
    await page.waitForSelector('.map-spot:focus', { timeout: 30_000 });
    expect(tilesAsked).toBeGreaterThan(0);
    expect(await page.locator('.map-place').textContent()).toContain('Beispielkarte');
    const elsewhere = fetched.filter(
      (url) => !url.startsWith(`${program.origin}/`) && !url.startsWith(`${tileOrigin}/`),
    );
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
    // Who gives people's network addresses to somebody says so.
    await page.goto(`${program.origin}/datenschutz`);
    expect(await page.locator('#besuch').textContent()).toContain(`kommen von 127.0.0.1:${port}.`);
    await close();
  });
});
