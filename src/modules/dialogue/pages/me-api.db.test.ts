// A person's own cases and the copy of their data for programs, and the demonstration's outbox.
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { Kysely, PostgresDialect } from 'kysely';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { pdf } from '../../../../tests/support/upload.ts';
import type { DB } from '../../../kernel/db/tables.ts';
import { contentOf } from '../../../kernel/files/content.ts';
import { serviceById } from '../../catalogue/index.ts';
import { demoActor } from '../../identity/index.ts';
import { printOwnForm } from '../../intake/actions/print-form.ts';
import { saveAnswers } from '../../intake/actions/save-answers.ts';
import { beginCounterDraft } from '../../intake/actions/serve-person.ts';
import { startDraft } from '../../intake/actions/start-draft.ts';
import { storeUpload } from '../../intake/actions/store-upload.ts';
import { exportDrafts } from '../../intake/index.ts';
import { removeOldMails } from '../actions/remove-old-mails.ts';
import { asIdentities, atOnce, byStaff, type Client } from '../testing/as-identities.ts';

let program: TestProgram;
let as: Client;

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  as = asIdentities(program);
}, 240_000);
afterAll(() => program.stop());

const posted = (name: string) => ({ name, content: contentOf(pdf(name)) });

test('GET /api/v1/me/cases', async () => {
  const ref = await as.submit(byStaff);
  const { text } = await as.get('/api/v1/me/cases', 'resident-anna', 'en');
  const { items, next } = JSON.parse(text) as { items: Record<string, unknown>[]; next: string | null };
  expect(next).toBeNull();
  expect(items[0]).toMatchObject({
    ref,
    service: 'hund-anmelden',
    state: 'submitted',
    due: '2026-11-27',
    closedAt: null,
    url: `${program.origin}/api/v1/cases/${ref}`,
  });
});

test('the export is one JSON file with everything, and is logged', async () => {
  const anna = await demoActor(program.app, 'resident-anna');
  const definition = serviceById(program.app, 'umzug-melden');
  if (anna.kind !== 'person' || !definition) throw new Error('demo data');
  await startDraft(program.app, anna, definition, 'de');
  const ref = await as.submit(atOnce);
  await program.settle();
  const { status, headers, text } = await as.get('/api/v1/me/export', 'resident-anna');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('application/json');
  expect(headers.get('content-disposition')).toBe(
    'attachment; filename="drehscheibe-export-2026-11-24.json"',
  );
  expect(headers.get('cache-control')).toBe('private, no-store');
  const data = JSON.parse(text) as {
    account: Record<string, unknown>;
    registers: { resident: Record<string, unknown>; company: unknown };
    cases: Record<string, unknown>[];
    drafts: Record<string, unknown>[];
    mails: Record<string, unknown>[];
    accesses: Record<string, unknown>[];
  };
  expect(data.account).toMatchObject({ name: 'Anna Beispiel', email: 'anna@example.org' });
  expect(data.registers.resident).toMatchObject({
    firstName: 'Anna',
    ahv: '756.9999.0010.14',
    municipality: 'Basel',
  });
  expect(data.registers.company).toBeNull();
  const exported = data.cases.find((each) => each['ref'] === ref);
  expect(exported).toMatchObject({
    service: 'hund-anmelden',
    state: 'confirmed',
    answers: { hunde: [{ rufname: 'Luna' }] },
    outcome: { by: 'programme' },
  });
  expect(data.mails.filter((each) => each['case'] === ref)).toMatchObject([
    { to: 'anna@example.org', subject: 'Ein Brief liegt für Sie bereit: Hund anmelden' },
  ]);
  expect(exported?.['history']).toHaveLength(2);
  expect(exported?.['documents']).toHaveLength(1);
  const count = await bareDb(program.app)
    .selectFrom('cases.matter')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', String(data.account['id']))
    .executeTakeFirstOrThrow();
  expect(data.cases).toHaveLength(Number(count.count));
  expect(data.drafts).toMatchObject([{ service: 'umzug-melden' }]);
  expect(
    data.accesses.filter((each) => each['purpose'] === 'Eigene Daten herunterladen').length,
  ).toBeGreaterThanOrEqual(2);
  // Nobody else's secrets or names come along.
  expect(text).not.toContain('Fiona');
  expect(text).not.toContain('staffId');
});

test('the export pages through more uses than fit in one query', async () => {
  const bruno = await demoActor(program.app, 'resident-bruno');
  if (bruno.kind !== 'person') throw new Error('demo data');
  await bareDb(program.app)
    .insertInto('kernel.access_entry')
    .values(
      Array.from({ length: 250 }, (_, index) => ({
        at: program.app.clock.now(),
        kind: 'read',
        actor_kind: 'programme',
        subject_id: bruno.id,
        fields: ['name'],
        purpose: 'worklist',
        case_ref: `2026-TEST-${index}`,
      })),
    )
    .execute();
  const data = JSON.parse((await as.get('/api/v1/me/export', 'resident-bruno')).text) as {
    accesses: { case: string | null }[];
  };
  const refs = data.accesses.map((each) => each.case).filter((each) => each?.startsWith('2026-TEST-'));
  expect(new Set(refs).size).toBe(250);
  expect(refs).toHaveLength(250);
});

test('the export has what staff fill in for the person, what a version left over, scans, paper forms and files', async () => {
  const { app } = program;
  const anna = await demoActor(app, 'resident-anna');
  const erik = await demoActor(app, 'counter-erik');
  const definition = serviceById(app, 'anwohnerparkkarte');
  if (anna.kind !== 'person' || erik.kind !== 'staff' || !definition) throw new Error('demo data');
  await printOwnForm(app, anna, definition, 'de');
  const sheet = await bareDb(app)
    .selectFrom('intake.paper_form')
    .select('number')
    .where('owner_id', '=', anna.id)
    .executeTakeFirstOrThrow();
  const draft = await beginCounterDraft(app, erik, {
    serviceId: definition.id,
    person: { id: anna.id },
    channel: 'paper',
    identification: 'signature',
    language: 'de',
    paper: sheet.number,
  });
  const put = (name: string) => storeUpload(app, erik, posted(name), { draft: { id: draft }, definition });
  const [scan, proof] = [await put('scan.pdf'), await put('ausweis.pdf')];
  await saveAnswers(app, erik, draft, {
    scan,
    answers: (answers) => void (answers['fahrzeugausweis'] = [proof]),
  });
  await bareDb(app)
    .updateTable('intake.draft')
    .set({ left_over: JSON.stringify([{ label: 'Früher gefragt', text: 'Ja' }]) })
    .where('id', '=', draft)
    .execute();
  const waiting = await storeUpload(app, anna, posted('programm.pdf'));
  interface Draft {
    service: string;
    channel: string;
    scan: string | null;
    uploads: { name: string; url: string }[];
  }
  const data = JSON.parse((await as.get('/api/v1/me/export', 'resident-anna')).text) as {
    drafts: Draft[];
    paperForms: { number: string }[];
    waitingFiles: { name: string; url: string }[];
  };
  const exported = data.drafts.find((each) => each.channel === 'paper');
  expect(exported).toMatchObject({
    service: 'anwohnerparkkarte',
    identification: 'signature',
    paperForm: sheet.number,
    leftOver: [{ label: 'Früher gefragt', text: 'Ja' }],
    answers: { fahrzeugausweis: [{ name: 'ausweis.pdf' }] },
    submittedAs: null,
  });
  expect(exported?.uploads.map((each) => each.name)).toEqual(['scan.pdf', 'ausweis.pdf']);
  expect(data.paperForms).toMatchObject([{ number: sheet.number, service: 'anwohnerparkkarte', case: null }]);
  expect(data.waitingFiles).toMatchObject([{ name: 'programm.pdf' }]);
  // Each file can be had at its address, by its owner only.
  const addresses = [exported?.scan ?? '', exported?.uploads[1]?.url ?? '', data.waitingFiles[0]?.url ?? ''];
  for (const address of addresses) {
    const path = new URL(address).pathname;
    const file = await as.get(path, 'resident-anna');
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect((await as.get(path, 'resident-bruno')).status).toBe(404);
    expect((await as.get(path)).status).toBe(401);
  }
  expect(addresses[2]).toContain(waiting.id);
});

test('the export asks the same number of questions however many drafts there are', async () => {
  const { app } = program;
  const carla = await demoActor(app, 'resident-carla');
  if (carla.kind !== 'person') throw new Error('demo data');
  const asked: string[] = [];
  const listening = {
    ...app,
    db: new Kysely<DB>({
      dialect: new PostgresDialect({ pool: app.pool }),
      log: (event) => void asked.push(event.query.sql),
    }),
  };
  const questions = async () => {
    asked.length = 0;
    const drafts: string[] = [];
    for await (const draft of exportDrafts(listening, carla)) drafts.push(draft.service);
    return [drafts.length, asked.length];
  };
  const begin = (service: string) => {
    const definition = serviceById(app, service);
    return definition && startDraft(app, carla, definition, 'de');
  };
  await begin('umzug-melden');
  const [one = 0, few] = await questions();
  for (const service of ['hund-anmelden', 'anwohnerparkkarte', 'schulurlaub', 'sperrgut-anmelden'])
    await begin(service);
  expect(await questions()).toEqual([one + 4, few]);
});

test('staff get their own account and nothing more', async () => {
  const data = JSON.parse((await as.get('/api/v1/me/export', 'clerk-fiona')).text) as Record<string, unknown>;
  expect(data).toMatchObject({
    account: { kind: 'staff' },
    cases: [],
    drafts: [],
    registers: { resident: null, company: null },
  });
});

test('the outbox shows each mail as it was sent', async () => {
  const ref = await as.submit(byStaff);
  await program.settle();
  const list = await as.get('/demo/outbox');
  expect(list.status).toBe(200);
  const [first = ''] = [...list.text.matchAll(/href="(\/demo\/outbox\/[0-9a-f-]{36})"/g)].map(
    (each) => each[1] ?? '',
  );
  const mail = await as.get(first);
  expect(mail.text).toContain('anna@example.org');
  expect(mail.text).toContain(ref);
  const file = await as.get(`${first}.eml`);
  expect(file.headers.get('content-type')).toContain('message/rfc822');
  expect(file.headers.get('content-disposition')).toContain('attachment');
  const parsed = await simpleParser(file.text);
  expect(parsed.text).toContain(ref);
  expect((await as.get('/demo/outbox/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  expect((await as.get('/demo/outbox/00000000-0000-4000-8000-000000000000.eml')).status).toBe(404);
  expect((await as.get('/demo/outbox/x')).status).toBe(404);
});

test('mails go after ninety days', async () => {
  const old = new Date(program.app.clock.now().getTime() - 91 * 86_400_000);
  const put = (key: string, at: Date) =>
    bareDb(program.app)
      .insertInto('kernel.mail')
      .values({ at, key, recipient: 'anna@example.org', subject: 'Alt', message: Buffer.from('x') })
      .execute();
  await put('test/old', old);
  await put('test/new', program.app.clock.now());
  await removeOldMails(program.app);
  const kept = await bareDb(program.app)
    .selectFrom('kernel.mail')
    .select('key')
    .where('key', 'like', 'test/%')
    .execute();
  expect(kept).toEqual([{ key: 'test/new' }]);
});
