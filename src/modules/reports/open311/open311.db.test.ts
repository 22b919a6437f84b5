// Open311 GeoReport v2 as programs speak it: XML and JSON say the same, faults have their form, what is sent twice is there once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { childOf, readXml, textOf } from '../../../ech/xml.ts';
import { swissMoment } from '../../../engine/index.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00', OPEN311_KEYS: 'partner=0123456789abcdef' });
}, 240_000);
afterAll(() => program.stop());

const get = (path: string) => fetch(`${program.origin}/open311/v2/${path}`);
const json = async <T = Record<string, unknown>[]>(path: string) => (await (await get(path)).json()) as T;
const xml = async (path: string) => readXml(await (await get(path)).text());
const post = (
  path: string,
  fields: Record<string, string> | string[][],
  headers: Record<string, string> = {},
) =>
  fetch(`${program.origin}/open311/v2/${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
  });
const hole = {
  ...{ api_key: 'demo', service_code: 'schlagloch', lat: '47.565', long: '7.556', 'attribute[wo]': 'platz' },
};
const idOf = async (answer: Response) =>
  ((await answer.json()) as { service_request_id: string }[])[0]?.service_request_id ?? '';

describe('reading', () => {
  it('discovery, services and definitions say the same in XML and JSON', async () => {
    const discovery = await json<{ endpoints: { url: string; formats: string[] }[] }>('discovery.json');
    expect(discovery.endpoints[0]).toMatchObject({
      url: `${program.origin}/open311/v2`,
      formats: ['text/xml', 'application/json'],
    });
    expect((await get('services')).headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const services = await json('services.json?lang=en');
    const root = await xml('services.xml?lang=en');
    expect(root?.name).toBe('services');
    expect(root?.children.map((each) => textOf(each, 'service_code'))).toEqual(
      services.map((each) => each['service_code']),
    );
    expect(services[0]).toEqual({
      service_code: 'schlagloch',
      service_name: 'Pothole or road surface',
      description: expect.any(String) as string,
      metadata: true,
      type: 'realtime',
      keywords: expect.stringContaining('asphalt') as string,
      group: 'Streets and paths',
    });
    const definition = await json<{ attributes: Record<string, unknown>[] }>('services/abfall.json?lang=en');
    expect(definition.attributes[0]).toMatchObject({
      variable: true,
      code: 'was',
      datatype: 'multivaluelist',
      required: true,
      order: 1,
    });
    const attributes = childOf(await xml('services/ampel.xml'), 'attributes')?.children ?? [];
    expect(attributes.map((each) => textOf(each, 'variable'))).toEqual(['false', 'true']);
    expect(attributes.map((each) => textOf(each, 'order'))).toEqual(['1', '2']);
  });

  it('requests of 90 days by status and service, one by number, and what was changed', async () => {
    const open = await json('requests.json?status=open');
    expect(open.length).toBeGreaterThan(10);
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set(['open']));
    const some = await json('requests.json?service_code=abfall,wasser&status=closed,open');
    expect(new Set(some.map((each) => each['service_code']))).toEqual(new Set(['abfall', 'wasser']));
    const [first] = open;
    const [same] = await json(`requests/${String(first?.['service_request_id'])}.json`);
    expect(same).toEqual(first);
    expect(first?.['requested_datetime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    // The promised day ends at midnight in Switzerland, in winter as in summer.
    const expected = open.map((each) => swissMoment(Date.parse(String(each['expected_datetime']))).time);
    expect(new Set(expected)).toEqual(new Set(['23:59']));
    expect(await json('requests.json?service_request_id=1,2,999999&status=closed')).toHaveLength(2);
    expect(
      await json('requests.json?start_date=2026-11-20T00:00:00%2B01:00&end_date=2026-11-21T00:00:00Z'),
    ).not.toHaveLength(0);
    expect(await json('requests.json?updated_after=2026-11-24T00:00:00Z')).not.toHaveLength(0);
    const updates = await json('servicerequestupdates.json');
    expect(new Set(updates.map(({ status }) => status))).toEqual(new Set(['OPEN', 'CLOSED']));
    expect(updates[0]?.['update_id']).toMatch(/^\d+$/);
    expect((await xml('servicerequestupdates.xml'))?.children[0]?.name).toBe('request_update');
  });

  it.each([
    ['services/mond.xml', 404],
    ['services.xml?jurisdiction_id=city.gov', 404],
    ['services.xml?jurisdiction_id=bs.ch', 200],
    ['services.xml?jurisdiction_id=', 200],
    ['requests/0.xml', 404],
    ['requests/1%27--.xml', 404],
    ['requests.xml?status=fixed', 400],
    ['requests.xml?service_code=mond', 404],
    ['requests.xml?start_date=yesterday', 400],
    ['requests.xml?start_date=2026-02-31T00:00:00Z', 400],
    ['requests.xml?start_date=2026-11-01T00:00:00', 400],
    ['requests.xml?start_date=2026-11-02T00:00:00Z&end_date=2026-11-01T00:00:00Z', 400],
    ['requests.xml?start_date=2026-01-01T00:00:00Z&end_date=2026-11-01T00:00:00Z', 400],
    ['tokens/12.xml', 404],
    ['nothing.xml', 404],
  ])('%s is answered with %d in the form of the specification', async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    if (status === 200) return;
    const root = readXml(await answer.text());
    expect(root?.name).toBe('errors');
    expect(textOf(root?.children[0], 'code')).toBe(String(status));
    expect(textOf(root?.children[0], 'description')).not.toBe('');
  });
});

describe('sending', () => {
  it('a report: its number at once, its words only once they were looked at; sent twice it is one', async () => {
    const sent = {
      ...hole,
      description: '<b>Loch</b> & mehr\nzweite Zeile',
      email: 'x@example.org',
      first_name: 'Nie',
      phone: '1',
    };
    const id = await idOf(await post('requests.json', sent));
    expect(id).toMatch(/^\d+$/);
    expect(await idOf(await post('requests.json', sent))).toBe(id);
    expect(await idOf(await post('requests.json', { ...sent, description: 'anders' }))).not.toBe(id);
    const keyed = { 'idempotency-key': 'a1' };
    const once = await idOf(await post('requests.json', hole, keyed));
    expect(await idOf(await post('requests.json', hole, keyed))).toBe(once);
    const [seen] = await json(`requests/${id}.json`);
    expect(seen).toMatchObject({ status: 'open', description: null, lat: 47.565, long: 7.556 });
    const { rows } = await barePool(program.app).query(
      `select * from reports.reporter where report_id = $1`,
      [id],
    );
    expect(JSON.stringify(rows)).not.toContain('Nie');
    const partner = await post('requests.xml', { ...hole, api_key: '0123456789abcdef' });
    expect(childOf(readXml(await partner.text()), 'request')?.children[0]?.name).toBe('service_request_id');
  });

  it.each<[string, Record<string, string>, number]>([
    ['no key', { api_key: '' }, 403],
    ['a wrong key', { api_key: 'x' }, 403],
    ['no service', { service_code: '' }, 400],
    ['a service that there is not', { service_code: 'mond' }, 404],
    ['one coordinate', { long: '' }, 400],
    ['swapped coordinates', { lat: '7.556', long: '47.565' }, 400],
    ['no number', { lat: 'NaN' }, 400],
    ['infinity', { lat: '1e309' }, 400],
    ['the sea', { lat: '0', long: '0' }, 400],
    ['a required answer missing', { 'attribute[wo]': '' }, 400],
    ['an answer that there is not', { 'attribute[wo]': 'mond' }, 400],
    ['a wrong address', { email: 'x' }, 400],
    ['too long a text', { description: 'x'.repeat(4001) }, 400],
    ['hidden characters', { description: 'a\u202eb' }, 400],
    ['only an address id', { lat: '', long: '', address_id: '1' }, 400],
    ['an address without municipality', { lat: '', long: '', address_string: 'Beispielgasse 1' }, 400],
  ])('with %s is refused', async (_what, fields, status) => {
    const answer = await post('requests.json', { ...hole, ...fields });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject([{ code: status, description: expect.any(String) as string }]);
  });

  it('several values, and an address in words, are taken; another content type is not', async () => {
    const fields = [
      ...[
        ['api_key', 'demo'],
        ['service_code', 'abfall'],
        ['address_string', 'Beispielgasse 1, 4125 Riehen'],
      ],
      ...[
        ['attribute[was][]', 'saecke'],
        ['attribute[was][]', 'elektro'],
      ],
    ];
    const id = await idOf(await post('requests.json', fields));
    const { rows } = await barePool(program.app).query(
      `select answers, unit from reports.report where id = $1`,
      [id],
    );
    expect(rows).toEqual([{ answers: { was: ['saecke', 'elektro'] }, unit: 'gemeinde-riehen' }]);
    const wrong = await fetch(`${program.origin}/open311/v2/requests.json`, {
      method: 'POST',
      body: JSON.stringify(hole),
      headers: { 'content-type': 'application/json' },
    });
    expect([wrong.status, await wrong.json()]).toMatchObject([400, [{ code: 400 }]]);
  });

  it('an update waits to be looked at; that it is open brings a closed report back, once', async () => {
    const closed = (await json('requests.json?status=closed&service_code=abfall'))[0]?.['service_request_id'];
    const update = {
      api_key: 'demo',
      service_request_id: String(closed),
      update_id: 'u1',
      status: 'OPEN',
      description: 'Nicht geräumt',
    };
    for (let time = 0; time < 2; time++)
      expect((await post('servicerequestupdates.json', update)).status).toBe(200);
    const [now] = await json(`requests/${String(closed)}.json`);
    expect(now?.['status']).toBe('open');
    const { rows } = await barePool(program.app).query(
      `select reopened, to_check from reports.report where id = $1`,
      [closed],
    );
    expect(rows).toEqual([{ reopened: 1, to_check: true }]);
    expect(JSON.stringify(await json('servicerequestupdates.json'))).not.toContain('Nicht geräumt');
    expect(
      (await post('servicerequestupdates.xml', { ...update, service_request_id: '999999' })).status,
    ).toBe(404);
    expect((await post('servicerequestupdates.xml', { ...update, update_id: '' })).status).toBe(400);
    expect((await post('servicerequestupdates.xml', { ...update, api_key: 'x' })).status).toBe(403);
  });

  it('an update makes the page of staff from before it stale, so that nothing is hidden unseen', async () => {
    const [open] = await json('requests.json?status=open&service_code=abfall');
    const id = String(open?.['service_request_id']);
    const stamp = async () => {
      const { rows } = await barePool(program.app).query<{ at: Date }>(
        `select updated_at as at from reports.report where id = $1`,
        [id],
      );
      return rows[0]?.at.getTime();
    };
    const before = await stamp();
    const update = {
      api_key: 'demo',
      service_request_id: id,
      update_id: 'u2',
      description: 'Es liegt noch da',
    };
    expect((await post('servicerequestupdates.json', update)).status).toBe(200);
    expect(await stamp()).not.toBe(before);
  });

  it('too much at once is told in the same form', async () => {
    const many = await Promise.all(Array.from({ length: 140 }, () => post('requests.xml', { api_key: 'x' })));
    const refused = many.find(({ status }) => status === 429);
    expect(readXml((await refused?.text()) ?? '')?.name).toBe('errors');
  });
});
