// A published version never changes: the same again is fine, another content under the same number stops the start.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../kernel/db/connect.ts';
import { evaluateService } from '../queries/evaluate-service.ts';
import { contextOf, remedyOf } from '../queries/context.ts';
import { examplesOf, requireServiceVersion, serviceById, serviceVersion } from '../queries/services.ts';
import { cataloguedApp, type CataloguedApp } from '../testing/catalogued-app.ts';
import { publishServices } from './publish-services.ts';

let catalogued: CataloguedApp;
let folder: string;
/** Version of the dog registration in the repository. */
let version: number;
beforeAll(async () => {
  catalogued = await cataloguedApp();
  version = serviceById(catalogued.app, 'hund-anmelden')?.version ?? 0;
  folder = await mkdtemp(join(tmpdir(), 'canton-'));
  await cp('canton/basel-stadt', folder, { recursive: true });
});
afterAll(async () => {
  await catalogued.stop();
  await rm(folder, { recursive: true });
});

async function change(file: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  await writeFile(path, changed);
}

const versions = () =>
  catalogued.app.db
    .selectFrom('catalogue.service_version')
    .select(['service_id', 'version'])
    .where('service_id', '=', 'hund-anmelden')
    .orderBy('version')
    .execute();

describe('publishing', () => {
  it('publishes every service once; starting again adds nothing', async () => {
    await catalogued.restart();
    await Promise.all([catalogued.restart(), catalogued.restart()]);
    expect(await versions()).toEqual([{ service_id: 'hund-anmelden', version }]);
  });

  it('waits for a slow machine between two services, however soon the database ends idle transactions', async () => {
    const { app } = catalogued;
    const slow = {
      transaction: () => ({
        execute: <Result>(work: (db: Database) => Promise<Result>) =>
          app.db.transaction().execute(async (db) => {
            await sql`set local idle_in_transaction_session_timeout = '50ms'`.execute(db);
            return work(db);
          }),
      }),
    };
    const result = publishServices({ ...app, db: slow as Database }, async () => {
      // The time itself is what is tried: longer than the database would wait.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return 'published';
    });
    expect(await result).toBe('published');
  });

  it('does not check again what has passed, until a file, a list or anything else around it changes', async () => {
    const mark = () => catalogued.app.pool.query(`update catalogue.checked_service set examples = '[]'`);
    const examples = async () => {
      const app = await catalogued.restart(folder);
      return examplesOf(app, 'hund-anmelden').length;
    };
    const all = await examples();
    expect(all).toBeGreaterThan(3);
    await mark();
    expect(await examples()).toBe(0);
    await change(
      'services/hund-anmelden/cases.yaml',
      /$/,
      '\n# A comment changes no meaning, but who knows that unread?\n',
    );
    expect(await examples()).toBe(all);
    await mark();
    await change('lists/hunderassen.yaml', /$/, '\n# Nor this one.\n');
    expect(await examples()).toBe(all);
    await mark();
    await change('holidays.yaml', /$/, '\n# Nor this one.\n');
    expect(await examples()).toBe(all);
  });

  it('stops the start when a text changes under the same version, and says what to do', async () => {
    await change('services/hund-anmelden/texts/de.yaml', 'title: Hund anmelden', 'title: Hund melden');
    await expect(catalogued.restart(folder)).rejects.toThrow(
      new RegExp(
        String.raw`hund-anmelden/service\.yaml version: Version ${version} was published with another content.*` +
          String.raw`Raise the version to ${version + 1}\.`,
      ),
    );
    expect(await versions()).toHaveLength(1);
  });

  it('publishes a raised version; the old one stays as it was, with its own lists and remedy', async () => {
    await change('services/hund-anmelden/service.yaml', `version: ${version}`, `version: ${version + 1}`);
    await change('lists/hunderassen.yaml', "de: 'Labrador Retriever'", "de: 'Labrador'");
    const app = await catalogued.restart(folder);
    expect(await versions()).toHaveLength(2);
    const today = serviceById(app, 'hund-anmelden');
    const old = await serviceVersion(app, 'hund-anmelden', version);
    expect(today?.texts.de['title']).toBe('Hund melden');
    expect(old?.texts.de['title']).toBe('Hund anmelden');
    const labrador = (definition: typeof today) =>
      contextOf(app, definition).lists['hunderassen']?.find((option) => option.id === 'labrador')?.de;
    expect(labrador(old)).toBe('Labrador Retriever');
    expect(labrador(today)).toBe('Labrador');
    expect(old && remedyOf(app, 'rekurs-departement', old)?.notice.days).toBe(10);
  });

  it('reads an old version as it was published: rules in their order, the same evaluation', async () => {
    const app = await catalogued.restart(folder);
    for (const id of ['zuzug-anmelden', 'betreibungsauszug', 'hund-anmelden']) {
      const before = serviceById(catalogued.app, id);
      const { rows } = await catalogued.app.pool.query<{ definition: unknown }>(
        'select definition from catalogue.service_version where service_id = $1 and version = $2',
        [id, before?.version],
      );
      expect(JSON.stringify(rows[0]?.definition)).toBe(JSON.stringify(before));
    }
    const first = serviceById(catalogued.app, 'hund-anmelden');
    const old = await requireServiceVersion(app, 'hund-anmelden', version);
    const answers = { hunde: [{ rasse: 'labrador' }], ergaenzungsleistungen: false };
    expect(first && evaluateService(app, first, answers)).toEqual(evaluateService(app, old, answers));
  });

  it('knows no version that was never published', async () => {
    expect(await serviceVersion(catalogued.app, 'hund-anmelden', 99)).toBeUndefined();
    expect(await serviceVersion(catalogued.app, 'nothing', 1)).toBeUndefined();
    expect(await serviceVersion(catalogued.app, 'hund-anmelden', 1.5)).toBeUndefined();
  });

  it('lists the faults of all files and services at once, with file and line', async () => {
    await change('services/umzug-melden/service.yaml', /owner: \S+/, 'owner: nobody');
    await change('services/schulurlaub/texts/fr.yaml', /^title: .*$/m, '');
    await change('remedies.yaml', /\{notice\}/g, '{notcie}');
    await change('services/baum-faellen/service.yaml', /audience: \[[^\]]*\]/, 'audience: [martians]');
    const error: unknown = await catalogued.restart(folder).catch((each: unknown) => each);
    const message = error instanceof Error ? error.message : '';
    expect(message).toMatch(/The services have \d+ faults:/);
    expect(message).toMatch(/umzug-melden\/service\.yaml:\d+:\d+ owner: /);
    expect(message).toMatch(/schulurlaub\/texts\/fr\.yaml:\d+:\d+ title: /);
    expect(message).toMatch(/remedies\.yaml:\d+ rekurs-departement\.text\.de: /);
  });
});
