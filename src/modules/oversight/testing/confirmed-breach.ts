// A breach whose persons are fixed and wait to be told; for tests.
import { randomUUID } from 'node:crypto';
import { barePool } from '../../../../tests/support/unguarded.ts';
import type { App } from '../../../kernel/app.ts';

/**
 * @param persons accounts that are affected
 * @returns id of the breach, and how each of them was told: `undefined` for not yet
 */
export async function confirmedBreach(app: App, persons: readonly string[]) {
  const id = randomUUID();
  const rows = async (text: string, values: unknown[]) =>
    (await barePool(app).query(text, values)).rows as Record<string, unknown>[];
  await rows(
    `insert into oversight.incident (id, revision, what, noticed_at, due, exposed_from, unit, fields, purposes, of_case,
         consequences, measures, advice, recorded_at, confirmed_at)
       values ($1, 0, 'Test', now(), now() + interval '72 hours', now(), 'veterinaeramt', '{}', '{}', false, '', '', '{}', now(), now())`,
    [id],
  );
  await rows(
    `insert into oversight.incident_person (incident_id, account_id, fields, uses, first_at, last_at)
       select $1, person, '{name}', 1, now(), now() from unnest($2::uuid[]) as person`,
    [id, persons],
  );
  const told = async () => {
    const found = await rows(
      'select account_id, told_how from oversight.incident_person where incident_id = $1',
      [id],
    );
    return new Map(found.map((row) => [row['account_id'], row['told_how'] ?? undefined]));
  };
  return { id, told };
}
