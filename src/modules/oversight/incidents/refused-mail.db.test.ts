// A mailbox that the mail server refuses for good keeps no breach open: whoever it belongs to reads it in the account.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smtpSink, type SmtpSink } from '../../../../tests/support/smtp-sink.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { demoActor } from '../../identity/index.ts';
import { tellAffected } from './tell-affected.ts';

let sink: SmtpSink;
let program: TestProgram;
const rows = async (text: string, values: unknown[]) =>
  (await barePool(program.app).query(text, values)).rows as Record<string, unknown>[];

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
  const id = randomUUID();
  const persons = await Promise.all(
    ['resident-anna', 'resident-bruno'].map(async (identity) => {
      const actor = await demoActor(program.app, identity);
      if (actor.kind !== 'person') throw new Error('The demonstration has changed');
      return actor;
    }),
  );
  const [anna, bruno] = persons;
  await rows(
    `insert into oversight.incident (id, revision, what, noticed_at, due, exposed_from, unit, fields, purposes, of_case,
         consequences, measures, advice, recorded_at, confirmed_at)
       values ($1, 0, 'Test', now(), now() + interval '72 hours', now(), 'veterinaeramt', '{}', '{}', false, '', '', '{}', now(), now())`,
    [id],
  );
  await rows(
    `insert into oversight.incident_person (incident_id, account_id, fields, uses, first_at, last_at)
       select $1, person, '{name}', 1, now(), now() from unnest($2::uuid[]) as person`,
    [id, persons.map((each) => each.id)],
  );
  const told = async () =>
    new Map(
      (
        await rows('select account_id, told_how from oversight.incident_person where incident_id = $1', [id])
      ).map((row) => [row['account_id'], row['told_how']]),
    );
  sink.unknown = anna?.email;
  sink.refuse = true;
  await expect(tellAffected(program.app, { subject: id })).rejects.toThrow('1 persons could not be told yet');
  expect(await told()).toEqual(
    new Map([
      [anna?.id, 'account'],
      [bruno?.id, null],
    ]),
  );
  sink.refuse = false;
  await tellAffected(program.app, { subject: id });
  expect((await told()).get(bruno?.id)).toBe('mail');
});
