// A person's own cases and the copy of their data for programs, and the demonstration's outbox.
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { serviceById } from '../../catalogue/index.ts';
import { demoActor } from '../../identity/index.ts';
import { startDraft } from '../../intake/actions/start-draft.ts';
import { removeOldMails } from '../actions/remove-old-mails.ts';
import { asIdentities, atOnce, byStaff, type Client } from '../testing/as-identities.ts';

let program: TestProgram;
let as: Client;

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  as = asIdentities(program);
}, 240_000);
afterAll(() => program.stop());

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
    mails: [{ to: 'anna@example.org', subject: 'Ein Brief liegt für Sie bereit: Hund anmelden' }],
  });
  expect(exported?.['history']).toHaveLength(2);
  expect(exported?.['documents']).toHaveLength(1);
  const count = await program.app.db
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
  await program.app.db
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
    program.app.db
      .insertInto('kernel.mail')
      .values({ at, key, recipient: 'anna@example.org', subject: 'Alt', message: Buffer.from('x') })
      .execute();
  await put('test/old', old);
  await put('test/new', program.app.clock.now());
  await removeOldMails(program.app);
  const kept = await program.app.db
    .selectFrom('kernel.mail')
    .select('key')
    .where('key', 'like', 'test/%')
    .execute();
  expect(kept).toEqual([{ key: 'test/new' }]);
});
