// The list of those for whom one acts: a look concerns whoever is shown, and writes nothing that the register has said before.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserOf, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';
import type { CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { barePool } from '../support/unguarded.ts';

let program: TestProgram;
let luis: CookieJar;
const rows = async <Row>(text: string): Promise<Row[]> =>
  (await barePool(program.app).query(text)).rows as Row[];

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  // What the demonstration has done for a child asks the registers, too: it is over before anything is counted.
  await program.settle();
  luis = await browserOf(program, 'resident-luis');
}, 240_000);
afterAll(() => program.stop());

/** How often each child was looked at, so far. */
const looks = async () =>
  Object.fromEntries(
    (
      await rows<{ key: string; count: number }>(
        `select represented_key as key, count(entry.id)::int as count from mandates.representation as child
           left join kernel.access_entry as entry on entry.subject_id = child.represented_id and entry.purpose = 'representation'
         where representative_key = 'luis' group by represented_key`,
      )
    ).map(({ key, count }) => [key, count]),
  );
const versions = () =>
  rows("select id, xmin::text from mandates.representation where representative_key = 'luis' order by id");

it('logs who is shown, once for each look, and keeps only what is new', async () => {
  const { mateo = 0, alba = 0 } = await looks();
  await htmlOf(luis, '/vertretung');
  expect(await looks()).toEqual({ mateo: mateo + 1, alba: alba + 1 });
  const kept = await versions();
  await htmlOf(luis, '/vertretung?q=mateo');
  expect(await looks()).toEqual({ mateo: mateo + 2, alba: alba + 1 });
  expect(await versions()).toEqual(kept);
  // Another name is new: it is kept, and the look is logged although only the other one is shown.
  await rows("update mandates.representation set represented_name = 'Alba' where represented_key = 'alba'");
  await htmlOf(luis, '/vertretung?q=mateo');
  expect(await looks()).toEqual({ mateo: mateo + 3, alba: alba + 2 });
  expect(await htmlOf(luis, '/vertretung?q=alba')).toContain('Alba Ejemplo');
});

it('asks the registers with its first page only', async () => {
  const asked = () => program.register?.store.disclosures('mateo').length ?? 0;
  const before = asked();
  await htmlOf(luis, '/vertretung');
  expect(asked()).toBe(before + 1);
  const [alba] = await rows<{ id: string }>(
    "select id from mandates.representation where represented_key = 'alba'",
  );
  const page = await htmlOf(luis, `/vertretung?cursor=${alba?.id}`);
  expect(page).toContain('Mateo Ejemplo');
  expect(page).not.toContain('Alba Ejemplo');
  expect(asked()).toBe(before + 1);
});
