// The invented identities: the canton's own file is right, and a broken one stops the start with all its faults.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load as parse } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../kernel/app.ts';
import { readCanton } from '../../../kernel/canton.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';
import { organisation } from '../../organisation/module.ts';
import { demoIdentities, loadIdentities } from './identities.ts';

const original = join(projectFolder, 'canton/basel-stadt');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drehscheibe-canton-'));
  await cp(original, folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As much of a program as reading the file needs. */
async function load(identities?: string): Promise<App> {
  if (identities !== undefined) await writeFile(join(folder, 'demo/identities.yaml'), identities);
  const app = {
    config: { mode: 'demo' },
    canton: await readCanton(identities === undefined ? original : folder),
  } as App;
  await organisation.start?.(app);
  await loadIdentities(app);
  return app;
}

interface Named {
  id: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  inRegister?: boolean;
}

describe('demo/identities.yaml', () => {
  it('agrees with the invented persons and organisations', async () => {
    const identities = demoIdentities(await load());
    const read = async (file: string) =>
      parse(await readFile(join(original, 'demo', file), 'utf8')) as Named[];
    const persons = await read('persons.yaml');
    const companies = await read('organisations.yaml');
    for (const { id, name, email, registerId, organisationId } of identities) {
      if (organisationId !== undefined) expect(companies.map((each) => each.id)).toContain(organisationId);
      if (registerId === undefined) continue;
      const person = persons.find((each) => each.id === registerId);
      expect(person, id).toMatchObject({ id: registerId, email });
      expect(`${person?.firstName} ${person?.lastName}`).toBe(name);
      expect(person?.inRegister).not.toBe(false);
    }
    expect(identities.find((each) => each.id === 'resident-bruno')?.registerId).toBeUndefined();
  });

  it('stops the start when it is broken, with every fault and its place', async () => {
    const description = 'description: { de: x, fr: x, it: x, en: x }';
    const common = `invented: true\n  email: a@example.org\n  assurance: low\n  ${description}`;
    const staff = (id: string, rest: string) =>
      `- id: ${id}\n  kind: staff\n  name: N\n  ${common}\n  ${rest}\n`;
    const text = [
      staff('twice', 'roles: [clerk]\n  unit: veterinaeramt'),
      staff('twice', 'roles: [clerk]\n  unit: veterinaeramt'),
      staff('nowhere', 'roles: [clerk]\n  unit: ministry-of-walks'),
      staff('homeless', 'roles: [clerk]'),
      staff('both', 'roles: [clerk, resident]\n  unit: veterinaeramt\n  registerId: anna'),
      `- id: grand\n  kind: person\n  name: N\n  ${common}\n  roles: [hub]\n  unit: veterinaeramt\n`,
    ].join('');
    const failure = await load(text).then(
      () => '',
      (error: unknown) => String(error),
    );
    for (const fault of [
      'The identity twice is there twice',
      'There is no unit ministry-of-walks',
      'homeless is staff and needs a unit',
      'resident is no role of staff',
      'both is staff and has no register entry',
      'grand is a person; only staff have a unit',
      'grand is a person; its only role is resident',
    ]) {
      expect(failure).toContain(fault);
    }
    expect(failure).toMatch(/identities\.yaml:\d+ /);
  });

  it.each([
    ['no list', 'a: b'],
    ['nobody', '[]'],
    [
      'somebody real',
      '- { id: a, invented: false, kind: person, name: A, email: a@example.org, roles: [resident], assurance: low, description: { de: x, fr: x, it: x, en: x } }',
    ],
    [
      'a text missing',
      '- { id: a, invented: true, kind: person, name: A, email: a@example.org, roles: [resident], assurance: low, description: { de: x, fr: x, it: x } }',
    ],
    [
      'an unknown role',
      '- { id: a, invented: true, kind: person, name: A, email: a@example.org, roles: [king], assurance: low, description: { de: x, fr: x, it: x, en: x } }',
    ],
    [
      'a real address',
      '- { id: a, invented: true, kind: person, name: A, email: a@example.com, roles: [resident], assurance: low, description: { de: x, fr: x, it: x, en: x } }',
    ],
    ['no YAML', '- ['],
  ])('is refused with %s', async (_name, text) => {
    await expect(load(text)).rejects.toThrow(/identities\.yaml/);
  });
});
