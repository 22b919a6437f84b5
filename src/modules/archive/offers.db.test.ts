// What the archive is offered: its package, the confirmation that it arrived, the decision, and what the protocol says of it.
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { csrfOf } from '../../../tests/support/cookie-jar.ts';
import { readZip } from '../../../tests/support/read-zip.ts';
import { bareDb } from '../../../tests/support/unguarded.ts';
import { compileRules } from '../policy/decide.ts';
import { policyOf } from '../policy/index.ts';
import { endCases } from './actions/end-cases.ts';
import { followChain } from './queries/deletions.ts';
import { endingProgram, type EndingProgram } from './testing/ending-program.ts';
import { plantRows } from './testing/plant-rows.ts';

let program: EndingProgram;
beforeAll(async () => {
  program = await endingProgram();
}, 240_000);
afterAll(() => program.stop());
beforeEach(() => program.forgetEndings());

describe('the archive', () => {
  it('fetches a package, takes over or declines, one or many; then they go', async () => {
    const refs = [await program.closedCase('archive-offer'), await program.closedCase('archive-offer')];
    const declined = await program.closedCase('archive-offer');
    // An appointment, a corrected value, a file with malicious software, and whatever else a case can have.
    await plantRows(program.rows, refs[0] ?? '', randomUUID());
    await endCases(program.app);
    await program.announcedLongAgo();
    await endCases(program.app);
    // Undecided: nothing goes, however often the night comes.
    await endCases(program.app);
    expect(await program.exists(declined)).toBe(1);
    const karin = await program.open('archivist-karin');
    const html = await (await karin.fetch('/archiv')).text();
    for (const ref of [...refs, declined]) expect(html).toContain(ref);
    const send = (fields: Record<string, string>, chosen: string[]) => {
      const body = new URLSearchParams({ _csrf: csrfOf(html), ...fields });
      for (const ref of chosen) body.append('ref', ref);
      return karin.fetch('/archiv', { method: 'POST', body });
    };
    expect((await send({ do: 'decide', reason: 'taken/lasting' }, [])).status).toBe(422);
    expect((await send({ do: 'decide', reason: 'taken/nonsense' }, refs)).status).toBe(422);
    expect((await send({ do: 'decide', reason: 'taken/lasting' }, refs)).status).toBe(409);
    expect((await send({ do: 'package' }, [...refs, '2026-NONE-NONE'])).status).toBe(404);
    const packed = await send({ do: 'package' }, refs);
    expect([packed.status, packed.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const bytes = Buffer.from(await packed.arrayBuffer());
    const files = readZip(bytes);
    const names = [...files.keys()];
    expect(names.at(-1)).toBe('header/metadata.xml');
    const xml = files.get('header/metadata.xml')?.toString() ?? '';
    for (const name of names.slice(0, -1)) expect(xml).toContain(`<name>${name}</name>`);
    expect(names.filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
    const record = files.get(`content/${refs[0]}/case.json`)?.toString() ?? '';
    for (const kept of ['Luna', 'Planted right value', '"offer": "planted"']) expect(record).toContain(kept);
    // What is not handed on is named, not passed over.
    expect(xml).toContain('<nichtEnthalten><name>planted.pdf</name><grund>Schadsoftware gefunden</grund>');
    expect(names.filter((name) => name.includes('planted'))).toEqual([]);

    // A download that was only begun is not a package that has arrived.
    expect((await send({ do: 'decide', reason: 'taken/lasting' }, refs)).status).toBe(409);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const waiting = await (await karin.fetch('/archiv')).text();
    expect(waiting).toContain(digest);
    expect(waiting).toMatch(/1\sDatei fehlt darin/);
    const confirm = (of: string) => karin.post(`/archiv/pakete/${of}/erhalten`, { _csrf: csrfOf(html) });
    expect((await confirm('ab'.repeat(32))).status).toBe(409);
    expect((await confirm('nonsense')).status).toBe(404);
    expect((await send({ do: 'decide', reason: 'taken/lasting' }, refs)).status).toBe(409);
    expect([(await confirm(digest)).status, (await confirm(digest)).status]).toEqual([303, 303]);
    expect(await (await karin.fetch('/archiv')).text()).not.toContain(digest);

    expect((await send({ do: 'decide', reason: 'taken/lasting' }, refs)).status).toBe(303);
    expect((await send({ do: 'decide', reason: 'declined/no-value' }, [declined])).status).toBe(303);
    expect((await send({ do: 'decide', reason: 'declined/no-value' }, [declined])).status).toBe(409);
    await endCases(program.app);
    expect(await Promise.all([...refs, declined].map(program.exists))).toEqual([0, 0, 0]);
    const protocol = await (await karin.fetch('/archiv/protokoll')).text();
    expect(protocol).toContain('Vom Archiv übernommen');
    expect(protocol).toContain('Vom Archiv abgelehnt');
    expect(protocol).toMatch(/1\sDatei mit Schadsoftware wurde nicht übergeben/);
    expect((await followChain(bareDb(program.app))).broken).toBeUndefined();
    const jonas = await program.open('dpo-jonas');
    expect((await jonas.fetch('/archiv/protokoll')).status).toBe(200);
    expect((await jonas.fetch('/archiv')).status).toBe(403);
    // Fetched anew, it has to be confirmed anew.
    const again = await program.closedCase('archive-offer');
    await endCases(program.app);
    await program.announcedLongAgo();
    await endCases(program.app);
    const fetched = async () => Buffer.from(await (await send({ do: 'package' }, [again])).arrayBuffer());
    const first = createHash('sha256')
      .update(await fetched())
      .digest('hex');
    expect((await confirm(first)).status).toBe(303);
    await fetched();
    expect((await send({ do: 'decide', reason: 'taken/lasting' }, [again])).status).toBe(409);

    const looks = await program.rows(
      'select 1 from kernel.access_entry where case_ref = $1 and actor_role = $2',
      [refs[0] ?? '', 'archivist'],
    );
    expect(looks.length).toBeGreaterThanOrEqual(3);
  });

  it('sees every package that waits to be confirmed, page by page', async () => {
    // Two by two made at the same moment.
    await program.rows(
      `insert into archive.ending (case_ref, owner_id, service_id, service_version, due, to_archive, state, announced_at, offered_at,
           packed_at, package_digest)
         select '2015-PACK-' || number, (select id from identity.account where subject = 'resident-anna'), 'hund-anmelden', 1,
           '2026-01-01', true, 'offered', now(), now(), '2026-01-01T00:00:00Z'::timestamptz + (number / 2) * interval '1 minute',
           sha256(number::text::bytea)
         from generate_series(1000, 1120) as number`,
      [],
    );
    const karin = await program.open('archivist-karin');
    const seen: string[] = [];
    let path: string | undefined = '/archiv';
    while (path !== undefined && seen.length < 500) {
      const html = await (await karin.fetch(path)).text();
      seen.push(...[...html.matchAll(/<code>([0-9a-f]{64})<\/code>/g)].map((each) => each[1] ?? ''));
      path = /href="(\/archiv\?pakete=[^"#]+)#pakete"/.exec(html)?.[1];
    }
    expect(seen).toHaveLength(121);
    expect(new Set(seen).size).toBe(121);
    await program.rows("delete from archive.ending where case_ref like '2015-PACK-%'", []);
  });

  it('is decided by whom the canton’s policy names, as the protocol and the registers are', async () => {
    const { app } = program;
    const policy = policyOf.of(app);
    const given = async () => {
      const status = async (identity: string, path: string) =>
        (await (await program.open(identity)).fetch(path)).status;
      return [
        await status('archivist-karin', '/archiv'),
        await status('dpo-jonas', '/archiv/protokoll'),
        await status('clerk-einwohneramt', '/berichtigungen'),
      ];
    };
    expect(await given()).toEqual([200, 200, 200]);
    for (const [without, left] of [
      ['archive', [403, 200, 200]],
      ['deletions', [200, 403, 200]],
      ['corrections', [200, 200, 403]],
    ] as const) {
      policyOf.set(app, { ...policy, book: compileRules(policy.rules.filter(({ id }) => id !== without)) });
      try {
        expect(await given(), without).toEqual(left);
      } finally {
        policyOf.set(app, policy);
      }
    }
  });
});
