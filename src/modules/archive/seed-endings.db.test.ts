// The demonstration shows the end of cases from its first minute: one deleted, one offered, one announced; a second start adds nothing.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { seed } from '../../program.ts';
import { asIdentities } from '../dialogue/testing/as-identities.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
}, 240_000);
afterAll(() => program.stop());

it('has something to see at /archiv, /archiv/protokoll and /konto/loeschungen', async () => {
  const as = asIdentities(program);
  const page = async (path: string, identity: string) => (await as.get(path, identity)).text;
  expect(await page('/archiv/protokoll', 'archivist-karin')).toContain('Betreibung');
  expect(await page('/archiv', 'archivist-karin')).toContain('Solaranlage');
  expect(await page('/konto/loeschungen', 'resident-carla')).toContain('Heimatausweis');
  expect(await page('/konto/zugriffe', 'resident-carla')).toContain('Frist abgelaufen, löschen');
});

it('a second start submits and deletes nothing more', async () => {
  const counts = async () =>
    (
      await barePool(program.app).query(
        'select (select count(*) from cases.matter) as matters, (select count(*) from archive.deletion) as deletions',
      )
    ).rows;
  const before = await counts();
  expect(before).toMatchObject([{ deletions: 1 }]);
  await seed(program.app);
  expect(await counts()).toEqual(before);
});
