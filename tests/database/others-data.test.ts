// What belongs to other people does not exist: cases, letters, evidence, drafts, files.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveDayTokens } from '../../src/engine/index.ts';
import { seeCase } from '../../src/modules/cases/permissions.ts';
import { examplesOf } from '../../src/modules/catalogue/index.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';
import { call, everybody, type Walker } from './authorisation-walk.ts';

let program: TestProgram;
let walkers: Walker[];
beforeAll(async () => {
  program = await testProgram({ TRUSTED_PROXIES: '1', NOW: '2026-11-24T09:00:00+01:00' });
  await program.settle();
  walkers = await everybody(program);
}, 300_000);
afterAll(() => program.stop());

/** Hands a worked example in by the API, with other answers where they are given. */
async function submit(
  walker: Walker,
  example: string,
  other: Record<string, unknown> = {},
): Promise<Response> {
  const found = examplesOf(program.app, 'hund-anmelden').find(({ name }) => name === example);
  const answers = resolveDayTokens(found?.answers, program.app.clock.today()) as Record<string, unknown>;
  return fetch(`${program.origin}/api/v1/services/hund-anmelden/submissions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${walker.token}`,
      'content-type': 'application/json',
      'idempotency-key': 'walk',
    },
    body: JSON.stringify({ answers: { ...answers, ...other } }),
  });
}

async function upload(walker: Walker): Promise<{ id: string }> {
  const body = new FormData();
  body.set(
    'file',
    new Blob(['%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'], { type: 'application/pdf' }),
    'nachweis.pdf',
  );
  const response = await fetch(`${program.origin}/api/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${walker.token}` },
    body,
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: string };
}

const walkerNamed = (name: string) => walkers.find((each) => each.name === name) as Walker;
const withFile = 'Ergänzungsleistungen, erster Hund ohne Steuer';

describe('other people’s', () => {
  beforeAll(async () => {
    // Carla's case is decided by the rules, which writes a letter; Dario's has evidence and waits for staff.
    expect((await submit(walkerNamed('resident-carla'), 'Ein Hund, sofort bestätigt')).status).toBe(201);
    const delta = walkerNamed('company-delta');
    expect((await submit(delta, withFile, { elBeleg: [await upload(delta)] })).status).toBe(201);
    await program.settle();
  }, 60_000);

  it('cases, histories, letters and evidence do not exist', async () => {
    const { app } = program;
    const all = await bareDb(app)
      .selectFrom('cases.matter')
      .select(['ref', 'owner_id', 'unit', 'service_id'])
      .orderBy('ref')
      .execute();
    const certified = await bareDb(app).selectFrom('policy.certificate').select('staff_id').execute();
    const holds = new Set(certified.map((each) => each.staff_id));
    const withLetter = await bareDb(app).selectFrom('cases.document').select('case_ref').distinct().execute();
    const withEvidence = await bareDb(app)
      .selectFrom('cases.evidence')
      .select('case_ref')
      .distinct()
      .execute();
    const refs = [withLetter[0]?.case_ref, withEvidence[0]?.case_ref, all[0]?.ref, all.at(-1)?.ref];
    const matters = all.filter((each) => refs.includes(each.ref));
    expect(withLetter.length * withEvidence.length).toBeGreaterThan(0);
    const faults: string[] = [];
    let seen = 0;
    let unseen = 0;
    for (const matter of matters) {
      const document = await bareDb(app)
        .selectFrom('cases.document')
        .select('id')
        .where('case_ref', '=', matter.ref)
        .executeTakeFirst();
      const evidence = await bareDb(app)
        .selectFrom('cases.evidence')
        .select('file_id')
        .where('case_ref', '=', matter.ref)
        .executeTakeFirst();
      const absent = '00000000-0000-4000-8000-000000000000';
      const calls = [
        ['GET', `/faelle/${matter.ref}`, 'page', true],
        ['GET', `/api/v1/cases/${matter.ref}`, 'api', true],
        ['GET', `/api/v1/cases/${matter.ref}/events`, 'api', true],
        ['GET', `/faelle/${matter.ref}/dokumente/${document?.id ?? absent}`, 'file', document !== undefined],
        [
          'GET',
          `/api/v1/cases/${matter.ref}/documents/${document?.id ?? absent}`,
          'api',
          document !== undefined,
        ],
        [
          'GET',
          `/faelle/${matter.ref}/nachweise/${evidence?.file_id ?? absent}`,
          'file',
          evidence !== undefined,
        ],
        ['POST', `/faelle/${matter.ref}/aktionen/withdraw`, 'form', false],
        ['POST', `/faelle/${matter.ref}/entscheid`, 'form', false],
        ['POST', `/api/v1/cases/${matter.ref}/actions/withdraw`, 'api', false],
      ] as const;
      for (const walker of walkers.filter((each) => each.actor.kind !== 'anonymous')) {
        const { owner_id: ownerId, unit, service_id: serviceId, ref } = matter;
        const may = seeCase.allows(walker.actor, { app, ownerId, unit, serviceId, ref }, app);
        for (const [method, path, kind, exists] of calls) {
          // Who may see a case is asked for reading only: acting would change it.
          if (may && method === 'POST') continue;
          const response = await call(program, walker, { method, path, kind, csrf: 'valid' });
          await response.arrayBuffer();
          if (may) seen++;
          else unseen++;
          // Whoever lacks a certificate sees that there is such a case, and nothing special in it.
          const withheld = walker.actor.kind === 'staff' && !holds.has(walker.actor.id);
          const shown = response.status === 200 || (withheld && kind === 'file' && response.status === 403);
          const right = may && exists ? shown : response.status === 404;
          if (!right) faults.push(`${walker.name} ${method} ${path}: ${response.status}, may see it: ${may}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(seen).toBeGreaterThan(8);
    expect(unseen).toBeGreaterThan(300);
  }, 600_000);

  it('letters do not exist under a case of one’s own', async () => {
    const { app } = program;
    const persons = walkers.flatMap(({ actor }) => (actor.kind === 'person' ? [actor.id] : []));
    const letter = await bareDb(app)
      .selectFrom('cases.document as document')
      .innerJoin('cases.matter as matter', 'matter.ref', 'document.case_ref')
      .select(['document.id', 'matter.ref', 'matter.owner_id'])
      .where('matter.owner_id', 'in', persons)
      .orderBy('document.id')
      .executeTakeFirstOrThrow();
    const other = await bareDb(app)
      .selectFrom('cases.matter')
      .select(['ref', 'owner_id'])
      .where('owner_id', '!=', letter.owner_id)
      .where('owner_id', 'in', persons)
      .executeTakeFirstOrThrow();
    const read = async (owner: string, ref: string) => {
      const walker = walkers.find(
        (each) => each.actor.kind === 'person' && each.actor.id === owner,
      ) as Walker;
      return (
        await call(program, walker, {
          method: 'GET',
          path: `/faelle/${ref}/dokumente/${letter.id}`,
          kind: 'file',
        })
      ).status;
    };
    expect(await read(letter.owner_id, letter.ref)).toBe(200);
    expect(await read(other.owner_id, other.ref)).toBe(404);
    expect(await read(other.owner_id, letter.ref)).toBe(404);
  });

  it('drafts stay their own: the same address shows everyone only their own', async () => {
    const { app } = program;
    const [anna, bruno] = [walkerNamed('resident-anna'), walkerNamed('resident-bruno')];
    const address = '/leistungen/hund-anmelden/formular';
    await bareDb(app).deleteFrom('intake.draft').where('submitted_ref', 'is', null).execute();
    const start = await call(program, anna, { method: 'GET', path: address, kind: 'page' });
    const step = start.headers.get('location') ?? '';
    expect(step).toContain(`${address}/`);
    expect((await call(program, anna, { method: 'GET', path: step, kind: 'page' })).status).toBe(200);
    const drafts = () => bareDb(app).selectFrom('intake.draft').selectAll().orderBy('id').execute();
    const before = await drafts();
    expect(before.length).toBe(1);
    // Bruno has none: the address of Anna's page shows him nothing of hers, and his posts do not reach it.
    const page = await call(program, bruno, { method: 'GET', path: step, kind: 'page' });
    expect(await page.text()).not.toContain('Anna Beispiel');
    for (const path of [step, `${address}/verwerfen`, `${address}/pruefen`]) {
      const posted = await call(program, bruno, { method: 'POST', path, kind: 'form', csrf: 'valid' });
      expect(posted.status, path).toBeLessThan(500);
    }
    const own = (await drafts()).filter((draft) => draft.owner_id === before[0]?.owner_id);
    expect(own).toEqual(before);
  });

  it('files can’t be handed in as one’s own', async () => {
    const [anna, bruno] = [walkerNamed('resident-anna'), walkerNamed('resident-bruno')];
    const file = await upload(anna);
    const refused = await submit(bruno, withFile, { elBeleg: [file] });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('/elBeleg')]);
    // The same answers with one's own file are accepted: the file was the reason.
    const accepted = await submit(anna, withFile, { elBeleg: [file] });
    expect(accepted.status, await accepted.text()).toBe(201);
  });
});
