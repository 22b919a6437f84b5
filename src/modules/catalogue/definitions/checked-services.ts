// Remembers which services have passed all checks, so that a start reads their definitions instead of judging them again.
import { createHash, type Hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import type { Example, ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Canton } from '../../../kernel/canton.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { programMark } from '../../../kernel/program-mark.ts';

export interface CheckedService {
  definition: ServiceDefinition;
  examples: Example[];
}

/** A fingerprint stands for a service's folder with its files, and for everything that they are checked against. */
export type Fingerprint = (folder: string, files: Readonly<Record<string, string>>) => string;

/**
 * Makes fingerprints for this canton and this program. They take in every file beside `services/` and `demo/`, not only
 * those which the checks read today, so that no later check can be forgotten.
 */
export async function fingerprints(canton: Canton): Promise<Fingerprint> {
  const around = createHash('sha256').update(await programMark());
  for (const folder of ['.', 'lists', 'registers']) {
    const entries = await readdir(join(canton.folder, folder), { withFileTypes: true }).catch(() => []);
    for (const { name } of entries
      .filter((entry) => entry.isFile())
      .sort((a, b) => (a.name < b.name ? -1 : 1)))
      add(around, `${folder}/${name}`, await readFile(join(canton.folder, folder, name), 'utf8'));
  }
  const mark = around.digest('hex');
  return (folder, files) => {
    const hash = createHash('sha256').update(mark);
    add(hash, basename(folder), '');
    for (const path of Object.keys(files).sort()) add(hash, path, files[path] ?? '');
    return hash.digest('hex');
  };
}

/** With its length, so that no two sets of files read the same. */
function add(hash: Hash, path: string, text: string): void {
  hash.update(JSON.stringify([path, text.length])).update(text);
}

/** Those of the fingerprints whose services passed before, with their definitions as published. */
export async function checkedBefore(
  app: App,
  wanted: readonly string[],
): Promise<Map<string, CheckedService>> {
  const rows = await app.db
    .selectFrom('catalogue.checked_service as checked')
    .innerJoin('catalogue.service_version as published', (join) =>
      join
        .onRef('published.service_id', '=', 'checked.service_id')
        .onRef('published.version', '=', 'checked.version'),
    )
    .select(['checked.fingerprint', 'checked.examples', 'published.definition'])
    .where('checked.fingerprint', '=', sql<string>`any(${[...wanted]})`)
    .execute();
  return new Map(
    rows.map(({ fingerprint, definition, examples }) => [
      fingerprint,
      {
        definition: definition as unknown as ServiceDefinition,
        examples: examples as unknown as Example[],
      },
    ]),
  );
}

/** Remembers services that have passed and were published. */
export async function keepChecked(
  db: Database,
  services: readonly { id: string; version: number; fingerprint: string; examples: string }[],
): Promise<void> {
  if (services.length === 0) return;
  await db
    .insertInto('catalogue.checked_service')
    .values(
      services.map(({ id, version, fingerprint, examples }) => ({
        service_id: id,
        version,
        fingerprint,
        examples,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('service_id').doUpdateSet((eb) => ({
        version: eb.ref('excluded.version'),
        fingerprint: eb.ref('excluded.fingerprint'),
        examples: eb.ref('excluded.examples'),
      })),
    )
    .execute();
}
