// Special cases by the canton's policy, through pages and API: open to the minute of the certificate, withheld, explained.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { csrfOf } from '../../../tests/support/cookie-jar.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { compileRules } from '../policy/decide.ts';
import { policyOf } from '../policy/policy-file.ts';
import { unsettledCases } from './queries/corrected-values.ts';
import { worklist, worklistFigures } from './queries/worklist.ts';
import { policyProgram, type CaseJson, type PolicyProgram } from './testing/policy-program.ts';

let program: PolicyProgram;
beforeAll(async () => {
  program = await policyProgram();
});
afterAll(() => program.stop());
afterEach(() => program.at());

describe('a special case', () => {
  afterEach(() => program.certify(program.fiona, program.later(100_000)));

  it('is open with the certificate, as it always was', async () => {
    const seen = await program.caseAs('clerk-fiona');
    expect(seen.withheld).toEqual([]);
    expect(seen.answers).toHaveProperty('ergaenzungsleistungen');
    expect(seen.actions.map(({ id }) => id)).toContain('take');
    expect(await program.lastEntry(program.fiona.id)).toEqual({
      fields: expect.arrayContaining(['name', 'answers', 'history']) as string[],
      purpose: 'case-handling|hund-anmelden',
    });
  });

  it('closes at the instant at which the certificate ends, not before and not after', async () => {
    const until = program.later(30);
    await program.certify(program.fiona, until);
    const token = await program.token('clerk-fiona');
    const get = async () =>
      (await (
        await fetch(`${program.origin}/api/v1/cases/${program.ref}`, {
          headers: { authorization: `Bearer ${token}` },
        })
      ).json()) as CaseJson;
    const events = async () => {
      const answer = await fetch(`${program.origin}/api/v1/cases/${program.ref}/events`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return ((await answer.json()) as { items: { input: unknown; by: { kind: string; name: unknown } }[] })
        .items;
    };
    const persons = async () => (await events()).flatMap(({ by }) => (by.kind === 'person' ? [by.name] : []));
    program.at(new Date(until.getTime() - 1));
    expect((await get()).withheld).toEqual([]);
    expect(await persons()).toContain('Carla Exempel');
    program.at(until);
    const closed = await get();
    expect(closed.answers).toEqual({});
    expect(closed.fee).toEqual({});
    expect(closed.documents).toEqual([]);
    expect(closed.actions).toEqual([]);
    expect(closed.withheld.find(({ pointer }) => pointer === '/ergaenzungsleistungen')).toMatchObject({
      part: 'answer',
      class: 'special',
      why: expect.stringContaining('Umgang mit besonderen Personendaten') as string,
    });
    expect(await program.lastEntry(program.fiona.id)).toEqual({
      fields: ['caseState'],
      purpose: 'case-handling|hund-anmelden',
    });
    expect((await events()).every(({ input }) => JSON.stringify(input) === '{}')).toBe(true);
    // Nor by whom, where that is the person: the log says that no name was seen.
    expect(new Set(await persons())).toEqual(new Set([null]));
  });

  it('does not open before the certificate begins, with a clock that is set back', async () => {
    // Longer ago than any certificate of the demonstration: they are valid for two years.
    program.at(program.later(-800 * 24 * 60));
    const headers = { authorization: `Bearer ${await program.token('clerk-fiona')}` };
    const answer = await fetch(`${program.origin}/api/v1/cases/${program.ref}`, { headers });
    const { answers, withheld } = (await answer.json()) as CaseJson;
    expect(answers).toEqual({});
    expect(withheld[0]?.why).toContain('nie erhalten');
  });

  it('between page and action: 403 in words, nothing done, nothing typed lost', async () => {
    const jar = await program.open('clerk-fiona');
    const before = await program.caseAs('clerk-fiona');
    let html = await (await jar.fetch(`/faelle/${program.ref}`)).text();
    await jar.post(`/faelle/${program.ref}/aktionen/take`, {
      _csrf: csrfOf(html),
      _revision: String(before.revision),
    });
    html = await (await jar.fetch(`/faelle/${program.ref}`)).text();
    expect(html).toContain('Rückfrage stellen');
    await program.certify(program.fiona, program.later(-1));
    const typed = 'Bitte senden Sie uns den Ausweis des Hundes <b>heute</b>.';
    const answer = await jar.post(`/faelle/${program.ref}/aktionen/ask`, {
      _csrf: csrfOf(html),
      _revision: String(before.revision + 1),
      question: typed,
    });
    expect(answer.status).toBe(403);
    const page = await answer.text();
    expect(page).toContain('Bitte senden Sie uns den Ausweis des Hundes &lt;b>heute');
    expect(page).toContain('Dafür brauchen Sie ein gültiges Zertifikat');
    expect(page).toContain('Dieses Geschäft ist für Sie geschlossen');
    expect(page).toContain('Hanna Probst');
    expect(page).not.toContain('Carla Exempel');
    for (const [action, body] of [
      ['ask', { question: typed }],
      ['confirm', { reasons: typed }],
      ['take', {}],
    ] as const) {
      const refused = await program.api(
        'clerk-fiona',
        `/api/v1/cases/${program.ref}/actions/${action}`,
        body,
      );
      expect(refused.status, action).toBe(403);
      expect(await refused.json()).toMatchObject({ code: 'CERTIFICATE_NEEDED' });
    }
    expect((await program.caseAs('clerk-fiona')).revision).toBe(before.revision + 1);
    // The path of the deputy: a colleague with a certificate takes it over; or it is given back.
    const hanna = await program.caseAs('head-hanna');
    expect(hanna.withheld).toEqual([]);
    expect(hanna.actions.map(({ id }) => id)).toEqual(expect.arrayContaining(['take', 'ask']));
    expect((await program.caseAs('clerk-fiona')).actions.map(({ id }) => id)).toEqual(['release']);
    const release = (extra: Record<string, string>) =>
      jar.post(`/faelle/${program.ref}/aktionen/release`, { _csrf: csrfOf(page), ...extra });
    // A form that does not say which state it was made from is stale, whatever the state is.
    for (const stale of [{}, { _revision: '' }, { _revision: String(before.revision) }])
      expect((await release(stale)).status).toBe(409);
    expect((await release({ _revision: String(before.revision + 1) })).status).toBe(303);
  });

  it('names nobody in the worklist, says why, and warns before', async () => {
    const jar = await program.open('clerk-fiona');
    expect(await (await jar.fetch('/arbeitsliste')).text()).toContain('Carla Exempel');
    await program.certify(program.fiona, program.later(20 * 24 * 60));
    const warned = await (await jar.fetch('/arbeitsliste')).text();
    expect(warned).toContain('läuft am');
    expect(warned).toContain('Carla Exempel');
    await program.certify(program.fiona, program.later(-1));
    const closed = await (await jar.fetch('/arbeitsliste')).text();
    expect(closed).toContain('abgelaufen');
    expect(closed).toContain('Name zurückgehalten');
    expect(closed).not.toContain('Carla Exempel');
    expect(await program.lastEntry(program.fiona.id)).toEqual({ fields: ['caseState'], purpose: 'worklist' });
    expect((await program.api('clerk-fiona', '/api/v1/worklist')).status).toBe(200);
  });

  it('is in the list and the figures of whom the rules show it, and nobody else', async () => {
    const { app, fiona } = program;
    const policy = policyOf.of(app);
    const rule = { id: 'own', purpose: 'case-handling', uses: ['see'], classes: ['internal'] } as const;
    try {
      policyOf.set(app, {
        ...policy,
        book: compileRules([{ ...rule, roles: ['clerk'], unit: ['same'], assignment: ['mine'] }]),
      });
      const listed = (await worklist(app, fiona)).items;
      expect(listed.filter(({ assigneeId }) => assigneeId !== fiona.id)).toEqual([]);
      const figures = await worklistFigures(app, fiona);
      expect(figures.open).toBe(listed.length);
      expect(figures).toMatchObject({ open: figures.mine, free: 0 });
      // No unit at all: an empty list, not a failure.
      policyOf.set(app, { ...policy, book: compileRules([{ ...rule, roles: ['head'] }]) });
      expect((await worklist(app, fiona)).items).toEqual([]);
      expect((await worklistFigures(app, fiona)).open).toBe(0);
      expect(await unsettledCases(app, fiona)).toEqual([]);
    } finally {
      policyOf.set(app, policy);
    }
  });

  it('keeps its files closed, too', async () => {
    const [file] = await program.rows<{ case_ref: string; file_id: string }>(
      `select case_ref, file_id from cases.evidence join cases.matter on ref = case_ref
       where service_id = 'hund-anmelden' limit 1`,
    );
    if (!file) return;
    await program.certify(program.fiona, program.later(-1));
    const jar = await program.open('clerk-fiona');
    expect((await jar.fetch(`/faelle/${file.case_ref}/nachweise/${file.file_id}`)).status).toBe(403);
  });

  it('is explained: every condition, and whom to ask', async () => {
    const jar = await program.open('clerk-fiona');
    const may = await (await jar.fetch(`/warum?geschaeft=${program.ref}`)).text();
    expect(may).not.toContain('Nicht erlaubt');
    expect(may).toContain('gültig bis');
    await program.certify(program.fiona, program.later(-1));
    const may2 = await (await jar.fetch(`/warum?geschaeft=${program.ref.toLowerCase()}`)).text();
    expect(may2).toContain('Nicht erlaubt');
    expect(may2).toContain('abgelaufen am');
    expect(may2).toContain('Kurs und Test unter «Lernen»');
    expect(may2).toContain('Hanna Probst');
    expect(may2).not.toContain('Carla');
  });
});

describe('a case of another unit', () => {
  it('can’t be told from one that does not exist', async () => {
    const jar = await program.open('clerk-gian');
    const texts = async (path: (of: string) => string) => {
      const read = async (of: string) => {
        const response = await jar.fetch(path(of));
        return { status: response.status, html: (await response.text()).replaceAll(of, 'REF') };
      };
      return [await read(program.ref), await read('2026-0000-0000')] as const;
    };
    const bare = (html: string) => html.replaceAll(/[\w-]{20,}\.[\w-]{20,}|value="[^"]{20,}"/g, '');
    for (const path of [
      (of: string) => `/faelle/${of}`,
      (of: string) => `/warum?geschaeft=${of}`,
      (of: string) => `/notfallzugriff?geschaeft=${of}`,
    ]) {
      const [there, missing] = await texts(path);
      expect(there.status).toBe(missing.status);
      expect(bare(there.html)).toBe(bare(missing.html));
    }
    expect((await program.api('clerk-gian', `/api/v1/cases/${program.ref}`)).status).toBe(404);
    expect((await program.api('clerk-gian', `/api/v1/cases/${program.ref}/actions/take`, {})).status).toBe(
      404,
    );
    expect((await program.api('auditor-otto', `/api/v1/cases/${program.ref}`)).status).toBe(404);
  });
});

describe('the table of certificates', () => {
  it('only grows', async () => {
    const pool = barePool(program.app);
    await expect(pool.query(`update policy.certificate set valid_until = now()`)).rejects.toThrow(
      'append-only',
    );
    await expect(pool.query('delete from policy.certificate')).rejects.toThrow('append-only');
  });
});
