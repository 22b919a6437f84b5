// From a contribution to its fate: answered, hidden, appealed, shown again, withdrawn; mails, log, report, counts, and who may not.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { signIn } from '../identity/testing/sign-in.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];
const read = async (path: string) => (await fetch(`${program.origin}${path}`)).text();

async function open(identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}
async function send(jar: CookieJar, page: string, to: string, fields: Record<string, string>) {
  const html = await (await jar.fetch(page)).text();
  return jar.post(to, { _csrf: csrfOf(html), ...fields });
}
const commentOf = async (body: string) => {
  const [row] = await rows<{ id: string; state: string }>(
    'select id, state from participation.contribution where body like $1',
    [`%${body}%`],
  );
  if (!row) throw new Error(`Nobody has said ${body}`);
  return row;
};
const tallyIsTrue = async () => {
  const [wrong] = await rows<{ count: number }>(`select count(*)::int from participation.tally tally
    where count <> (select count(*) from participation.contribution c where c.process_id = tally.process_id
      and c.act = tally.act and c.anchor = tally.anchor and c.state = 'published')
    -- Ballots in a box are no contributions; their own trial counts them.
    and tally.process_id not in (select process_id from participation.ballot)`);
  expect(wrong?.count).toBe(0);
};

describe('the fate of a contribution', () => {
  it('is said with reason and link, shown to everyone, told to the author, and stands in the report', async () => {
    const luca = await open('moderator-luca');
    const { id } = await commentOf('auch das Einkommen');
    const page = `/mitwirkung/beitrag/${id}`;
    const wrong = await send(luca, page, page, {
      schritt: 'fate',
      fate: '',
      grund: '',
      link: 'javascript:alert(1)',
    });
    expect(wrong.status).toBe(422);
    expect(new Set((await wrong.text()).match(/href="#(?:fate|grund|link)[^"]*"/g)).size).toBe(3);
    const said = await send(luca, page, page, {
      schritt: 'fate',
      fate: 'not',
      grund: 'Steuerdaten dürfen für ein Los nicht verwendet werden.',
      link: '/mitreden/regeln',
    });
    expect(said.status).toBe(303);
    await program.settle();
    for (const path of [
      '/mitreden/buergerraete/beitraege?zu=auslosung',
      '/mitreden/buergerraete/bericht',
      `/mitreden/buergerraete/beitraege/${id}`,
    ])
      expect(await read(path), path).toContain('Steuerdaten dürfen für ein Los');
    const api = (await (
      await fetch(`${program.origin}/api/v1/participation/buergerraete/result`)
    ).json()) as { fates: unknown; participants: { total: number | null } };
    expect(api.fates).toEqual({ taken: 1, partly: 0, not: 1 });
    // Three people have commented: fewer than are said.
    expect(api.participants.total).toBe(null);
    const mails = await rows<{ subject: string }>(
      `select subject from kernel.mail where subject like 'Antwort auf Ihren Beitrag'`,
    );
    // Beside that of the demonstration's suggestion, which is taken up.
    expect(mails.length).toBe(2);
    const carla = await open('resident-carla');
    expect(await (await carla.fetch('/konto/mitreden')).text()).toContain('Steuerdaten dürfen für ein Los');
    const csv = await read('/mitreden/buergerraete/beitraege.csv');
    expect(csv.split('\r\n')[0]).toBe(
      'id,act,anchor,title,text,language,at,author,organisation,version,statement,fate,reason,link,wording,taken_up_in',
    );
    expect(csv).toContain(',not,Steuerdaten');
  });

  it('is said by moderation only', async () => {
    const { id } = await commentOf('auch das Einkommen');
    for (const who of ['resident-carla', 'clerk-fiona']) {
      const jar = await open(who);
      expect((await jar.fetch(`/mitwirkung/beitrag/${id}`)).status).toBe(403);
    }
  });
});

describe('moderation', () => {
  it('hides with rule and reason; the author appeals once; it is shown again; all in a log that names nobody', async () => {
    const luca = await open('moderator-luca');
    const { id } = await commentOf('Ab 16 Jahren');
    const page = `/mitwirkung/beitrag/${id}`;
    expect((await send(luca, page, page, { schritt: 'hide', regel: 'off-topic', warum: '' })).status).toBe(
      422,
    );
    expect(
      (await send(luca, page, page, { schritt: 'hide', regel: 'off-topic', warum: 'Gehört anderswohin.' }))
        .status,
    ).toBe(303);
    expect(await read('/mitreden/buergerraete/beitraege')).not.toContain('Ab 16 Jahren');
    expect((await fetch(`${program.origin}/mitreden/buergerraete/beitraege/${id}`)).status).toBe(404);
    await tallyIsTrue();
    const anna = await open('resident-anna');
    const appeal = { beitrag: id, schritt: 'appeal', warum: 'Doch, es geht um das Los.' };
    // Somebody else’s: there is no such contribution.
    expect((await send(anna, '/konto/mitreden', '/konto/mitreden', appeal)).status).toBe(404);
    const luis = await open('resident-luis');
    expect((await send(luis, '/konto/mitreden', '/konto/mitreden', appeal)).status).toBe(303);
    expect((await send(luis, '/konto/mitreden', '/konto/mitreden', appeal)).status).toBe(409);
    expect(await (await luca.fetch('/mitwirkung/buergerraete?pult=appealed')).text()).toContain(
      'Ab 16 Jahren',
    );
    expect((await send(luca, page, page, { schritt: 'publish' })).status).toBe(303);
    expect((await commentOf('Ab 16 Jahren')).state).toBe('published');
    await tallyIsTrue();
    const log = await read('/mitreden/buergerraete/protokoll');
    expect(log).toContain('Gehört anderswohin.');
    expect(log).not.toMatch(/Luis|Luca/);
    const looks = await rows<{ count: number }>(
      `select count(*)::int from kernel.access_entry where purpose = 'participation' and actor_kind = 'staff' and kind = 'read'`,
    );
    expect(looks[0]?.count).toBeGreaterThan(0);
    await program.settle();
    const mails = () => rows(`select 1 from kernel.mail where subject = 'Ihr Beitrag wurde verborgen'`);
    expect(await mails()).toHaveLength(1);
    // Hidden once more is told once more.
    const again = { schritt: 'hide', regel: 'off-topic', warum: 'Gehört doch anderswohin.' };
    expect((await send(luca, page, page, again)).status).toBe(303);
    expect((await send(luca, page, page, { schritt: 'publish' })).status).toBe(303);
    await program.settle();
    expect(await mails()).toHaveLength(2);
  });

  it('leaves to the author to withdraw', async () => {
    const luis = await open('resident-luis');
    const { id } = await commentOf('Ab 16 Jahren');
    const fields = { beitrag: id, schritt: 'withdraw' };
    expect((await send(luis, '/konto/mitreden', '/konto/mitreden', fields)).status).toBe(303);
    expect(await read('/mitreden/buergerraete/beitraege')).not.toContain('Ab 16 Jahren');
    await tallyIsTrue();
  });
});

describe('the other kinds', () => {
  it('a petition counts a person once', async () => {
    const bruno = await open('resident-bruno');
    const page = '/mitreden/wasserspiele/unterstuetzen';
    expect((await send(bruno, page, page, {})).status).toBe(422);
    const before = await rows<{ count: number }>(
      `select count from participation.tally where act = 'support' and anchor = ''`,
    );
    const token = csrfOf(await (await bruno.fetch(page)).text());
    const once = () => bruno.post(page, { _csrf: token, einverstanden: 'yes' });
    const answers = await Promise.all([once(), once(), once()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409, 409]);
    const after = await rows<{ count: number }>(
      `select count from participation.tally where act = 'support' and anchor = ''`,
    );
    expect(after[0]?.count).toBe((before[0]?.count ?? 0) + 1);
    // Whoever supports it is told so instead of being asked again; nobody else is.
    for (const path of [page, '/mitreden/wasserspiele']) {
      const own = await (await bruno.fetch(path)).text();
      expect(own).toContain('Sie unterstützen diese Petition');
      expect(own.slice(own.indexOf('<main'))).not.toMatch(/name="einverstanden"|href="[^"]*unterstuetzen"/);
    }
    const other = await (await (await open('resident-giulia')).fetch(page)).text();
    expect(other).toContain('name="einverstanden"');
    for (const who of [await open('moderator-luca'), new CookieJar(program.origin)])
      expect(await (await who.fetch('/mitreden/wasserspiele')).text()).not.toContain(
        'Sie unterstützen diese',
      );
  });

  it('an idea needs a place in the canton, and whoever the register does not know is told so', async () => {
    const anna = await open('resident-anna');
    const page = '/mitreden/quartier-klybeck/idee';
    const idea = { titel: 'Ein Steg', text: 'Zum Baden.' };
    for (const place of [
      { 'ort.text': '', 'ort.point': '' },
      { 'ort.text': '', 'ort.point': '0.0, 0.0' },
      { 'ort.text': '', 'ort.point': '46.95, 7.44' },
    ])
      expect((await send(anna, page, page, { ...idea, ...place })).status).toBe(422);
    expect((await send(anna, page, page, { ...idea, 'ort.point': '47.5705, 7.5925' })).status).toBe(303);
    const html = await read('/mitreden/quartier-klybeck');
    expect(html).toContain('Ein Steg');
    // Bruno has not moved here yet; Rosa lives in Basel.
    const bruno = await open('resident-bruno');
    expect((await send(bruno, page, page, { ...idea, 'ort.text': 'Hier' })).status).toBe(403);
    const { id } = (
      await rows<{ id: string }>(`select id from participation.contribution where title = 'Ein Steg'`)
    )[0] as { id: string };
    const rosa = await open('resident-rosa');
    const support = '/mitreden/quartier-klybeck/idee/unterstuetzen';
    expect((await send(rosa, '/mitreden/quartier-klybeck', support, { idee: id })).status).toBe(303);
    expect((await send(rosa, '/mitreden/quartier-klybeck', support, { idee: id })).status).toBe(409);
  });

  it('a survey is read by the form engine, answered once, and says nothing before its end', async () => {
    const emma = await open('resident-emma');
    const page = '/mitreden/umfrage-rheinufer/umfrage';
    expect((await send(emma, page, page, { verkehrsmittel: 'rakete' })).status).toBe(422);
    const answer = { verkehrsmittel: 'velo', bemerkung: '<b>Danke</b>' };
    expect((await send(emma, page, page, answer)).status).toBe(303);
    expect((await send(emma, page, page, answer)).status).toBe(409);
    const result = await read('/api/v1/participation/umfrage-rheinufer/result');
    expect(JSON.parse(result)).not.toHaveProperty('questions');
    expect(await read('/api/v1/participation/umfrage-rheinufer/contributions')).toContain('"items":[]');
  });
});
