// Who is affected by a breach, by the log of uses, and each of them told once in their language.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar } from '../../../../tests/support/cookie-jar.ts';
import { signIn } from '../../identity/testing/sign-in.ts';
import { idOf, recordedBreaches, spaced } from '../testing/recorded-breaches.ts';
import { typedInstant } from '../../../engine/index.ts';
import { tellAffected } from './tell-affected.ts';

let trial: Awaited<ReturnType<typeof recordedBreaches>>;

beforeAll(async () => {
  trial = await recordedBreaches();
}, 300_000);
afterAll(() => trial.program.stop());

describe('the persons affected', () => {
  it('come from the log by account, time, fields and case; each look is logged for each of them', async () => {
    const { rows, ago, fiona, dpo, anna, bruno, text, post, recorded } = trial;
    const all = await recorded();
    expect(await text(all)).toContain('2 Personen mit 3 Zugriffen.');
    expect(await text(await recorded({ fields: ['ahv'] }))).toContain('2 Personen mit 2 Zugriffen.');
    expect(await text(await recorded({ fields: ['name'] }))).toContain('1 Person mit 1 Zugriff.');
    expect(await text(await recorded({ account: '', case: '2026-7kq4-m2xd' }))).toContain('1 Person mit');
    expect(await text(await recorded({ account: '', unit: fiona.unit }))).toContain('2 Personen');
    expect(await text(await recorded(typedInstant('until', ago(4995))))).toContain(
      '2 Personen mit 2 Zugriffen.',
    );
    const none = await recorded(typedInstant('until', ago(5005)));
    expect(await text(none)).toContain('ist niemand betroffen');
    const refused = await post(none, { do: 'confirm' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('niemanden zu informieren');

    const looks = () =>
      rows<{ subject_id: string }>(
        `select subject_id from kernel.access_entry where purpose = 'breach' and actor_id = $1 and fields = '{name,accesses}'
           and subject_id = any($2::uuid[]) order by id`,
        [dpo.id, [anna, bruno]],
      );
    expect(await looks()).toEqual([]);
    const shown = await text(`${all}/betroffene`);
    expect(shown).toContain('Anna Beispiel');
    expect(shown).toContain('AHV-Nummer');
    expect(new Set((await looks()).map((each) => each.subject_id))).toEqual(new Set([anna, bruno]));
  });

  it('of a role are those of every account that has it, also besides others', async () => {
    const { rows, fiona, text, recorded } = trial;
    const roles = (wanted: string[]) =>
      rows('update identity.account set roles = $2 where id = $1', [fiona.id, wanted]);
    await roles(['clerk', 'trainer']);
    expect(await text(await recorded({ account: '', role: 'trainer' }))).toContain(
      '2 Personen mit 3 Zugriffen.',
    );
    await roles(['clerk']);
    expect(await text(await recorded({ account: '', role: 'trainer' }))).toContain('ist niemand betroffen');
    expect(await text(await recorded({ account: '', role: 'clerk' }))).toContain('2 Personen mit 3');
  });

  it('are told once each, in their language, also when the job was killed in the middle', async () => {
    const { program, rows, fiona, bruno, text, post, confirm, recorded, mailsOf, form } = trial;
    await rows("update identity.account set language = 'fr' where id = $1", [bruno]);
    const path = await recorded({
      fields: ['ahv'],
      'advice.de': 'Rat auf Deutsch.',
      'advice.fr': 'Conseil en français.',
      'advice.it': 'Consiglio.',
      'advice.en': 'Advice.',
    });
    expect(await mailsOf(path)).toEqual([]);
    // What is irreversible has a page of its own: whom it reaches, and the notice in every language, open.
    expect(await text(path)).not.toContain('value="confirm"');
    const asked = await text(`${path}/informieren`);
    for (const words of ['2 Personen erhalten', 'Anna Beispiel', 'Rat auf Deutsch.', 'Conseil en français.'])
      expect(asked).toContain(words);
    expect(asked).not.toContain('<details');
    const other = await post(path, { do: 'confirm', persons: '1' });
    expect(other.status).toBe(422);
    expect(await mailsOf(path)).toEqual([]);
    expect((await confirm(path)).status).toBe(303);
    await program.settle();
    expect((await trial.jonas.fetch(`${path}/informieren`)).status).toBe(303);
    const told = await mailsOf(path);
    expect(told.map((each) => each.subject)).toEqual([
      'Wichtig: Ein Vorfall betrifft auch Ihre Daten',
      'Important: une violation concerne aussi vos données',
    ]);
    // Killed after a mail was kept and before the person was marked.
    await rows(
      'update oversight.incident_person set told_at = null, told_how = null where incident_id = $1',
      [idOf(path)],
    );
    const entries =
      "select count(*)::int as count from kernel.access_entry where actor_role = 'oversight.tell-affected'";
    const before = await rows(entries);
    await Promise.all([
      tellAffected(program.app, { subject: idOf(path) }),
      tellAffected(program.app, { subject: idOf(path) }),
    ]);
    expect(await mailsOf(path)).toEqual(told);
    expect(await rows(entries)).toEqual(before);
    expect(await text(path)).toContain('Alle sind informiert');

    const own = new CookieJar(program.origin);
    await signIn(own, 'resident-anna');
    const page = spaced(await (await own.fetch('/konto/zugriffe/vorfaelle')).text());
    expect(page).toContain('Um diese Angaben geht es: AHV-Nummer.');
    expect(page).toContain('Rat auf Deutsch.');
    expect(page).not.toContain(fiona.name);
    expect(page).not.toContain('Laptop');
    // What they are told can't change any more; what the authority reads can, since its notice is often complete only later.
    const changed = await post(`${path}/aendern`, {
      ...form({ what: 'Zwei Laptops wurden gestohlen.', account: '', unit: fiona.unit, fields: ['name'] }),
      consequences: 'Missbrauch der Nummer',
      measures: 'Konto gesperrt',
      'advice.de': 'Anderer Rat.',
    });
    expect(changed.status).toBe(303);
    const [row] = await rows(
      `select what, consequences, measures, unit, fields, advice->>'de' as advice, actor_id from oversight.incident where id = $1`,
      [idOf(path)],
    );
    expect(row).toEqual({
      what: 'Zwei Laptops wurden gestohlen.',
      consequences: 'Missbrauch der Nummer',
      measures: 'Konto gesperrt',
      unit: null,
      fields: ['ahv'],
      advice: 'Rat auf Deutsch.',
      actor_id: fiona.id,
    });
    const html = await text(`${path}/aendern`);
    expect(html).toContain('Missbrauch der Nummer');
    expect(html).not.toContain('name="account"');
  });
});
