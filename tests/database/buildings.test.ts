// The register of buildings: dwellings are offered in the form of a move and at the counter; silent, wrong or without the building, it is in nobody's way.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { lookUpBuilding } from '../../src/engine/index.ts';
import { exampleAnswers, examplesOf, serviceById } from '../../src/modules/catalogue/index.ts';
import { registersOf } from '../../src/modules/data/index.ts';
import { startBuildings } from '../../src/modules/data/queries/find-building.ts';
import { openCircuits } from '../../src/modules/data/registers/ask-register.ts';
import { signIn } from '../../src/modules/identity/testing/sign-in.ts';
import type { BadRegister, Behaviour } from '../support/bad-register.ts';
import { behindRegister, type BehindRegister } from '../support/behind-register.ts';
import { CookieJar, csrfOf } from '../support/cookie-jar.ts';
import type { TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';

const service = 'umzug-melden';
const form = `/leistungen/${service}/formular`;
const at = { street: 'Aeschengraben', houseNumber: '994', postalCode: '4051', town: 'Basel' };

let behind: BehindRegister;
let between: BadRegister;
let program: TestProgram;

beforeAll(async () => {
  behind = await behindRegister({ NOW: '2026-11-24T09:00:00+01:00' });
  ({ between, program } = behind);
});
afterAll(() => behind.stop());
beforeEach(() => {
  behind.mend();
  startBuildings(program.app);
});

const building = (address = at) => {
  const definition = serviceById(program.app, service);
  return registersOf(program.app, definition).building(address);
};

it('is found by its address, with its dwellings, and asked once as long as the answer may be kept', async () => {
  between.questions();
  const found = await building();
  expect(found).toMatchObject({ egid: '990000004', constructionYear: 1880 + ((4 * 37) % 145) });
  expect(found).toMatchObject({
    asOf: '2026-11-24',
    dwellings: expect.arrayContaining([expect.objectContaining({ ewid: '1', floor: 0 })]),
  });
  await building();
  expect(between.questions()).toBe(1);
  // Case and blanks don't count; a number that no building has is no fault.
  expect(await building({ ...at, street: 'aeschengraben ' })).toMatchObject({ egid: '990000004' });
  expect(await building({ ...at, houseNumber: '12' })).toBeUndefined();
});

it('says nothing to a service without a grant, or without an address', async () => {
  between.questions();
  const other = serviceById(program.app, 'hund-anmelden');
  expect(await registersOf(program.app, other).building(at)).toBeUndefined();
  const definition = serviceById(program.app, service);
  const asked = (address: unknown) =>
    lookUpBuilding('', address, registersOf(program.app, definition), { lists: {} });
  expect([await asked(undefined), await asked({ street: 'x' })]).toEqual([undefined, undefined]);
  expect(between.questions()).toBe(0);
});

it.each<Behaviour>(['dead', 'slow', 'huge', 'garbage', 'failing', 'wrong-hash'])(
  '%s, it is silent',
  async (behaviour) => {
    between.behave(behaviour);
    expect(await building()).toBe('silent');
    between.behave('good');
    openCircuits(program.app);
    // A bad answer is not kept.
    expect(await building()).toMatchObject({ egid: '990000004' });
  },
);

async function move(): Promise<{ jar: CookieJar; draftId: string }> {
  await bareDb(program.app).deleteFrom('intake.draft').where('submitted_ref', 'is', null).execute();
  const jar = new CookieJar(program.origin);
  await signIn(jar, 'resident-anna');
  await jar.fetch(form);
  const [example] = examplesOf(program.app, service);
  if (!example) throw new Error('The service has no example');
  const { id } = await bareDb(program.app)
    .updateTable('intake.draft')
    .set({
      answers: JSON.stringify({ ...exampleAnswers(program.app, example), neueAdresse: at, ewid: undefined }),
    })
    .where('submitted_ref', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow();
  return { jar, draftId: id };
}

const answered = async () =>
  (
    await bareDb(program.app)
      .selectFrom('intake.draft')
      .select('answers')
      .where('submitted_ref', 'is', null)
      .executeTakeFirstOrThrow()
  ).answers as Record<string, unknown>;

it('in the form the flat is chosen from those of the house, with where from and as of when', async () => {
  const { jar, draftId } = await move();
  const html = await (await jar.fetch(`${form}/wohnung?lang=de`)).text();
  expect(html).toContain('Gebäude EGID 990000004');
  expect(html).toMatch(/Gebäuderegister, Stand 24\.\s*November\s2026/);
  expect(html).toMatch(/Erdgeschoss, links, \d Zimmer \(EWID 1\)/);
  const post = (fields: Record<string, string>) =>
    jar.post(`${form}/wohnung`, {
      ...{ _csrf: csrfOf(html), _draft: draftId, _do: 'next', '_asked.ewid': '1' },
      ...fields,
    });
  await post({ ewid: '', 'ewid.offered': '', 'ewid.meant': '2' });
  expect(await answered()).toMatchObject({ ewid: '2' });
  // Whoever types anew means what they type; «none of these» is no answer.
  await post({ ewid: '7', 'ewid.offered': '2', 'ewid.meant': '1' });
  expect(await answered()).toMatchObject({ ewid: '7' });
});

it('while it is silent the form says so, and the flat may be typed or left out', async () => {
  between.behave('dead');
  const { jar } = await move();
  const html = await (await jar.fetch(`${form}/wohnung?lang=en`)).text();
  expect(html).toContain('The register of buildings is not answering at the moment');
  expect(html).toContain('name="ewid"');
});

it('everyone may know a building by its number, but not its dwellings', async () => {
  const answer = await fetch(`${program.origin}/api/v1/buildings/990000004`);
  expect(await answer.json()).toEqual({
    ...{ egid: '990000004', address: at, municipality: 'Basel', constructionYear: 1880 + ((4 * 37) % 145) },
    asOf: '2026-11-24',
  });
  expect((await fetch(`${program.origin}/api/v1/buildings/1`)).status).toBe(404);
  between.behave('dead');
  expect((await fetch(`${program.origin}/api/v1/buildings/990000004`)).status).toBe(503);
});
