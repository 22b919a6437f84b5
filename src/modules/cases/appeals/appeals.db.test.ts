// Appeals from the decision to the outcome and back: linked, in time or late, suspended, with the file, and the first case open again.
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { submitAnswers } from '../../../../tests/support/submit-answers.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { CookieJar } from '../../../../tests/support/cookie-jar.ts';
import { signIn } from '../../identity/testing/sign-in.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { lockEnded } from '../queries/ended-matters.ts';

const today = '2026-11-24';
let program: TestProgram;
let dog: Record<string, unknown>;
beforeAll(async () => {
  program = await testProgram({ NOW: `${today}T09:00:00+01:00` });
  const examples = await fetch(`${program.origin}/api/v1/services/hund-anmelden/examples`);
  const { items } = (await examples.json()) as {
    items: { answers: Record<string, unknown>; decision?: string }[];
  };
  dog = items[0]?.answers ?? {};
});
afterAll(() => program.stop());

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];
const caseRow = async (ref: string) =>
  (
    await rows<{ state: string; unit: string; revision: number; closed_at: Date | null }>(
      'select state, unit, revision, closed_at from cases.matter where ref = $1',
      [ref],
    )
  )[0];
const appealRow = async (ref: string) =>
  (
    await rows<{
      decision_ref: string | null;
      until: string | null;
      outcome: string | null;
      suspends: boolean;
    }>('select decision_ref, until::text, outcome, suspends from cases.appeal where appeal_ref = $1', [ref])
  )[0];

/** A dog of Anna's, decided at once today. */
async function decided(): Promise<string> {
  const ref = await submitAnswers(program, 'resident-anna', 'hund-anmelden', dog);
  await program.settle();
  return ref;
}

/** Of whom the register doesn't know everything. */
const bruno = {
  vorname: 'Bruno',
  nachname: 'Muster',
  adresse: { street: 'Rheingasse', houseNumber: '1', postalCode: '4058', town: 'Basel' },
};
const appealOf = (identity: string, ref: string) =>
  submitAnswers(program, identity, 'rekurs-departement', {
    ...(identity === 'resident-bruno' ? bruno : {}),
    entscheid: ref,
    erhalten: today,
    ziel: 'aufheben',
    antraege: 'Der Entscheid sei aufzuheben.',
    jetzt: true,
    begruendung: 'Der Hund ist nicht mehr bei mir, sondern bei meiner Schwester.',
  });

const act = async (identity: string, ref: string, action: string, input: Record<string, unknown>) => {
  const { revision } = (await caseRow(ref)) ?? { revision: 0 };
  return fetch(`${program.origin}/api/v1/cases/${ref}/actions/${action}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await program.token(identity)}`,
      'content-type': 'application/json',
      'if-match': String(revision),
    },
    body: JSON.stringify(input),
  });
};
const decide = async (ref: string, action: string) => {
  expect((await act('clerk-gd', ref, 'take', {})).status).toBe(200);
  const done = await act('clerk-gd', ref, action, { reasons: 'Wir haben die Akten gelesen.' });
  expect(done.status).toBe(200);
  await program.settle();
};
const pageOf = async (identity: string, ref: string): Promise<string> => {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return (await jar.fetch(`/faelle/${ref}`)).text();
};

let first: string;
let appeal: string;
beforeEach(async () => {
  first = await decided();
  appeal = await appealOf('resident-anna', first);
});

describe('an appeal against one’s own decision', () => {
  it('goes to the department, in time, and the decision rests', async () => {
    expect(await caseRow(appeal)).toMatchObject({ state: 'submitted', unit: 'gd' });
    // Ten days from delivery in the account.
    expect(await appealRow(appeal)).toEqual({
      decision_ref: first,
      until: '2026-12-04',
      outcome: null,
      suspends: true,
    });
    expect(await pageOf('resident-anna', first)).toContain('so lange ruht der Entscheid');
    const staff = await pageOf('clerk-gd', appeal);
    expect(staff).toContain('Eingehalten');
    expect(staff).toContain(`/faelle/${appeal}/akten.pdf`);
  });

  it.each([
    ['dismiss', 'dismissed'],
    ['not-admit', 'not-admitted'],
  ])('%s: the decision stands', async (action, outcome) => {
    await decide(appeal, action);
    expect(await caseRow(appeal)).toMatchObject({ state: outcome });
    expect(await appealRow(appeal)).toMatchObject({ outcome });
    expect(await caseRow(first)).toMatchObject({ state: 'confirmed' });
    const page = await pageOf('resident-anna', first);
    expect(page).not.toContain('so lange ruht der Entscheid');
    expect(page).toContain('der Entscheid gilt');
  });

  it.each([
    ['uphold', 'upheld'],
    ['uphold-partly', 'partly-upheld'],
  ])('%s: the case is open again, its letters no longer count', async (action, outcome) => {
    await decide(appeal, action);
    expect(await appealRow(appeal)).toMatchObject({ outcome });
    expect(await caseRow(first)).toMatchObject({ state: 'submitted', closed_at: null });
    const letters = await rows<{ revoked_at: Date | null }>(
      'select revoked_at from cases.document where case_ref = $1',
      [first],
    );
    expect(letters.length).toBeGreaterThan(0);
    for (const letter of letters) expect(letter.revoked_at).not.toBeNull();
    expect(await pageOf('clerk-fiona', first)).toContain('das Geschäft ist wieder offen');
  });

  it('withdrawn: the decision stands, and it can be disputed once more', async () => {
    expect((await act('resident-anna', appeal, 'withdraw', {})).status).toBe(200);
    expect(await appealRow(appeal)).toMatchObject({ outcome: 'withdrawn' });
    expect(await caseRow(first)).toMatchObject({ state: 'confirmed' });
    expect(await pageOf('resident-anna', first)).toContain(`formular?gegen=${first}`);
  });

  it('keeps the first case from being deleted until it has ended', async () => {
    const held = () => impersonal(program.app, 'show-nobody', (db) => lockEnded(db, first));
    expect(await held()).toBeUndefined();
    await decide(appeal, 'dismiss');
    expect(await held()).toMatchObject({ ref: first });
  });
});

describe('the file', () => {
  const fileAs = async (identity: string) => {
    const jar = new CookieJar(program.origin);
    await signIn(jar, identity);
    return jar.fetch(`/faelle/${appeal}/akten.pdf`);
  };

  it('is one PDF with the letters, numbered, and its reading stands in the person’s log', async () => {
    const reply = await fileAs('clerk-gd');
    expect(reply.headers.get('content-type')).toContain('application/pdf');
    const file = await PDFDocument.load(await reply.arrayBuffer());
    // The front, and the letter of the decision.
    expect(file.getPageCount()).toBeGreaterThanOrEqual(2);
    expect(file.getTitle()).toBe(`Akten zum Geschäft ${first}`);
    const [entry] = await rows<{ purpose: string; fields: string[] }>(
      `select purpose, fields from kernel.access_entry where case_ref = $1 and actor_kind = 'staff' order by id desc limit 1`,
      [first],
    );
    expect(entry).toEqual({
      purpose: 'case-handling|rekurs-departement',
      fields: ['answers', 'documents', 'evidence', 'history'],
    });
  });

  it.each(['clerk-fiona', 'resident-anna', 'resident-bruno'])('is not there for %s', async (identity) => {
    expect((await fileAs(identity)).status).toBe(404);
  });
});

describe('what does not fit', () => {
  it('a number of somebody else, or of nobody, is taken in and told to nobody as one that exists', async () => {
    for (const [identity, ref] of [
      ['resident-bruno', first],
      ['resident-anna', '2026-AAAA-BBBB'],
    ] as const) {
      const other = await appealOf(identity, ref);
      expect(await appealRow(other)).toMatchObject({ decision_ref: null, suspends: false });
      expect(await pageOf(identity, other)).toContain('gehört zu keinem Ihrer Entscheide');
    }
    expect(await caseRow(first)).toMatchObject({ state: 'confirmed' });
  });

  it('too late: taken in and marked, people decide', async () => {
    await rows(
      `update cases.matter set outcome = jsonb_set(outcome::jsonb, '{at}', '"2026-10-01T08:00:00Z"')::json where ref = $1`,
      [first],
    );
    const late = await appealOf('resident-anna', first);
    expect(await appealRow(late)).toMatchObject({ until: '2026-10-12' });
    expect(await pageOf('clerk-gd', late)).toContain('Nicht eingehalten');
  });

  it('twice: both are linked, and the second outcome changes nothing that the first has opened', async () => {
    const second = await appealOf('resident-anna', first);
    expect(await pageOf('clerk-gd', second)).toContain('akten.pdf');
    await decide(appeal, 'uphold');
    // The case is open again: what was its file is at work.
    expect(await pageOf('clerk-gd', second)).not.toContain('akten.pdf');
    await decide(second, 'dismiss');
    expect(await caseRow(first)).toMatchObject({ state: 'submitted', closed_at: null });
  });
});
