// A mailbox that the mail server refuses for good keeps no breach open: whoever it belongs to reads it in the account.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smtpSink, type SmtpSink } from '../../../../tests/support/smtp-sink.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { demoActor } from '../../identity/index.ts';
import { confirmedBreach } from '../testing/confirmed-breach.ts';
import { tellAffected } from './tell-affected.ts';

let sink: SmtpSink;
let program: TestProgram;

beforeAll(async () => {
  sink = await smtpSink();
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00', SMTP_URL: sink.url });
  await program.settle();
}, 300_000);
afterAll(async () => {
  await program.stop();
  await sink.stop();
});

it('counts as told in the account only; one that is away for a while is tried again', async () => {
  const persons = await Promise.all(
    ['resident-anna', 'resident-bruno'].map(async (identity) => {
      const actor = await demoActor(program.app, identity);
      if (actor.kind !== 'person') throw new Error('The demonstration has changed');
      return actor;
    }),
  );
  const [anna, bruno] = persons;
  const { id, told } = await confirmedBreach(
    program.app,
    persons.map((each) => each.id),
  );
  sink.unknown = anna?.email;
  sink.refuse = true;
  await expect(tellAffected(program.app, { subject: id })).rejects.toThrow('could not be told yet');
  // The workers may have had one of the mails in hand at that moment; then the job does it the next time.
  const again = async () => {
    await tellAffected(program.app, { subject: id }).catch(() => undefined);
    return told();
  };
  await expect.poll(again, { timeout: 30_000 }).toEqual(
    new Map([
      [anna?.id, 'account'],
      [bruno?.id, undefined],
    ]),
  );
  sink.refuse = false;
  await expect.poll(async () => (await again()).get(bruno?.id), { timeout: 30_000 }).toBe('mail');
});
