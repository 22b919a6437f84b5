// A service that is only described, over HTTP: its page and its API entry exist; everything that needs a definition says why not.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
}, 240_000);
afterAll(() => program.stop());

const code = async (response: Response) => ({
  status: response.status,
  code: ((await response.json()) as { code?: string }).code,
});

it('has a page in four languages without a form', async () => {
  for (const lang of ['de', 'fr', 'it', 'en']) {
    const response = await fetch(`${program.origin}/leistungen/pass-beantragen?lang=${lang}`);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('id="wege"');
    expect(html).not.toContain('/formular');
  }
});

it('names the unit of each municipality where they differ, also where it is online', async () => {
  for (const id of ['sozialhilfe-anmelden', 'zuzug-anmelden']) {
    const html = await (await fetch(`${program.origin}/leistungen/${id}`)).text();
    expect(html).toMatch(/In Riehen:.*href="\/stellen\/gemeinde-riehen"/s);
    expect(html).toMatch(/In Bettingen:.*href="\/stellen\/gemeinde-bettingen"/s);
  }
  const tree = await (await fetch(`${program.origin}/leistungen/tagesstruktur-anmelden`)).text();
  expect(tree).toMatch(/In Riehen und Bettingen:.*href="\/stellen\/gemeinde-riehen"/s);
  const same = await (await fetch(`${program.origin}/leistungen/pass-beantragen`)).text();
  expect(same).not.toContain('In Riehen');
});

it('says what is not known of it, instead of nothing', async () => {
  const page = async (id: string) => (await fetch(`${program.origin}/leistungen/${id}`)).text();
  expect(await page('sozialhilfe-anmelden')).toMatch(/Hier noch nicht erfasst<\/dt><dd[^>]*>Kosten\./);
  expect(await page('pass-beantragen')).not.toContain('Hier noch nicht erfasst</dt>');
});

it('is in the API with online: false', async () => {
  const api = `${program.origin}/api/v1/services`;
  const one = (await (await fetch(`${api}/pass-beantragen`)).json()) as Record<string, unknown>;
  expect(one).toMatchObject({ id: 'pass-beantragen', online: false, ways: ['online', 'office'] });
  const list = (await (await fetch(`${api}?lifeEvent=reisen-ausweis`)).json()) as { items: unknown[] };
  expect(list.items).toContainEqual(expect.objectContaining({ id: 'pass-beantragen', online: false }));
});

it('answers SERVICE_NOT_ONLINE where a definition is needed, SERVICE_NOT_FOUND for what is unknown', async () => {
  const api = (id: string) => `${program.origin}/api/v1/services/${id}`;
  const post = async (url: string) =>
    fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await program.token('resident-anna')}`,
        'content-type': 'application/json',
        'idempotency-key': 'described',
      },
      body: JSON.stringify({ answers: {} }),
    });
  for (const [id, expected] of [
    ['pass-beantragen', 'SERVICE_NOT_ONLINE'],
    ['gibt-es-nicht', 'SERVICE_NOT_FOUND'],
  ] as const) {
    for (const part of ['schema', 'definition', 'examples', 'process.bpmn', 'form.pdf'])
      expect(await code(await fetch(`${api(id)}/${part}`)), part).toEqual({ status: 404, code: expected });
    expect(await code(await post(`${api(id)}/evaluate`))).toEqual({ status: 404, code: expected });
    expect(await code(await post(`${api(id)}/submissions`))).toEqual({ status: 404, code: expected });
  }
});
