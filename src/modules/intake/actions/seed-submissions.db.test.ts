// The demonstration's cases: on their days, in their owners' names, and on any day that the program starts.
import { bareDb, barePool } from '../../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';

let program: TestProgram;
const of = async (unit: string) =>
  bareDb(program.app)
    .selectFrom('cases.matter')
    .select(['service_id', 'applicant_name', 'channel', 'submitted_at', 'due', 'answers', 'origins'])
    .where('unit', '=', unit)
    .orderBy('due')
    .execute();

describe('on a Tuesday', () => {
  beforeAll(async () => {
    program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  });
  afterAll(async () => {
    await program.settle();
    await program.stop();
  });

  it('some are late, some due, some early', async () => {
    const dues = (await of('veterinaeramt')).map(({ due }) => due);
    expect(dues).toEqual(['2026-11-20', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']);
  });

  it('are the submitters’ own, as the form would have sent them', async () => {
    const rottweiler = (await of('veterinaeramt')).find((row) => row.applicant_name === 'Carla Exempel');
    expect(rottweiler).toMatchObject({
      channel: 'web',
      answers: { vorname: 'Carla', nachname: 'Exempel', adresse: { street: 'Hegenheimerstrasse' } },
      origins: { '/vorname': { register: 'residents' } },
    });
    expect(rottweiler?.submitted_at.toISOString().slice(0, 10)).toBe('2026-11-17');
  });

  it('of a company that two sign for waits for the second one, and is no case yet', async () => {
    const waiting = await bareDb(program.app)
      .selectFrom('intake.joint_submission')
      .select(['first_name', 'state', 'channel', 'waits_until', 'case_ref'])
      .execute();
    expect(waiting).toEqual([
      {
        first_name: 'Dario Modell',
        state: 'waiting',
        channel: 'web',
        waits_until: '2026-12-07',
        case_ref: null,
      },
    ]);
  });

  it('of a child is sent by one parent, through whom the other one sees it', async () => {
    const [sent] = await bareDb(program.app)
      .selectFrom('cases.matter as matter')
      .innerJoin('mandates.representation as law', 'law.represented_id', 'matter.owner_id')
      .select(['matter.applicant_name', 'matter.state', 'law.representative_key'])
      .where('law.represented_key', '=', 'mateo')
      .execute();
    expect(sent).toEqual({
      applicant_name: 'Mateo Ejemplo',
      state: 'issued',
      representative_key: 'luis',
    });
  });

  it('have histories and logs of their own days', async () => {
    const { rows } = await barePool(program.app).query<{ days: number; unordered: number }>(
      `select count(distinct at::date)::int as days,
              count(*) filter (where at < before)::int as unordered
         from (select at, lag(at) over (order by id) as before from kernel.event where type = 'case.submitted') as e`,
    );
    expect(rows[0]?.days).toBeGreaterThan(10);
    expect(rows[0]?.unordered).toBe(0);
  });
});

it.each(['2027-02-28T23:30:00+01:00', '2028-07-15T08:00:00+02:00'])(
  'the canton is filled on %s',
  async (NOW) => {
    program = await testProgram({ NOW, LOG_LEVEL: 'silent' });
    try {
      expect((await of('veterinaeramt')).length).toBe(5);
      expect((await of('allmendverwaltung')).length).toBeGreaterThanOrEqual(2);
    } finally {
      await program.settle();
      await program.stop();
    }
  },
);
