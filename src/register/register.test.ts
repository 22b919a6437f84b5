// The simulated registers as a process of their own: invented people, questions by X-Road, grants, disclosures, its end and restart.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normaliseAhv } from '../engine/index.ts';
import { requestHash } from '../xroad/message.ts';
import { readCantonData } from './canton-data.ts';
import { inventResident } from './invent.ts';
import { openStore } from './store.ts';
import { serveRegister } from './serve-register.ts';

const canton = 'canton/basel-stadt';
const service = 'CH-DEMO/GOV/BASEL-STADT/einwohnerregister/personen';
const client = 'CH-DEMO/GOV/BASEL-STADT/drehscheibe';
const why = { reader: 'hund-anmelden', purpose: 'hundekontrolle', legalBasis: 'Hundegesetz (SG 365.100)' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'register-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The process, and where it answers. */
async function start(
  persons = 0,
): Promise<{ child: ChildProcess; url: string; ended: Promise<number | null> }> {
  const args = [
    '--folder',
    folder,
    '--canton',
    canton,
    '--today',
    '2026-11-24',
    '--persons',
    String(persons),
  ];
  const child = spawn(process.execPath, ['src/register/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').once('data', resolve);
    void ended.then((code) => reject(new Error(`It ended with ${code}`)));
  });
  return { child, url: (JSON.parse(line) as { url: string }).url, ended };
}

async function post(url: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/r1/${service}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'X-Road-Client': client, 'X-Road-Id': 'message-1', ...headers },
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as object };
}

describe('invented residents', async () => {
  const { places } = await readCantonData(canton);
  const many = Array.from({ length: 200_000 }, (_, number) => inventResident(number, places));

  it('are the same each time, and each is another one', () => {
    expect(inventResident(123_456, places)).toEqual(many[123_456]);
    expect(new Set(many.map(({ ahv }) => ahv)).size).toBe(many.length);
    // Clerks find people by name and day of birth: few share both, as in life.
    expect(new Set(many.map((each) => `${each.lastName} ${each.birthDate}`)).size).toBeGreaterThan(190_000);
  });

  it('have numbers with a check digit in blocks of their own, and house numbers that no street has', () => {
    for (const { ahv, address } of many.filter((_, index) => index % 997 === 0)) {
      expect(normaliseAhv(ahv)).toBe(ahv);
      expect(ahv).toMatch(/^756\.999[78]\./);
      expect(Number(address.houseNumber)).toBeGreaterThanOrEqual(990);
    }
  });

  it('keep their numbers: a correction to somebody else’s is not made, and nobody is lost', async () => {
    const store = openStore(':memory:', await readCantonData(canton), 2, '2026-11-24');
    const [first, second] = many.slice(0, 2).map(({ id }) => store.resident(id));
    if (!first || !second) throw new Error('Nobody was invented');
    const count = store.countResidents();
    const answer = store.correct({
      ...{ register: 'residents', subject: first.id, field: 'ahv', was: first.ahv, value: second.ahv },
      ...{ correction: 'one', day: '2026-11-25' },
    });
    expect(answer).toMatchObject({ corrected: false, entry: { ahv: first.ahv } });
    expect(() => store.put({ ...first, ahv: second.ahv }, '2026-11-25')).toThrow('UNIQUE');
    expect(store.countResidents()).toBe(count);
    expect(store.resident(second.id)).toEqual(second);
    store.close();
  });

  it('fill a store of 200,000 in seconds, and looking one up does not take longer for it', async () => {
    const store = openStore(
      join(folder, 'scale.sqlite'),
      await readCantonData(canton),
      200_000,
      '2026-11-24',
    );
    expect(store.countResidents()).toBeGreaterThan(200_000);
    for (const { ahv, lastName, birthDate } of many.slice(0, 2_000)) {
      expect(store.findResidents({ ahv })).toHaveLength(1);
      expect(store.findResidents({ lastName, birthDate }).length).toBeGreaterThan(0);
    }
    store.close();
  });
});

describe('the process', () => {
  it('answers what is granted, with the hash of the question, keeps who got what, and ends when told to', async () => {
    const { child, url, ended } = await start();
    const read = { ...why, subject: 'anna', fields: ['firstName', 'address'] };
    const { status, headers, body } = await post(url, '/v1/read', read, { 'X-Road-UserId': 'account-1' });
    expect([status, body]).toEqual([
      200,
      {
        subject: 'anna',
        asOf: '2026-11-24',
        values: {
          firstName: 'Anna',
          address: { street: 'Oetlingerstrasse', houseNumber: '999', postalCode: '4057', town: 'Basel' },
        },
      },
    ]);
    expect(headers.get('x-road-id')).toBe('message-1');
    expect(headers.get('x-road-service')).toBe(service);
    expect(headers.get('x-road-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('x-road-request-hash')).toMatch(/^[A-Za-z0-9+/]{86}==$/);
    expect(headers.get('cache-control')).toBe('private, max-age=86400');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);

    // The next start finds its store.
    const again = await serveRegister({
      ...{ folder, canton, persons: 0, today: '2026-12-01', host: '127.0.0.1', port: 0 },
    });
    expect(again.store.resident('anna')?.asOf).toBe('2026-11-24');
    expect(again.store.disclosures('anna')).toMatchObject([
      { client, user: 'account-1', ...why, fields: ['firstName', 'address'], messageId: 'message-1' },
    ]);
    await again.close();
  });

  it.each<[string, string, object, Record<string, string>, number]>([
    ['a field without a grant', '/v1/read', { ...why, subject: 'anna', fields: ['ahv'] }, {}, 403],
    [
      'another purpose',
      '/v1/read',
      { ...why, purpose: 'werbung', subject: 'anna', fields: ['firstName'] },
      {},
      403,
    ],
    ['another reader', '/v1/read', { ...why, reader: 'x', subject: 'anna', fields: ['firstName'] }, {}, 403],
    [
      'at the person’s request what is granted on a law',
      '/v1/read',
      { ...why, legalBasis: 'request', subject: 'anna', fields: ['firstName'] },
      {},
      403,
    ],
    ['no fields', '/v1/read', { ...why, subject: 'anna', fields: [] }, {}, 400],
    ['no law', '/v1/read', { ...why, legalBasis: '', subject: 'anna', fields: ['firstName'] }, {}, 400],
    ['a part of a name', '/v1/find', { ...why, by: { lastName: 'B' }, fields: ['firstName'] }, {}, 400],
    ['nobody', '/v1/read', { ...why, subject: 'bruno', fields: ['firstName'] }, {}, 404],
    [
      'another client',
      '/v1/read',
      { ...why, subject: 'anna', fields: ['firstName'] },
      { 'X-Road-Client': 'CH/COM/X/y' },
      403,
    ],
    [
      'no client',
      '/v1/read',
      { ...why, subject: 'anna', fields: ['firstName'] },
      { 'X-Road-Client': 'x' },
      400,
    ],
    ['a long question', '/v1/read', { ...why, subject: 'x'.repeat(100_000), fields: ['firstName'] }, {}, 413],
  ])('refuses %s', async (_name, path, body, headers, status) => {
    const running = await serveRegister({
      ...{ folder: undefined, canton, persons: 0, today: '2026-11-24', host: '127.0.0.1', port: 0 },
    });
    const answer = await post(running.url, path, body, headers);
    expect(answer.status).toBe(status);
    expect(running.store.disclosures('anna')).toEqual([]);
    await running.close();
  });

  it('hashes the headers as they came', async () => {
    const running = await serveRegister({
      ...{ folder: undefined, canton, persons: 0, today: '2026-11-24', host: '127.0.0.1', port: 0 },
    });
    const { request } = await import('node:http');
    const sent: [string, string][] = [
      ['Host', 'localhost'],
      ['X-Road-Client', client],
      ['x-road-ID', 'abc'],
      ['Content-Length', '2'],
    ];
    const hash = await new Promise<unknown>((resolve) => {
      const outgoing = request(`${running.url}/r1/${service}/v1/read`, {
        method: 'POST',
        headers: sent.flat(),
      });
      outgoing.on('response', (incoming) => resolve(incoming.headers['x-road-request-hash']));
      outgoing.end('{}');
    });
    expect(hash).toBe(requestHash('POST', `/r1/${service}/v1/read`, sent, Buffer.from('{}')));
    await running.close();
  });
});
