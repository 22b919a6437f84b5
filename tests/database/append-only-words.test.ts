// Whatever people write, in whichever module: the words stand where they can be deleted, and in nothing that can only be appended.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browser, postForm, seeded } from '../../src/modules/community/testing/colleagues.ts';
import { asIdentities, byStaff, type Client } from '../../src/modules/dialogue/testing/as-identities.ts';
import { billOfCard, send } from '../../src/modules/money/testing/billing.ts';
import { asking, field } from '../../src/modules/questions/testing/asking.ts';
import { made } from '../../src/modules/reports/testing/report-forms.ts';
import { camtFile } from '../../src/payments/camt/testing/camt-file.ts';
import { csrfOf, type CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { barePool } from '../support/unguarded.ts';

let program: TestProgram;
let as: Client;
let anna: CookieJar;
let fiona: CookieJar;
let nora: CookieJar;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  as = asIdentities(program);
  anna = await browser(program, 'resident-anna');
  fiona = await browser(program, 'clerk-fiona');
  nora = await browser(program, 'clerk-nora');
  await program.settle();
}, 240_000);
afterAll(() => program.stop());

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];
const htmlOf = async (jar: CookieJar, path: string) => (await jar.fetch(path)).text();

/** What somebody writes in a module; found again wherever it is kept. */
const words = (where: string) => `Wortlaut-${where}`;
const expectTaken = async (answer: Response, where: string) =>
  expect(answer.status, `${where}: ${answer.status < 400 ? '' : await answer.text()}`).toBe(303);

/** One way to write for each module in which people do, by the pages and programs that they use. */
const writing: Record<string, () => Promise<void>> = {
  case: async () => {
    const ref = await as.submit(byStaff);
    await as.act(ref, 'take', 'clerk-fiona');
    await as.act(ref, 'ask', 'clerk-fiona', { question: words('case') });
  },
  reply: async () => {
    const ref = await as.submit(byStaff);
    await as.act(ref, 'take', 'clerk-fiona');
    await as.act(ref, 'ask', 'clerk-fiona', { question: 'Wo ist der Hund?' });
    await as.act(ref, 'reply', 'resident-anna', { answer: words('reply') });
  },
  thread: async () => {
    const html = await htmlOf(anna, '/konto/postfach/neu?stelle=veterinaeramt');
    const form = { _csrf: csrfOf(html), _id: field(html, '_id'), stelle: 'veterinaeramt' };
    const texts = { betreff: words('thread'), text: words('thread') };
    const sent = await anna.post('/konto/postfach/neu', { ...form, ...texts });
    await expectTaken(sent, 'thread');
    const desk = `/nachrichten/${(sent.headers.get('location') ?? '').split('/').at(-1)}`;
    const shown = await htmlOf(fiona, desk);
    const answer = { _csrf: csrfOf(shown), _id: randomUUID(), letzte: field(shown, 'letzte') };
    await expectTaken(await fiona.post(desk, { ...answer, text: words('thread') }), 'thread');
  },
  question: async () => {
    const { ask } = asking(() => program);
    const { answer } = await ask(anna, { titel: words('question'), text: words('question') });
    await expectTaken(answer, 'question');
  },
  report: async () => {
    await made(anna, { art: 'schlagloch', 'frage.wo': 'platz', text: words('report') });
  },
  participation: async () => {
    const form = '/mitreden/buergerraete/kommentieren';
    const html = await htmlOf(anna, `${form}?zu=zweck`);
    const fields = { _csrf: csrfOf(html), zu: 'zweck', text: words('participation'), name: 'zeichen' };
    await expectTaken(await anna.post(form, fields), 'participation');
  },
  community: async () => {
    const write = `/gemeinschaft/gruppen/${seeded.open}/schreiben`;
    const texts = { titel: words('community'), text: words('community') };
    const sent = await postForm(fiona, write, { art: 'frage', ...texts });
    await expectTaken(sent, 'community');
    const entry = sent.headers.get('location') ?? '';
    const said = await postForm(fiona, entry, { schritt: 'comment', kommentar: words('community') });
    await expectTaken(said, 'community');
  },
  correction: async () => {
    const path = '/konto/register/berichtigen';
    const html = await htmlOf(anna, `${path}?angabe=residents.firstName`);
    const seen = field(html, 'gesehen').replaceAll('&quot;', '"');
    const fields = { _csrf: csrfOf(html), angabe: 'residents.firstName', gesehen: seen };
    const asked = await anna.post(path, { ...fields, richtig: 'Annina', bemerkung: words('correction') });
    await expectTaken(asked, 'correction');
  },
  relief: async () => {
    const bill = await billOfCard(program);
    const page = `/geld/rechnungen/${bill.id}`;
    const asked = await send(nora, page, page, { art: 'waiver', betrag: '5', grund: words('relief') });
    await expectTaken(asked, 'relief');
  },
  payer: async () => {
    const entry = { amount: '25.50', reference: '', payer: words('payer'), bankId: 'of-somebody' };
    const xml = camtFile([entry], { version: '08', iban: 'CH7531999000000000042' });
    const brought = new FormData();
    brought.set('_csrf', csrfOf(await htmlOf(nora, '/geld/auszuege')));
    brought.set('auszug', new File([xml], 'gutschriften.xml', { type: 'application/xml' }));
    await expectTaken(await nora.fetch('/geld/auszuege', { method: 'POST', body: brought }), 'payer');
  },
  oversight: async () => {
    const [use] = await rows<{ id: string }>(
      `select max(e.id)::text as id from kernel.access_entry e join identity.account a on a.id = e.subject_id
       where a.subject = 'resident-anna' and e.actor_kind = 'staff'`,
    );
    const html = await htmlOf(anna, `/konto/zugriffe/frage?eintrag=${use?.id}`);
    const fields = { _csrf: csrfOf(html), _id: field(html, '_id'), eintrag: use?.id ?? '' };
    const asked = await anna.post('/konto/zugriffe/frage', { ...fields, question: words('oversight') });
    await expectTaken(asked, 'oversight');
  },
  emergency: async () => {
    const ref = await as.submit(byStaff);
    const gian = await browser(program, 'clerk-gian');
    const html = await htmlOf(gian, `/notfallzugriff?geschaeft=${ref}`);
    const grund = `${words('emergency')}, weil der Hund ein Kind gebissen hat.`;
    const fields = { _csrf: csrfOf(html), _id: field(html, '_id'), geschaeft: ref, grund };
    await expectTaken(await gian.post('/notfallzugriff', fields), 'emergency');
  },
};

it('the words of every module are kept, and never in a table that can only be appended', async () => {
  for (const write of Object.values(writing)) await write();
  await program.settle();
  const tables = await rows<{ table: string; appended: boolean }>(
    `select n.nspname || '.' || c.relname as table, exists (
       select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
       where t.tgrelid = c.oid and p.proname like 'refuse%' and (t.tgtype & 8) <> 0) as appended
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`,
  );
  const held = { appended: new Map<string, string>(), other: new Set<string>() };
  for (const { table, appended } of tables) {
    const found = await rows<{ word: string }>(
      `select distinct unnest(regexp_matches(whole_row::text, 'Wortlaut-[a-z]+', 'g')) as word from ${table} as whole_row`,
    );
    for (const { word } of found) {
      if (appended) held.appended.set(word, table);
      else held.other.add(word);
    }
  }
  expect(tables.filter(({ appended }) => appended).length).toBeGreaterThan(15);
  // Otherwise nothing was looked for.
  expect([...held.other].toSorted()).toEqual(Object.keys(writing).map(words).toSorted());
  expect([...held.appended]).toEqual([]);
});
