// The copy of one's own data: complete by the data catalogue, as of one moment, readable by people and programs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdf } from '../../../../tests/support/read-pdf.ts';
import { readZip } from '../../../../tests/support/read-zip.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { pdf } from '../../../../tests/support/upload.ts';
import { contentOf } from '../../../kernel/files/content.ts';
import { personalTables } from '../../../kernel/datasets/declared.ts';
import type { Module } from '../../../kernel/module.ts';
import { modules } from '../../../modules.ts';
import { serviceById } from '../../catalogue/index.ts';
import { demoActor } from '../../identity/index.ts';
import { saveAnswers } from '../../intake/actions/save-answers.ts';
import { startDraft } from '../../intake/actions/start-draft.ts';
import { storeUpload } from '../../intake/actions/store-upload.ts';
import { listsOfCopy } from '../pages/me-api.ts';
import { asIdentities, atOnce, type Client } from '../testing/as-identities.ts';
import { partsOfCopy } from './copy-json.ts';

let program: TestProgram;
let as: Client;

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  as = asIdentities(program);
}, 240_000);
afterAll(() => program.stop());

/** Tables with personal data that no list gives, each with the reason. */
const notInTheCopy: Record<string, string> = {
  'identity.account': 'stands before the lists, as `account`',
  'cases.postal_run': 'a parcel of letters of many people; the day of each letter stands with the letter',
  'data.deceased': 'only of people who have died: none of them asks',
  'oversight.incident':
    'describes a breach, for the officer; what of it concerns a person stands with `incidents`',
  'oversight.incident_entry': 'what officers wrote about a breach while they looked into it',
  'participation.code': 'codes on paper and by mail, of whose owner only a keyed hash is known',
  'questions.address': 'of somebody without an account, who asks with their secret address',
  'reports.support': 'keyed hashes of browsers and accounts that said «me too»',
  'kernel.parked_form': 'known by a secret of one browser only, for half an hour',
};

test('every table with personal data is in the copy, or is known not to be, and why', () => {
  const given = modules.flatMap(({ copy }) => [
    ...(copy?.parts ?? []).flatMap((part) => part.tables),
    ...Object.keys(copy?.within ?? {}),
  ]);
  expect(new Set(given).size, 'given twice').toBe(given.length);
  expect([...given, ...Object.keys(notInTheCopy)].toSorted()).toEqual(personalTables(modules).toSorted());
  const names = partsOfCopy({ modules }).map(({ name }) => name);
  for (const { copy } of modules)
    for (const name of Object.values(copy?.within ?? {})) expect(names).toContain(name);
  expect(listsOfCopy.toSorted()).toEqual(names.toSorted());
});

interface Copy {
  account: { id: string };
  cases: { ref: string; documents: { postedOn: string | null }[] }[];
  drafts: { service: string }[];
  mails: { to: string; case: string | null }[];
  signIns: { kind: string; device: string }[];
  accesses: unknown[];
}

async function unpack(
  identity: string,
  language = 'de',
): Promise<{ files: Map<string, Buffer>; data: Copy }> {
  const response = await fetch(`${program.origin}/konto/alle-daten.zip`, {
    headers: { authorization: `Bearer ${await program.token(identity)}`, 'accept-language': language },
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const zip = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get('content-length')).toBe(String(zip.length));
  const files = readZip(zip);
  return { files, data: JSON.parse(files.get('data.json')?.toString() ?? '') as Copy };
}

test('one click: JSON, a readable PDF, letters, files and every use', async () => {
  const { app } = program;
  const anna = await demoActor(app, 'resident-anna');
  const definition = serviceById(app, 'anwohnerparkkarte');
  if (anna.kind !== 'person' || !definition) throw new Error('demo data');
  const { id: draft } = await startDraft(app, anna, definition, 'de');
  const content = contentOf(pdf('ausweis'));
  const file = { name: '../ausweis.pdf', content };
  const proof = await storeUpload(app, anna, file, { draft: { id: draft }, definition });
  await saveAnswers(app, anna, draft, {
    answers: (answers) => void (answers['fahrzeugausweis'] = [proof]),
  });
  const ref = await as.submit(atOnce);
  // A form that became this case.
  const dog = serviceById(app, 'hund-anmelden');
  if (!dog) throw new Error('demo data');
  const { id: sent } = await startDraft(app, anna, dog, 'de');
  await bareDb(app).updateTable('intake.draft').set({ submitted_ref: ref }).where('id', '=', sent).execute();
  await program.settle();

  const { files, data } = await unpack('resident-anna');
  expect([...files.keys()].slice(0, 2)).toEqual(['data.json', 'accesses.csv']);
  const letter = [...files].find(([name]) => name.startsWith(`files/${ref}/`) && name.endsWith('.pdf'));
  expect(letter?.[1].subarray(0, 5).toString()).toBe('%PDF-');
  expect(files.get('files/anwohnerparkkarte/ausweis.pdf')).toEqual(await content.read(0, content.size));
  expect(data.mails.find((each) => each.case === ref)).toMatchObject({ to: 'anna@example.org' });
  expect(data.signIns.some(({ kind }) => kind === 'token')).toBe(true);
  expect(files.get('data.json')?.toString()).not.toMatch(/secret|token_hash|public_key|Fiona/);
  const rows = (files.get('accesses.csv')?.toString() ?? '').trim().split('\r\n');
  expect(rows.length).toBe(data.accesses.length + 1);
  const overview = await readPdf(files.get('Uebersicht.pdf') ?? Buffer.alloc(0));
  expect(overview.language).toMatch(/^de/);
  expect(overview.roles).toContain('H1');
  const text = overview.pages.join(' ');
  for (const word of ['Anna Beispiel', ref, 'Luna', '756.9999.0010.14', 'Anwohnerparkkarte'])
    expect(text).toContain(word);
  // In the words of /konto/register, never by the names of fields.
  for (const word of [
    'Staatsangehörigkeit: Schweiz',
    'Adresse: Oetlingerstrasse 999, 4057 Basel',
    'Steuern bezahlt: Ja',
  ])
    expect(text).toContain(word);
  const registers = files.get('data.json')?.toString() ?? '';
  for (const field of ['firstName', 'nationality', 'netIncome', 'taxYear', 'vehicleType']) {
    expect(registers).toContain(`"${field}"`);
    expect(text).not.toContain(field);
  }
  // The form that was submitted stands with its case, and is no draft.
  expect(data.drafts.map(({ service }) => service).toSorted()).toEqual([
    'anwohnerparkkarte',
    'hund-anmelden',
  ]);
  expect(text).toContain('Entwürfe (1)');
  await overview.close();
});

test('in every language, for staff, too; for nobody who is not signed in', async () => {
  for (const language of ['fr', 'it', 'en']) {
    const { files } = await unpack('resident-carla', language);
    expect(files.size).toBeGreaterThan(2);
  }
  const { data } = await unpack('clerk-fiona');
  expect([data.cases, data.drafts]).toEqual([[], []]);
  expect((await as.get('/konto/alle-daten.zip')).status).toBe(303);
});

test('what changes while it is written does not tear it apart', async () => {
  const { app } = program;
  const bruno = await demoActor(app, 'resident-bruno');
  const definition = serviceById(app, 'umzug-melden');
  if (bruno.kind !== 'person' || !definition) throw new Error('demo data');
  await startDraft(app, bruno, definition, 'de');
  let changes = 0;
  // Somebody submits, deletes and writes in the very middle of it.
  const meddler: Module = {
    name: 'meddler',
    copy: {
      parts: [
        {
          name: 'meddled',
          tables: [],
          title: () => 'Meddled',
          async *read() {
            changes++;
            const db = bareDb(app);
            await db.deleteFrom('intake.draft').where('owner_id', '=', bruno.id).execute();
            const access = {
              at: app.clock.now(),
              kind: 'read',
              actor_kind: 'programme',
              subject_id: bruno.id,
            };
            await db
              .insertInto('kernel.access_entry')
              .values({ ...access, fields: ['name'], purpose: 'worklist', case_ref: '2026-MEDD-LED1' })
              .execute();
            yield* [];
          },
          print: () => ({ title: '' }),
        },
      ],
    },
  };
  const all = app.modules as Module[];
  // After the first list: the moment of the copy is that of its first question.
  all.splice(all.findIndex(({ name }) => name === 'identity') + 1, 0, meddler);
  try {
    const { data, files } = await unpack('resident-bruno');
    expect(changes).toBe(1);
    expect(data.drafts).toMatchObject([{ service: 'umzug-melden' }]);
    expect(files.get('accesses.csv')?.toString()).not.toContain('MEDD');
    expect(files.get('data.json')?.toString()).not.toContain('MEDD');
  } finally {
    all.splice(all.indexOf(meddler), 1);
  }
  const after = await unpack('resident-bruno');
  expect(after.data.drafts).toEqual([]);
  expect(after.files.get('accesses.csv')?.toString()).toContain('MEDD');
});
