// A participatory budget through the real program: ballots with a basket, once; the result for everyone; any file counted again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../../tests/support/test-program.ts';
import { barePool } from '../../../../../tests/support/unguarded.ts';
import { readPb } from '../../../../voting/pb-read.ts';
import { recount } from '../../../../voting/recount.ts';
import { signIn } from '../../../identity/testing/sign-in.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

const open = '/mitreden/quartierbudget';
const ended = '/mitreden/quartierbudget-vorjahr';
const pageOf = async (path: string) => (await fetch(`${program.origin}${path}`)).text();
const textOf = async (answer: Response) => (await answer.text()).replaceAll(/\u202f|\u00a0/g, ' ');

async function jarOf(identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}

const blank = async (jar: CookieJar) => (await jar.fetch(`${open}/stimmzettel`)).text();

async function vote(jar: CookieJar, projects: readonly string[], tun = 'stimmen', form?: string) {
  const html = form ?? (await blank(jar));
  const body = new URLSearchParams([
    ['_csrf', csrfOf(html)],
    ['_id', /name="_id" value="([^"]+)"/.exec(html)?.[1] ?? ''],
    ['tun', tun],
    // Without script: said openly.
    ['offen', 'yes'],
    ...projects.map((id) => ['projekt', id]),
  ]);
  return jar.fetch(`${open}/stimmzettel`, { method: 'POST', body, redirect: 'manual' });
}

const votes = async () => {
  const { rows } = await barePool(program.app).query<{ count: number }>(
    `select count(*)::int from participation.ballot where process_id = 'quartierbudget'`,
  );
  return rows[0]?.count;
};

describe('a ballot', () => {
  it('over the budget, doubled or with unknown projects is refused with words, and nothing of it is lost', async () => {
    const jar = await jarOf('resident-anna');
    const over = await vote(jar, ['baeume', 'spielplatz', 'velo']);
    expect(over.status).toBe(422);
    const html = await textOf(over);
    expect(html).toContain('kosten zusammen 66 000 CHF, 6 000 CHF mehr als das Budget');
    for (const id of ['baeume', 'spielplatz', 'velo'])
      expect(html).toMatch(new RegExp(`value="${id}"[^>]* checked|checked[^>]* value="${id}"`));
    const doubled = await vote(jar, ['baeume', 'baeume']);
    expect(await textOf(doubled)).toContain('Zwölf Bäume an der Klybeckstrasse steht zweimal da.');
    const unknown = await vote(jar, ['baeume', '<script>alert(1)</script>']);
    expect(unknown.status).toBe(422);
    const said = await textOf(unknown);
    expect(said).toContain('gibt es hier nicht');
    expect(said).not.toContain('<script>alert');
    expect((await vote(jar, [])).status).toBe(422);
    expect(await votes()).toBe(0);
  });

  it('is added up without being cast, then counts once, with a receipt', async () => {
    const jar = await jarOf('resident-anna');
    const added = await vote(jar, ['baeume', 'velo'], 'rechnen');
    expect(await textOf(added)).toContain('2 Projekte, zusammen 36 000 CHF. Das Budget ist 60 000 CHF.');
    expect(await votes()).toBe(0);
    const form = await blank(jar);
    // Clicked twice at once: it lies there once. Nobody remembers whose it is, so the receipt is shown once.
    const cast = () => vote(jar, ['baeume', 'velo'], 'stimmen', form);
    const answers = await Promise.all([cast(), cast()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const done = answers.find(({ status }) => status === 200);
    expect(await done?.text()).toMatch(/Ihre Quittung: [\w-]{20}\./);
    expect((await vote(jar, ['brunnen'], 'stimmen', form)).status).toBe(409);
    const again = await vote(jar, ['brunnen']);
    expect(again.status).toBe(409);
    expect(await votes()).toBe(1);
  });

  it('is for those whom the register knows here, and for nobody before or after', async () => {
    const bruno = await vote(await jarOf('resident-bruno'), ['baeume']);
    expect(bruno.status).toBe(403);
    // He may not, but the register was read about him: he finds it in his log.
    const { rows } = await barePool(program.app).query<{ fields: string[] }>(
      `select fields from kernel.access_entry
       where purpose = 'participation' and actor_kind = 'self' order by id desc limit 1`,
    );
    expect(rows[0]?.fields).toContain('birthDate');
    const late = await (await jarOf('resident-anna')).fetch(`${ended}/stimmzettel`);
    // Where all ballots are.
    expect([late.status, late.headers.get('location')]).toEqual([303, `${ended}/urne`]);
    expect((await fetch(`${program.origin}${open}/ergebnis`)).status).toBe(404);
    expect((await fetch(`${program.origin}${open}/stimmen.pb`)).status).toBe(404);
  });
});

describe('the result', () => {
  it('is shown beside the other rule, with reasons, and is the same when anyone counts the file', async () => {
    const html = await pageOf(`${ended}/ergebnis`);
    expect(html).toContain('Gekauft als Nummer 1');
    const text = await pageOf(`${ended}/stimmen.pb`);
    const pb = readPb(text);
    if ('faults' in pb) throw new Error(JSON.stringify(pb.faults));
    expect(pb.election.ballots.length).toBe(12);
    const { compared, differences, outcome } = recount(pb);
    expect([compared, differences]).toEqual([true, []]);
    expect(outcome.chosen.length).toBeGreaterThan(1);
    const api = (await (
      await fetch(`${program.origin}/api/v1/participation/quartierbudget-vorjahr/result`)
    ).json()) as {
      selected: string[];
    };
    expect(JSON.stringify(api)).toContain(
      JSON.stringify(outcome.chosen.map((place) => pb.election.projects[place]?.id)),
    );
  });

  it('tells nobody who has voted what: the file holds neither names nor signs of authors', async () => {
    const text = await pageOf(`${ended}/stimmen.pb`);
    const { rows } = await barePool(program.app).query<{ shown_as: string; id: string }>(
      'select shown_as, id from participation.author',
    );
    for (const { shown_as, id } of rows) {
      expect(text).not.toContain(id);
      expect(text.split('\n').some((line) => line.startsWith(`${shown_as};`))).toBe(false);
    }
  });
});

describe('counting again', () => {
  const file = async (content: string | Uint8Array, name = 'x.pb') => {
    const jar = new CookieJar(program.origin);
    const html = await (await jar.fetch('/mitreden/nachzaehlen')).text();
    const body = new FormData();
    body.set('_csrf', csrfOf(html));
    body.set('datei', new File([content as BlobPart], name));
    return jar.fetch('/mitreden/nachzaehlen', { method: 'POST', body, redirect: 'manual' });
  };

  it('takes anybody’s file without an account, and keeps nothing of it', async () => {
    const text = await pageOf(`${ended}/stimmen.pb`);
    const answer = await file(text);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Gleich wie in der Datei');
    const other = await file(
      text.replace(/^(baeume;.*);[01]$/m, (line) =>
        line.replace(/[01]$/, (said) => (said === '1' ? '0' : '1')),
      ),
    );
    expect(await other.text()).toMatch(/Zeile \d+: baeume steht/);
  });

  it('names line and code of what is wrong, hostile texts included', async () => {
    const answer = await file('META\nkey;value\n<script>alert(1)</script>;1;2\n');
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toMatch(/Zeile 3/);
    expect(html).toContain('PB_CELLS');
    expect(html).not.toContain('<script>alert');
    expect((await file('')).status).toBe(422);
    expect((await file(new Uint8Array(3_000_000))).status).toBe(422);
    expect((await file(Uint8Array.from([255, 254, 0, 1]))).status).toBe(422);
  });
});
