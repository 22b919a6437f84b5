// Signatures: what is recorded in each channel comes from the sign-in and the channel, and tells when the answers have changed.
import { bareDb } from '../support/unguarded.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact } from '../../src/kernel/transaction.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import { signIn } from '../../src/modules/identity/testing/sign-in.ts';
import { exampleAnswers, examplesOf, serviceById } from '../../src/modules/catalogue/index.ts';
import { signatureDigest } from '../../src/modules/cases/signature-digest.ts';
import { submitAnswers } from '../../src/modules/intake/actions/submit-answers.ts';
import { storedCase, throughCounter, throughWeb } from '../channels/drivers.ts';
import { CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
let person: CookieJar;
let clerk: CookieJar;
let answers: Record<string, unknown>;

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  person = new CookieJar(program.origin);
  clerk = new CookieJar(program.origin);
  await signIn(person, 'resident-bruno');
  await signIn(clerk, 'counter-erik');
  const [example] = examplesOf(program.app, 'steuer-ratenzahlung');
  if (!example) throw new Error('The service that asks for a signature has no example');
  answers = exampleAnswers(program.app, example);
});
afterAll(() => program.stop());

function definition() {
  const found = serviceById(program.app, 'steuer-ratenzahlung');
  if (!found) throw new Error('The service that asks for a signature is missing');
  return found;
}

const recorded = (ref: string) =>
  bareDb(program.app).selectFrom('cases.signature').selectAll().where('case_ref', '=', ref).execute();

async function submitted(channel: 'web' | 'counter' | 'phone' | 'paper'): Promise<string> {
  await bareDb(program.app).deleteFrom('intake.draft').where('submitted_ref', 'is', null).execute();
  const filled =
    channel === 'web'
      ? await throughWeb(program, person, definition(), answers)
      : await throughCounter(program, clerk, definition(), answers, channel);
  return filled.submit();
}

describe('a signature', () => {
  it.each([
    ['web', 'typed', true],
    ['counter', 'seen', false],
    ['paper', 'scanned', false],
    ['phone', 'spoken', false],
  ] as const)('by %s is recorded as %s', async (channel, manner, signedIn) => {
    const ref = await submitted(channel);
    const [row, ...more] = await recorded(ref);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ pointer: '/unterschrift', name: 'Anna Beispiel', manner });
    expect(row?.assurance).toBe(signedIn ? 'substantial' : null);
    expect(row?.staff_id === null).toBe(signedIn);
    const matter = await bareDb(program.app)
      .selectFrom('cases.matter')
      .selectAll()
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow();
    expect(row?.account_id).toBe(matter.owner_id);
    const digest = signatureDigest(definition(), matter.answers as Record<string, unknown>);
    expect(row?.digest.equals(digest)).toBe(true);
  });

  it.each([
    ['counter', 'at-once'],
    ['phone', 'by-staff'],
  ] as const)(
    'by %s lets the rules decide, but nobody signs on the telephone: %s',
    async (channel, decision) => {
      const { app } = program;
      const owner = await demoActor(app, 'resident-anna');
      const staff = await demoActor(app, 'counter-erik');
      if (owner.kind !== 'person') throw new Error('Anna is no person');
      // Without proof from the registers, which is another reason for staff to decide.
      const unproven = {
        ...definition(),
        pages: definition().pages.map((page) => ({
          ...page,
          fields: page.fields.map(({ proven: _proven, ...field }) => field),
        })),
      };
      const { ref } = await transact(app, staff, (tx) =>
        submitAnswers(tx, owner, {
          definition: unproven,
          answers,
          known: {},
          silent: [],
          language: 'de',
          channel,
          identification: 'questions',
        }),
      );
      expect((await storedCase(program, ref)).decision).toBe(decision);
    },
  );

  it('is shown with its limits, and says when the answers are others', async () => {
    const ref = await submitted('web');
    const page = async () => (await person.follow(`/faelle/${ref}`)).response.text();
    expect(await page()).toContain('keine qualifizierte nach ZertES');
    expect(await page()).toContain('Die Angaben sind noch die, die unterschrieben wurden.');
    await bareDb(program.app)
      .updateTable('cases.matter')
      .set((eb) => ({
        answers: eb.fn<string>('jsonb_set', [
          'answers',
          eb.val('{betrag}'),
          eb.cast<string>(eb.val('1'), 'jsonb'),
        ]),
      }))
      .where('ref', '=', ref)
      .execute();
    expect(await page()).toContain('nicht mehr die, die unterschrieben wurden');
  });

  it('is asked for: without the will nothing is handed in', async () => {
    const before = answers;
    answers = { ...answers, unterschrift: { name: 'Anna Beispiel', agreed: false } };
    await expect(submitted('web')).rejects.toThrow('The summary is at');
    answers = before;
  });
});
