// The access log is the only way to personal data: the connection refuses every other, and every table is known to be personal or not.
import { join } from 'node:path';
import { sql } from 'kysely';
import { Pool } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { impersonal, ownData } from '../../src/kernel/audit/personal-data.ts';
import { PersonalDataRefused, answeredScope, guardPool } from '../../src/kernel/db/guard-personal.ts';
import { json } from '../../src/kernel/http/reply.ts';
import { createServer } from '../../src/kernel/http/server.ts';
import { columnsOf } from '../../src/kernel/datasets/dataset.ts';
import { declaredDatasets, personalTables } from '../../src/kernel/datasets/declared.ts';
import type { Module } from '../../src/kernel/module.ts';
import { everyone } from '../../src/kernel/permission.ts';
import { transact } from '../../src/kernel/transaction.ts';
import { modules } from '../../src/modules.ts';
import { projectFolder } from '../../src/program.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { bareDb, barePool } from '../support/unguarded.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
});
afterAll(() => program.stop());

const guarded = personalTables(modules);
const task = { kind: 'programme', task: 'test' } as const;

describe('outside of a logged use', () => {
  it('knows what is guarded', () => {
    expect(guarded.length).toBeGreaterThan(20);
    expect(new Set(guarded).size).toBe(guarded.length);
  });

  it.each(guarded)('%s is refused, however it is asked for', async (table) => {
    const { db, pool } = program.app;
    const name = sql.table(table);
    for (const statement of [
      sql`select 1 from ${name} limit 1`,
      sql`select 1 from ${sql.raw(table)} limit 1`,
      sql`with hidden as (select 1 from ${name}) select count(*) from hidden`,
      sql`select exists (select from ${name})`,
      sql`delete from ${name}`,
    ])
      await expect(statement.execute(db)).rejects.toThrow(PersonalDataRefused);
    await expect(pool.query(`select 1 from ${table} limit 1`)).rejects.toThrow(PersonalDataRefused);
    await expect(pool.query({ text: `table ${table}` })).rejects.toThrow(PersonalDataRefused);
    await expect(
      db.transaction().execute((tx) => sql`select 1 from ${name} limit 1`.execute(tx)),
    ).rejects.toThrow(PersonalDataRefused);
  });

  it('waiting for a connection lends no use of whoever gives one back', async () => {
    const pool = new Pool({ ...program.app.pool.options, max: 1 });
    guardPool(pool, guarded);
    const taken = await pool.connect();
    const refused = expect(pool.query('select 1 from cases.matter limit 1')).rejects.toThrow(
      PersonalDataRefused,
    );
    await answeredScope(async () => taken.release());
    await refused;
    await pool.end();
  });

  it('a refusal costs no connection', async () => {
    for (let tries = 0; tries < 30; tries++)
      await expect(sql`select 1 from cases.matter`.execute(program.app.db)).rejects.toThrow(
        PersonalDataRefused,
      );
    expect((await program.app.pool.query('select 1')).rowCount).toBe(1);
  });
});

describe('a transaction', () => {
  const language = () => bareDb(program.app).selectFrom('identity.account').select('language').execute();
  const change = async (answer: (tx: Parameters<Parameters<typeof transact>[2]>[0]) => unknown) =>
    transact(program.app, task, async (tx) => {
      await tx.db.updateTable('identity.account').set({ language: 'it' }).execute();
      await answer(tx);
    });

  it('that does not say whose data it used is taken back', async () => {
    const before = await language();
    await expect(change(() => undefined)).rejects.toThrow(
      'identity.account: used, and no entry says by whom and why',
    );
    // Answering for a part does not answer for the rest.
    await expect(
      change((tx) => impersonal(tx.app, 'count', () => sql`select 1 from cases.matter`.execute(tx.db))),
    ).rejects.toThrow(PersonalDataRefused);
    expect(await language()).toEqual(before);
  });

  it('that writes it into the log is kept, with its entry', async () => {
    const actor = await demoActor(program.app, 'resident-anna');
    if (actor.kind !== 'person') throw new Error('demo data');
    const purpose = 'test-of-the-guard';
    await change((tx) => tx.recordAccess({ kind: 'change', subject: actor.id, fields: ['name'], purpose }));
    expect((await language()).every((row) => row.language === 'it')).toBe(true);
    const entries = bareDb(program.app).selectFrom('kernel.access_entry').where('purpose', '=', purpose);
    expect(await entries.select(['subject_id', 'actor_role']).execute()).toEqual([
      { subject_id: actor.id, actor_role: 'test' },
    ]);
    const own = await ownData(program.app, actor, (db) =>
      db.selectFrom('identity.account').select('name').where('id', '=', actor.id).execute(),
    );
    expect(own).toEqual([{ name: actor.name }]);
  });
});

describe('a page that forgets to log', () => {
  it('is an error with a code, and the log names the table and no person', async () => {
    const lines: string[] = [];
    const planted: Module = {
      name: 'planted',
      routes: (['page', 'api'] as const).map((kind) => ({
        method: 'GET',
        url: `/${kind}`,
        may: everyone,
        kind,
        summary: 'Shows everybody to everybody',
        handle: async ({ app }) => {
          const rows = await app.db
            .selectFrom('identity.account')
            .select('name')
            .where('name', '=', 'Anna Beispiel')
            .execute();
          return json(rows);
        },
      })),
    };
    const app = {
      ...program.app,
      modules: [planted],
      log: pino({ level: 'error' }, { write: (line: string) => void lines.push(line) }),
    };
    const server = await createServer(app, join(projectFolder, 'dist', 'assets'));
    const [page, api] = [await server.inject('/page'), await server.inject('/api')];
    await server.close();
    expect([page.statusCode, api.statusCode]).toEqual([500, 500]);
    expect(page.body).toContain('PERSONAL_DATA_REFUSED');
    expect(api.json()).toMatchObject({ code: 'PERSONAL_DATA_REFUSED', status: 500 });
    expect(`${page.body}${api.body}${lines.join('')}`).not.toContain('Beispiel');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({
        msg: 'personal data refused',
        err: {
          type: 'PersonalDataRefused',
          message: 'identity.account: personal data is used only where the use is logged',
        },
      });
      expect(line).toContain('personal-data.test.ts');
    }
  });
});

/** Declared tables that are not guarded although a column looks like it, each with the reason. */
const unguardedTables: Record<string, string> = {
  'archive.deletion': 'services, days and counts; no person and no reference',
  'catalogue.search_entry': 'titles and words of public pages',
  'community.circle': 'name and aim of a group of staff; who belongs to it is in community.member',
  'community.document_version':
    'which file is which version of a document of a group; who belongs to it is in community.member',
  'community.idea': 'how far an idea is, and the answer of a unit; its words are in community.entry',
  'community.idea_source': 'addresses of public pages that an idea comes from',
  'community.judgement': 'points and reasons of a unit by visible criteria; no person',
  'community.moderation': 'which rule has hidden which text, and why; no person',
  'contact.correction': 'public values of units and services; who proposed them is in contact.proposal',
  'data.street': 'streets of the canton, public',
  'initiatives.entry': 'who of the staff has noted which money, decision or risk of an initiative',
  'initiatives.hypothesis': 'who of the staff has promised which benefit in office',
  'initiatives.initiative': 'who of the staff has begun it; who works on it is in initiatives.member',
  'initiatives.obstacle_step': 'who of the staff has noted how far the change of a law is',
  'initiatives.opinion':
    'who of the staff has said in office how an initiative goes; it appears without a name',
  'initiatives.step': 'who of the staff has written and published which text of an initiative',
  'intake.batch': 'which company has sent a batch, and when; what stands in it is in intake.batch_line',
  'kernel.event': 'references and numbers of cases, drafts and accounts; no name and no answer',
  'kernel.live_value': 'small public values, such as the warning on all pages',
  'kernel.secret': 'keys of the program',
  'money.day_total': 'sums of a day of the whole ledger; no person',
  'money.posting': 'amounts of the ledger; whose bill it is, is in money.bill',
  'money.statement':
    'which file of the bank was read, and who of the staff has sent it; its entries are in money.entry',
  'news.step': 'who of the staff has written, approved and published which public text',
  'notifications.asked_address':
    'keyed hashes of mailboxes that forms have written to on the last day, and when; nothing of what was asked',
  'notifications.dead_address': 'keyed hashes of addresses that take no mail',
  'notifications.preference': 'of which kinds of notices an account wants to hear; nothing that was told',
  'notifications.setting': 'in which language an account wants its notices',
  'opendata.version': 'open data as it was published',
  'participation.text_version': 'versions of a public text',
  'questions.article': 'public knowledge, written by units',
  'questions.article_version': 'public knowledge, written by units',
  'questions.published': 'questions and answers that were masked and released for everyone',
  'reports.report':
    'what is broken, and where; who has reported it is in reports.reporter, words and photos are held back until checked',
  'transparency.finding': 'numbers of entries',
  'transparency.leaf': 'salted hashes of entries, made to be public',
  'identity.sign_in': 'a browser on its way to the identity provider; nobody knows yet who it is',
  'identity.demo_provider_item': 'the demonstration’s provider: invented persons',
  'identity.demo_wallet_credential': 'the demonstration’s wallet: invented persons',
  'identity.demo_wallet_request': 'the demonstration’s wallet: invented persons',
};

/** Columns that tell of a person, point to one, or hold whatever somebody has written. */
const personal =
  /^(.*_)?(name|email|phone|ahv|birth_date|nationality|street|recipient|message|answers?|body|bytes|payload|verified|manifest|input|model)$|^(owner|subject|account|actor|clerk|staff|assignee|person|organisation|register|document|entry|uid)(_id)?$|^case_ref$|^request$|_hash$/;

describe('every table', () => {
  it('that looks as if it told of persons is guarded, or has a reason why not', () => {
    const looksPersonal = declaredDatasets(modules)
      .filter((dataset) => columnsOf(dataset).some(([name]) => personal.test(name)))
      .map(({ table }) => table);
    expect(looksPersonal.filter((table) => !guarded.includes(table)).toSorted()).toEqual(
      Object.keys(unguardedTables).toSorted(),
    );
  });

  it('is reached by its name only: no view, function or search path leads around', async () => {
    const pool = barePool(program.app);
    const ours = `not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public')`;
    const views = await pool.query(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('v', 'm') and n.nspname ${ours}`,
    );
    expect(views.rows).toEqual([]);
    const functions = await pool.query<{ name: string; body: string }>(
      `select p.proname as name, p.prosrc as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname ${ours}`,
    );
    expect(functions.rows.length).toBeGreaterThan(2);
    // These two only ask whether the account is still there, before what is kept as long as it may go; they give out nothing.
    const onlyAsk = (body: string) =>
      body.replaceAll('not exists (select from identity.account where id = old.staff_id)', '');
    for (const { name, body } of functions.rows) {
      const reads = ['refuse_while_account_stays', 'refuse_forging'].includes(name) ? onlyAsk(body) : body;
      for (const table of guarded) expect(reads.includes(table), `${name} ${table}`).toBe(false);
    }
    const { rows } = await program.app.pool.query<{ schemas: string[] }>(
      'select current_schemas(false)::text[] as schemas',
    );
    expect(rows[0]?.schemas).toEqual(['public']);
  });
});
