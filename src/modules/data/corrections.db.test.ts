// A correction as a message to the register: made once however often it is sent, and only the report that answers this message counts.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { BadRegister, Behaviour } from '../../../tests/support/bad-register.ts';
import { behindRegister, type BehindRegister } from '../../../tests/support/behind-register.ts';
import type { TestProgram } from '../../../tests/support/test-program.ts';
import type { RunningRegister } from '../../register/serve-register.ts';
import { correctEntry } from './registers/send-correction.ts';

let behind: BehindRegister;
let register: RunningRegister;
let between: BadRegister;
let program: TestProgram;
beforeAll(async () => {
  behind = await behindRegister();
  ({ good: register, between, program } = behind);
});
afterEach(() => behind.mend());
afterAll(() => behind.stop());

const reason = { reader: 'correction', purpose: 'correction', legalBasis: 'request', user: 'test' };
const name = () => register.store.resident('anna')?.firstName;
const correct = (correction: string, was: string, value: string, why = reason) =>
  correctEntry(
    program.app,
    'residents',
    { subject: 'anna', field: 'firstName', was, value, correction },
    why,
  );

it('is made, and the report says what stands there now', async () => {
  expect(await correct('one', 'Anna', 'Anne')).toMatchObject({ found: { corrected: true, value: 'Anne' } });
  expect(name()).toBe('Anne');
});

it('the same message again changes nothing, even when the entry has moved on; its report says what stands there now', async () => {
  expect(await correct('two', 'Anne', 'Annette')).toMatchObject({ found: { corrected: true } });
  expect(await correct('three', 'Annette', 'Anna')).toMatchObject({ found: { corrected: true } });
  expect(await correct('two', 'Anne', 'Annette')).toMatchObject({
    found: { corrected: true, value: 'Anna' },
  });
  expect(name()).toBe('Anna');
  // The same number with something else in it is no message of ours.
  expect(await correct('two', 'Anna', 'Anneli')).toEqual({ silent: 'refused' });
  expect(name()).toBe('Anna');
});

it('done without a word from the register, it is done once with the next try', async () => {
  between.behave('lost');
  expect(await correct('four', 'Anna', 'Anita')).toEqual({ silent: 'unreachable' });
  expect(name()).toBe('Anita');
  between.behave('good');
  expect(await correct('four', 'Anna', 'Anita')).toMatchObject({
    found: { corrected: true, value: 'Anita' },
  });
});

it('a negative report: the entry says otherwise by now, there is none, or no grant', async () => {
  expect(await correct('five', 'Anna', 'Berta')).toMatchObject({
    found: { corrected: false, value: 'Anita' },
  });
  // What was refused once stays so under its number, even where it would go now.
  expect(await correct('eight', 'Anita', 'Anna')).toMatchObject({ found: { corrected: true } });
  expect(await correct('five', 'Anna', 'Berta')).toMatchObject({
    found: { corrected: false, value: 'Anna' },
  });
  expect(await correct('nine', 'Anna', 'Anita')).toMatchObject({ found: { corrected: true } });
  const nobody = { subject: 'nobody', field: 'firstName', was: 'A', value: 'B', correction: 'six' };
  expect(await correctEntry(program.app, 'residents', nobody, reason)).toEqual({ found: undefined });
  const other = { ...reason, reader: 'hund-anmelden' };
  expect(await correct('seven', 'Anita', 'Berta', other)).toEqual({ silent: 'refused' });
  expect(name()).toBe('Anita');
});

it.each<[Behaviour, string]>([
  ['other-message', 'other-question'],
  ['somebody-else', 'other-person'],
  ['garbage', 'malformed'],
  ['huge', 'too-large'],
  ['slow', 'late'],
  ['wrong-hash', 'wrong-hash'],
  ['failing', 'failed'],
])('an answer that is %s is none', async (behaviour, trouble) => {
  between.behave(behaviour);
  const was = name() ?? '';
  const value = `${was}a`;
  expect(await correct(behaviour, was, value)).toEqual({ silent: trouble });
  // The register has done it; the same message brings its report.
  behind.mend();
  expect(await correct(behaviour, was, value)).toMatchObject({ found: { corrected: true, value } });
  expect(name()).toBe(value);
});

it('the register answers what has no header of eCH-0058 with a plain no', async () => {
  const service = 'CH-DEMO/GOV/BASEL-STADT/einwohnerregister/personen';
  const answer = await fetch(`${register.url}/r1/${service}/v1/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/xml',
      'x-road-client': 'CH-DEMO/GOV/BASEL-STADT/drehscheibe',
      'x-road-id': 'one',
    },
    body: '<delivery/>',
  });
  expect(answer.status).toBe(400);
});
