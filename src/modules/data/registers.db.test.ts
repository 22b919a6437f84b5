// The registers of addresses and companies in a real database: what is found, what is never shown, and the open addresses.
import { barePool } from '../../../tests/support/unguarded.ts';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookUp } from '../../engine/index.ts';
import { readCanton } from '../../kernel/canton.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { seedStreets } from './actions/seed-streets.ts';
import { registersOf } from './registers/registers-of.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
});
afterAll(() => program.stop());

const get = (path: string) => fetch(`${program.origin}${path}`);
const count = async () => {
  const { rows } = await barePool(program.app).query<{ n: number }>(
    'select count(*)::int as n from data.street',
  );
  return rows[0]?.n ?? 0;
};

describe('streets', () => {
  const like = async (name: string, number?: number) =>
    (await registersOf(program.app).streetsLike(name, number)).map(
      (each) => `${each.name} ${each.postalCode} ${each.hasNumber ? 'has' : 'lacks'}`,
    );

  it('are found by names like theirs, in every postal code, with what is known of the number', async () => {
    expect(await like('Freie Strasse', 5)).toContain('Freie Strasse 4051 has');
    expect((await like('Freistrase', 5))[0]).toBe('Freie Strasse 4051 has');
    expect((await like('Freie Str', 700))[0]).toBe('Freie Strasse 4051 lacks');
    expect((await like('hammerstrasse')).slice(0, 2)).toEqual([
      'Hammerstrasse 4057 has',
      'Hammerstrasse 4058 has',
    ]);
    expect(await like('Zzzz')).toEqual([]);
    expect(await like(`'; drop table data.street --`)).toBeInstanceOf(Array);
    expect(await like('x'.repeat(10_000), 99_999)).toEqual([]);
  });

  it('know the numbers at which invented people live', async () => {
    expect((await like('Oetlingerstrasse', 999))[0]).toBe('Oetlingerstrasse 4057 has');
    expect((await like('Oetlingerstrasse', 989))[0]).toBe('Oetlingerstrasse 4057 lacks');
  });

  it('with their places go with what the engine advises', async () => {
    const typed = { street: 'Freiestr.', houseNumber: '12', postalCode: '4051', town: 'Bâle' };
    const finding = await lookUp({ id: 'a', type: 'address' }, typed, registersOf(program.app), {
      lists: {},
    });
    expect(finding).toMatchObject({
      doubt: 'street',
      suggestions: [
        { address: { street: 'Freie Strasse', houseNumber: '12', postalCode: '4051', town: 'Bâle' } },
      ],
    });
  });

  it('follow the canton’s file: what leaves it goes, a fault in it stops the start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'canton-'));
    await cp('canton/basel-stadt', folder, { recursive: true });
    const file = join(folder, 'registers/streets.yaml');
    const canton = await readCanton(folder);
    const text = await readFile(file, 'utf8');
    const before = await count();
    expect(before).toBeGreaterThan(300);
    const write = (from: RegExp, to: string) => writeFile(file, text.replace(from, to));
    await write(/^ {2}- \{ name: Freie Strasse.*\n/m, '');
    await seedStreets({ ...program.app, canton });
    expect(await count()).toBe(before - 1);
    await write(/name: Gerbergasse, postalCode: '4051'/, `name: Freie Strasse, postalCode: '9999'`);
    await expect(seedStreets({ ...program.app, canton })).rejects.toThrow(/streets\.yaml:\d+ .*9999/);
    await write(/numbers: 1-60/, 'numbers: many');
    await expect(seedStreets({ ...program.app, canton })).rejects.toThrow(/streets\.yaml:\d+ .*numbers/);
    await seedStreets(program.app);
    expect(await count()).toBe(before);
    await rm(folder, { recursive: true });
  });
});

describe('GET /api/v1/addresses', () => {
  const items = async (q: string) =>
    (
      (await (await get(`/api/v1/addresses?q=${encodeURIComponent(q)}`)).json()) as {
        items: { street: string }[];
      }
    ).items;

  it('suggests streets by the beginning of a word, those that begin with it first', async () => {
    expect((await items('frei'))[0]).toEqual({ street: 'Freie Strasse', postalCode: '4051', town: 'Basel' });
    expect((await items('ÄUSSERE b')).map((each) => each.street)).toEqual(['Äussere Baselstrasse']);
    expect((await items('vorst')).map((each) => each.street)).toContain('St. Alban-Vorstadt');
    expect((await items('st')).length).toBe(8);
  });

  it('suggests nothing for one letter, and takes signs of SQL as nothing', async () => {
    for (const q of ['', 'f', '%', '_%', '....']) expect(await items(q)).toEqual([]);
    expect((await get('/api/v1/addresses')).status).toBe(422);
  });

  it('may be kept for an hour, and has a limit', async () => {
    const response = await get('/api/v1/addresses?q=frei');
    expect(response.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(Number(response.headers.get('x-ratelimit-limit'))).toBe(240);
  });
});

describe('GET /api/v1/companies/{uid}', () => {
  it('tells name, legal form and seat, and nothing else', async () => {
    const response = await get('/api/v1/companies/che999000108?lang=fr');
    expect(await response.json()).toEqual({
      uid: 'CHE-999.000.108',
      name: 'Delta Beispiel GmbH',
      legalForm: { id: 'gmbh', text: 'société à responsabilité limitée' },
      seat: 'Basel',
      asOf: program.app.clock.today(),
    });
    expect(Number(response.headers.get('x-ratelimit-limit'))).toBe(30);
  });

  it.each([
    // A sole proprietorship is a person.
    ['CHE-999.000.226'],
    ['CHE-116.281.710'],
    ['CHE-999.000.109'],
    ['Delta'],
  ])('does not know %s', async (uid) => {
    expect((await get(`/api/v1/companies/${encodeURIComponent(uid)}`)).status).toBe(404);
    expect(await registersOf(program.app).company(uid)).toBeUndefined();
  });

  it('shows no entry whose legal form is not known', async () => {
    const store = program.register?.store;
    const company = store?.company({ id: 'spielwerk' });
    if (!store || !company) throw new Error('There is no such company');
    store.putCompany({ ...company, legalForm: 'unbekannt' }, company.asOf);
    expect((await get('/api/v1/companies/CHE-999.000.315')).status).toBe(404);
  });
});
