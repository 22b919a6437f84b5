// The paper channel through the whole program: blank without a trace, personal with a log entry and a number, and back to the desk.
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdf } from '../../../../tests/support/read-pdf.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { serviceById } from '../../catalogue/index.ts';
import { enterPaperForm, paperForm } from '../index.ts';
import { removeOldPaperForms } from '../actions/remove-old-paper-forms.ts';
import { blankFormNumber, newFormNumber, serviceMark } from './form-number.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  await program.settle();
}, 240_000);
afterAll(() => program.stop());

const forms = () => bareDb(program.app).selectFrom('intake.paper_form').selectAll().execute();
const uses = () =>
  bareDb(program.app)
    .selectFrom('kernel.access_entry')
    .select(['actor_kind', 'fields', 'purpose', 'legal_basis'])
    .where('purpose', '=', 'prefill|hund-anmelden')
    .execute();

async function fetchPdf(path: string, identity?: string): Promise<{ response: Response; bytes: Buffer }> {
  const headers: Record<string, string> = {};
  if (identity !== undefined) headers['authorization'] = `Bearer ${await program.token(identity)}`;
  const response = await fetch(program.origin + path, { headers });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

const fault = (code: string) => expect.objectContaining({ code }) as unknown as Fault;

test('the blank form is open to everyone, the same for all, and writes nothing', async () => {
  const before = [await forms(), await uses()];
  const api = await fetchPdf('/api/v1/services/hund-anmelden/form.pdf?lang=it');
  expect(api.response.status).toBe(200);
  expect(api.response.headers.get('content-type')).toBe('application/pdf');
  const page = await fetchPdf('/leistungen/hund-anmelden/formular.pdf?lang=it');
  expect(page.bytes.equals(api.bytes)).toBe(true);
  const read = await readPdf(api.bytes);
  expect(read.title).toBe(serviceById(program.app, 'hund-anmelden')?.texts.it['title']);
  const number = /B-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(read.pages[0] ?? '')?.[0] ?? '';
  await read.close();
  expect(await paperForm(program.app, number)).toMatchObject({
    serviceId: 'hund-anmelden',
    language: 'it',
    current: true,
    ownerId: undefined,
  });
  expect([await forms(), await uses()]).toEqual(before);
  expect((await fetchPdf('/api/v1/services/gibt-es-nicht/form.pdf')).response.status).toBe(404);
});

test('staff get the blank form', async () => {
  await fetchPdf('/leistungen/hund-anmelden/formular.pdf', 'clerk-fiona');
  expect(await forms()).toEqual([]);
});

test('a personal form shows what is known, is logged, and comes back once', async () => {
  const { response, bytes } = await fetchPdf(
    '/leistungen/hund-anmelden/formular.pdf?lang=fr',
    'resident-anna',
  );
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const [row] = await forms();
  expect(row).toMatchObject({ service_id: 'hund-anmelden', language: 'fr', case_ref: null });
  expect((await uses()).at(-1)).toMatchObject({
    actor_kind: 'self',
    legal_basis: expect.stringContaining('Hundegesetz') as string,
  });
  const read = await readPdf(bytes);
  expect(read.pages[0]).toContain('Anna');
  expect(read.pages[0]).toContain(row?.number);
  const code = await read.qr(1);
  await read.close();
  expect(code).toBe(`DS1|hund-anmelden|${row?.service_version}|fr|${row?.number}|p1`);

  const { app } = program;
  const found = await paperForm(app, code ?? '', 'hund-anmelden');
  expect(found).toMatchObject({ number: row?.number, ownerId: row?.owner_id, page: 1, current: true });
  await expect(paperForm(app, code ?? '', 'umzug-melden')).rejects.toEqual(fault('PAPER_FORM_OTHER_SERVICE'));
  const enter = () =>
    transact(app, { kind: 'programme', task: 'test' }, (tx) => {
      tx.impersonal('show-nobody');
      return enterPaperForm(tx, found.number, '2026-TEST-0001');
    });
  // Two clerks with the same sheet: one of them makes the case.
  const both = await Promise.allSettled([enter(), enter()]);
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(paperForm(app, found.number)).rejects.toEqual(fault('PAPER_FORM_ENTERED'));
  await expect(paperForm(app, found.number)).rejects.toMatchObject({ params: { case: '2026-TEST-0001' } });
});

test('what is no form of ours is told apart', async () => {
  const { app } = program;
  for (const typed of ['', 'F-0000-0001', 'Hallo', 'DS1|hund-anmelden|1|de'])
    await expect(paperForm(app, typed)).rejects.toEqual(fault('PAPER_CODE_UNREADABLE'));
  await expect(paperForm(app, newFormNumber())).rejects.toEqual(fault('PAPER_FORM_UNKNOWN'));
  const blank = {
    mark: serviceMark('hund-anmelden'),
    version: serviceById(app, 'hund-anmelden')?.version ?? 0,
    day: '2026-11-24',
    language: 'de',
  } as const;
  for (const other of [
    { ...blank, mark: serviceMark('gibt-es-nicht') },
    { ...blank, version: 99 },
    { ...blank, day: '2026-11-25' },
  ])
    await expect(paperForm(app, blankFormNumber(other))).rejects.toEqual(fault('PAPER_FORM_UNKNOWN'));
  // Parts of two sheets in one code.
  const mixed = `DS1|umzug-melden|1|de|${blankFormNumber(blank)}|p1`;
  await expect(paperForm(app, mixed)).rejects.toEqual(fault('PAPER_CODE_UNREADABLE'));
});

test('a form of an older version can still be entered, pinned to its version', async () => {
  const { app } = program;
  const current = serviceById(app, 'hund-anmelden');
  await bareDb(app)
    .insertInto('catalogue.service_version')
    .columns(['service_id', 'version', 'definition', 'context', 'hash', 'published_at'])
    .expression((eb) =>
      eb
        .selectFrom('catalogue.service_version')
        .select(['service_id', eb.lit(77).as('version'), 'definition', 'context', 'hash', 'published_at'])
        .where('service_id', '=', 'hund-anmelden')
        .where('version', '=', current?.version ?? 0),
    )
    .execute();
  const number = blankFormNumber({
    mark: serviceMark('hund-anmelden'),
    version: 77,
    day: '2026-11-01',
    language: 'en',
  });
  expect(await paperForm(app, number)).toMatchObject({ serviceVersion: 77, language: 'en', current: false });
});

test('numbers that never came back are forgotten after two years, entered ones stay', async () => {
  const { app } = program;
  await fetchPdf('/leistungen/hund-anmelden/formular.pdf', 'resident-anna');
  await bareDb(app)
    .updateTable('intake.paper_form')
    .set({ printed_at: new Date('2024-01-01') })
    .execute();
  await removeOldPaperForms(app);
  expect((await forms()).map((row) => row.case_ref)).toEqual(['2026-TEST-0001']);
});
