// Registers that answer late, twice, for somebody else, with a wrong hash, with 10 MB, or not at all: nothing of it is used, nobody waits.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { BadRegister, Behaviour } from '../../../../tests/support/bad-register.ts';
import { behindRegister, type BehindRegister } from '../../../../tests/support/behind-register.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { findResidents } from '../queries/find-residents.ts';
import { askRegisterEntries } from '../queries/export-register-entries.ts';
import { findEntries, openCircuits, readEntry } from './ask-register.ts';

let behind: BehindRegister;
let between: BadRegister;
let program: TestProgram;

beforeAll(async () => {
  behind = await behindRegister();
  ({ between, program } = behind);
});
afterAll(() => behind.stop());
beforeEach(() => behind.mend());

const why = { reader: 'hund-anmelden', purpose: 'hundekontrolle', legalBasis: 'Hundegesetz', user: 'test' };
const read = (id = 'anna', fields = ['firstName', 'address']) =>
  readEntry(program.app, 'residents', id, fields, why);

it('a good one is used: only the fields that were asked for, kept no longer than canton and register allow', async () => {
  const answer = await read();
  expect(answer).toMatchObject({ found: { id: 'anna', asOf: '2026-11-24', values: { firstName: 'Anna' } } });
  if (!('found' in answer) || !answer.found) throw new Error('Nobody was found');
  expect(Object.keys(answer.found.values)).toEqual(['firstName', 'address']);
  const hours = (answer.found.until.getTime() - program.app.clock.now().getTime()) / 3_600_000;
  expect(hours).toBeCloseTo(24, 1);
  expect(await read('nobody')).toEqual({ found: undefined });
});

/** Every register, with an entry of its own and another one that a wrong answer could be about. */
const each = [
  ['residents', 'anna', ['firstName', 'address']],
  ['companies', 'delta', ['name', 'uid']],
  ['vehicles', 'anna', ['plate', 'firstRegistration']],
  ['taxes', 'anna', ['taxYear', 'netIncome']],
] as const;
const behaviours: [Behaviour, string[]][] = [
  ['dead', ['unreachable']],
  ['slow', ['late']],
  ['endless', ['too-large', 'late']],
  ['huge', ['too-large']],
  ['somebody-else', ['other-person']],
  ['wrong-hash', ['wrong-hash']],
  ['failing', ['failed']],
  ['garbage', ['malformed']],
];

it.each(each)('%s: no bad answer is used, a good one after it is', async (register, id, fields) => {
  const own = { reader: 'correction', purpose: 'correction', legalBasis: 'request', user: 'test' };
  const ask = () => readEntry(program.app, register, id, fields, own);
  const found = await ask();
  expect(found).toMatchObject({ found: { id } });
  expect(Object.keys('found' in found ? (found.found?.values ?? {}) : {})).toEqual([...fields]);
  for (const [behaviour, troubles] of behaviours) {
    between.behave(behaviour);
    openCircuits(program.app);
    const answer = await ask();
    expect(troubles, behaviour).toContain('silent' in answer ? answer.silent : 'used');
  }
  between.behave('good');
  openCircuits(program.app);
  const again = await ask();
  expect('found' in again && again.found?.values).toEqual('found' in found && found.found?.values);
  expect(await readEntry(program.app, register, 'nobody', fields, own)).toEqual({ found: undefined });
  // What the grant does not name stays in the register.
  expect(await readEntry(program.app, register, id, ['diedOn'], own)).toEqual({ silent: 'refused' });
});

it('an answer that comes twice counts once, and never for the next question', async () => {
  between.behave('twice');
  for (const id of ['anna', 'carla', 'anna', 'rosa']) {
    const answer = await read(id);
    if ('found' in answer) expect(answer.found?.id).toBe(id);
  }
  between.behave('good');
  await between.copied();
  await expect
    .poll(() => {
      openCircuits(program.app);
      return read();
    })
    .toMatchObject({ found: { id: 'anna' } });
});

it('the answer to the question before is none to this one', async () => {
  await read('carla');
  between.behave('stale');
  expect(await read('anna')).toEqual({ silent: 'other-question' });
});

it('what was not asked for is dropped', async () => {
  between.behave('more-than-asked');
  expect(JSON.stringify(await read())).not.toContain('Konfession');
});

it('without a grant the register says no, and that is no outage', async () => {
  for (let times = 0; times < 5; times++) expect(await read('anna', ['ahv'])).toEqual({ silent: 'refused' });
  expect(await read()).toMatchObject({ found: { id: 'anna' } });
});

it('people who do not agree with what was looked for are not shown to the clerk', async () => {
  const find = () =>
    findEntries(
      program.app,
      'residents',
      { lastName: 'beispiel', birthDate: '1989-04-12' },
      ['firstName', 'lastName', 'birthDate'],
      { reader: 'identify-at-counter', purpose: 'identify', legalBasis: 'request', user: 'test' },
    );
  expect(await find()).toMatchObject({ found: [{ id: 'anna' }] });
  between.behave('somebody-else');
  expect(await find()).toEqual({ silent: 'other-person' });
});

it('nor is somebody else to whom the AHV number that was looked for does not belong', async () => {
  const clerk = { id: randomUUID() } as StaffActor;
  const find = () => findResidents(program.app, clerk, { ahv: '756.9999.0010.14' });
  expect(await find()).toMatchObject([{ registerId: 'anna' }]);
  between.behave('somebody-else');
  await expect(find()).rejects.toMatchObject({ code: 'REGISTER_SILENT' });
});

it('a dead one is left alone after three times, and costs nothing then', async () => {
  between.behave('dead');
  between.questions();
  for (let times = 0; times < 3; times++) await read();
  for (let times = 0; times < 200; times++) expect(await read()).toEqual({ silent: 'left-alone' });
  expect(between.questions()).toBe(3);
});

it('one person’s wrong answers leave nobody else alone', async () => {
  between.behave('wrong-hash');
  for (let times = 0; times < 5; times++) await read();
  between.behave('good');
  expect(await read('carla')).toMatchObject({ found: { id: 'carla' } });
});

it('the export says that a register did not answer instead of showing nothing', async () => {
  between.behave('dead');
  const anna = { id: randomUUID(), registerId: 'anna', organisationId: undefined } as PersonActor;
  expect(await askRegisterEntries(program.app, anna)).toEqual({
    ...{ resident: 'no-answer', company: null, vehicle: 'no-answer', tax: 'no-answer' },
  });
});

it('the public entry of a company says that the register does not answer, not that there is none', async () => {
  between.behave('dead');
  const answer = await fetch(`${program.origin}/api/v1/companies/CHE-999.000.108`);
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, 'REGISTER_SILENT']);
});
