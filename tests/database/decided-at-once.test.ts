// Who decides: the program on what the registers say, staff on what anybody has typed.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resolveDayTokens } from '../../src/engine/index.ts';
import { examplesOf, services } from '../../src/modules/catalogue/index.ts';
import { bareDb } from '../support/unguarded.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ LOG_LEVEL: 'silent', NOW: '2026-11-24T09:00:00+01:00' });
});
afterAll(() => program.stop());

async function submit(identity: string, service: string, answers: Record<string, unknown>): Promise<string> {
  const response = await fetch(`${program.origin}/api/v1/services/${service}/submissions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await program.token(identity)}`,
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ answers }),
  });
  const body = (await response.json()) as { case?: { ref: string } };
  return body.case?.ref ?? `${response.status} ${JSON.stringify(body)}`;
}

const decidedAtOnce = async (ref: string) =>
  (
    await bareDb(program.app)
      .selectFrom('cases.history_entry')
      .select('id')
      .where('case_ref', '=', ref)
      .where('action', '=', 'decide-at-once')
      .execute()
  ).length > 0;

async function answersOf(ref: string): Promise<Record<string, unknown>> {
  const { answers } = await bareDb(program.app)
    .selectFrom('cases.matter')
    .select('answers')
    .where('ref', '=', ref)
    .executeTakeFirstOrThrow();
  return answers as Record<string, unknown>;
}

/** Worked examples that are decided at once, as they would be sent today. */
const examples = (id: string): Record<string, unknown>[] =>
  examplesOf(program.app, id)
    .filter(({ expect: { decision } }) => decision === 'at-once')
    .map(({ answers }) => resolveDayTokens(answers, program.app.clock.today()) as Record<string, unknown>);

it('invented persons, addresses and plates are decided by staff', async () => {
  const invented = {
    vorname: 'Peter',
    nachname: 'Pan',
    kontrollschild: 'BS 1',
    adresse: { street: 'Freie Strasse', houseNumber: '1', postalCode: '4001', town: 'Basel' },
  };
  for (const id of [
    'anwohnerparkkarte',
    'hund-anmelden',
    'baum-faellen',
    'schulurlaub',
    'gelegenheitswirtschaft',
  ]) {
    const definition = services(program.app).find((each) => each.id === id);
    const fields = new Set(definition?.pages.flatMap((page) => page.fields.map((field) => field.id)));
    const own = Object.fromEntries(Object.entries(invented).filter(([name]) => fields.has(name)));
    const ref = await submit('resident-bruno', id, { ...examples(id)[0], ...own });
    expect(ref, id).toMatch(/^[0-9A-Z-]{5,20}$/);
    expect(await decidedAtOnce(ref), id).toBe(false);
  }
});

it.each(['anwohnerparkkarte', 'hund-anmelden'])(
  '%s: what a program sends instead of what the register says does not count',
  async (id) => {
    const [first] = examples(id);
    const ref = await submit('resident-anna', id, { ...first, vorname: 'Peter', nachname: 'Pan' });
    expect(await answersOf(ref)).toMatchObject({ vorname: 'Anna', nachname: 'Beispiel' });
    expect(await decidedAtOnce(ref)).toBe(true);
  },
);

it('at least twenty services decide at once on what the registers know', async () => {
  const decided: string[] = [];
  for (const definition of services(program.app)) {
    const sourced = new Set(
      definition.pages.flatMap(({ fields }) =>
        fields.flatMap(({ id, source }) => (source === undefined ? [] : [id])),
      ),
    );
    const tried = examples(definition.id).flatMap((all) => {
      const known = Object.fromEntries(Object.entries(all).filter(([id]) => !sourced.has(id)));
      const contact = Object.fromEntries(
        Object.entries(all).filter(([id]) => /^(?:email|telefon)$/.test(id)),
      );
      return [{ ...known, ...contact }, all];
    });
    for (const [identity, answers] of tried
      .slice(0, 12)
      .flatMap((each) => [['resident-anna', each] as const, ['company-delta', each] as const])) {
      if (!(await decidedAtOnce(await submit(identity, definition.id, answers)))) continue;
      decided.push(definition.id);
      break;
    }
  }
  expect(decided.length, decided.join(', ')).toBeGreaterThanOrEqual(20);
});
