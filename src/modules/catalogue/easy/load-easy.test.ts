// The canton's pages in easy language are easy, complete and say the same numbers as the services.
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../kernel/app.ts';
import { readCanton } from '../../../kernel/canton.ts';
import { numbersOf } from './easy-rules.ts';
import { easyAddress, easyHomeLink, easyOf } from './easy-text.ts';
import { loadEasy } from './load-easy.ts';

const folder = 'canton/basel-stadt';
const everything = { has: () => true } as unknown as ReadonlySet<string>;
const known = { lifeEvents: everything, online: everything, services: everything };

describe('of the canton', async () => {
  const canton = await readCanton(folder);
  const { texts, faults } = await loadEasy(canton, known);

  it('every line is easy and every hard word explained', () => expect(faults).toEqual([]));

  it('every guided life event and twenty services have one', async () => {
    const guides = (await readdir(join(folder, 'life-events'))).map((name) => name.replace(/\.yaml$/, ''));
    expect([...(texts?.events.keys() ?? [])].sort()).toEqual(guides.sort());
    expect(texts?.services.size).toBeGreaterThanOrEqual(20);
  });

  it.each([...(texts?.services ?? [])])(
    '%s says no number that the service does not say',
    async (id, easy) => {
      const said = numbersOf(await readFile(join(folder, 'services', id, 'texts', 'de.yaml'), 'utf8'));
      const lines = [...easy.about, ...easy.who, ...easy.steps, ...(easy.good ?? [])];
      expect(said).toEqual(expect.arrayContaining(numbersOf(lines.join(' '))));
    },
  );
});

describe('faults', () => {
  let copy = '';
  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'easy-'));
    await cp(folder, copy, { recursive: true });
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  it.each([
    [
      'services.yaml',
      'Sie haben neu einen Hund.',
      'Die Hundehaltungsbewilligung fehlt',
      'Hundehaltungsbewilligung',
    ],
    ['home.yaml', 'words: [amt,', 'words: [unbekannt, amt,', 'The word unbekannt is not explained'],
    [
      'words.yaml',
      'amt:\n',
      'niemand:\n  word: Nie\n  lines: [Nie.]\namt:\n',
      'No page explains the word niemand',
    ],
  ])('%s: %s', async (name, from, to, message) => {
    const path = join(copy, 'easy-language', name);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(from, to));
    const { faults } = await loadEasy(await readCanton(copy), known);
    await writeFile(path, text);
    expect(faults.join('\n')).toContain(message);
  });

  it('a service that is only described, since cost, time and form come from a definition', async () => {
    const { faults } = await loadEasy(await readCanton(copy), {
      ...known,
      online: new Set(['hund-anmelden']),
    });
    expect(faults.join('\n')).toContain('There is no service online umzug-melden');
  });

  it('a step to a service that does not exist', async () => {
    const { faults } = await loadEasy(await readCanton(copy), {
      ...known,
      services: new Set(['hund-anmelden']),
    });
    expect(faults.join('\n')).toMatch(
      /life-events\.yaml:\d+ zuzug\.steps\[0\]\.service: There is no service zuzug-anmelden/,
    );
  });
});

it('a canton without such pages has no links to them', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'easy-none-'));
  await cp(join(folder, 'canton.yaml'), join(empty, 'canton.yaml'));
  const { texts, faults } = await loadEasy(await readCanton(empty), known);
  await rm(empty, { recursive: true });
  expect([texts, faults]).toEqual([undefined, []]);
  const app = {} as App;
  easyOf.set(app, { texts });
  expect(easyAddress(app, 'services', 'hund-anmelden')).toBeUndefined();
  expect(easyHomeLink(app, 'de')).toEqual([]);
});
