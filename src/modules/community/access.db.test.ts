// Who sees what of the community, through the real program: closed groups, guests, profiles by choice, the search, files, and whoever has left.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { runAt } from '../../kernel/clock.ts';
import { makeCopyParts } from './testing/copy-parts.ts';
import { createGroup } from './groups/create-group.ts';
import { acceptInvitation, inviteGuest } from './groups/guests.ts';
import { changeMember, joinGroup, leaveGroup } from './groups/join-group.ts';
import { writeEntry } from './entries/write-entry.ts';
import { forget } from './people/forget.ts';
import { saveProfile } from './people/save-profile.ts';
import { browser, colleague, guestOf, outcomes, postForm, rowsOf, seeded } from './testing/colleagues.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

const group = (id: string, rest = '') => `/gemeinschaft/gruppen/${id}${rest}`;
const inGroup = ['', '/schreiben', '/mitglieder', '/moderation', '/dokumente', '/anlaesse'];

describe('a closed group', () => {
  it('tells staff outside its name and purpose, and nothing else', async () => {
    const { app } = program;
    const dpo = await colleague(program, 'dpo-jonas');
    await writeEntry(app, dpo, seeded.closed, 'post', {
      ...{ id: randomUUID(), title: 'Geheimnisvolles', body: 'Xylophonwort', language: 'de' as const },
    });
    const jar = await browser(program, 'clerk-fiona');
    const page = await jar.fetch(group(seeded.closed));
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('Datenschutz im Alltag');
    expect(html).not.toContain('Geheimnisvolles');
    for (const rest of inGroup.slice(1))
      expect((await jar.fetch(group(seeded.closed, rest))).status).toBe(404);
    const found = await (await jar.fetch('/gemeinschaft/suche?q=Xylophonwort')).text();
    expect(found).not.toContain('Geheimnisvolles');
    const own = await (
      await (await browser(program, 'dpo-jonas')).fetch('/gemeinschaft/suche?q=Xylo')
    ).text();
    expect(own).toContain('Geheimnisvolles');
    // Nor to the moderators of open groups.
    const luca = await browser(program, 'moderator-luca');
    expect((await luca.fetch(group(seeded.closed, '/moderation'))).status).toBe(404);
  });

  it('lets in whoever its moderator lets in, who finds that in the log', async () => {
    const { app } = program;
    const [jonas, otto] = [await colleague(program, 'dpo-jonas'), await colleague(program, 'auditor-otto')];
    const fiona = await colleague(program, 'clerk-fiona');
    await expect(changeMember(app, fiona, seeded.closed, otto.id, 'accept')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const both = await Promise.allSettled([
      changeMember(app, jonas, seeded.closed, otto.id, 'accept'),
      changeMember(app, jonas, seeded.closed, otto.id, 'accept'),
    ]);
    expect(outcomes(both)).toEqual({ done: 1, codes: ['COMMUNITY_NOT_NOW'] });
    const logged = await rowsOf<{ fields: string[] }>(
      program,
      `select fields from kernel.access_entry where subject_id = $1 and actor_id = $2 and purpose = 'community'`,
      [otto.id, jonas.id],
    );
    expect(logged.map(({ fields }) => fields)).toContainEqual(['membership']);
  });

  it('keeps one of two moderators who go at the same moment', async () => {
    const { app } = program;
    const id = randomUUID();
    const [nora, mia, erik] = [
      await colleague(program, 'trainer-nora'),
      await colleague(program, 'editor-mia'),
      await colleague(program, 'counter-erik'),
    ];
    await createGroup(app, nora, { id, name: 'Zwei gehen', about: 'Probe', open: true });
    for (const member of [mia, erik]) await joinGroup(app, member, id);
    await changeMember(app, nora, id, mia.id, 'make-moderator');
    const gone = await Promise.allSettled([leaveGroup(app, nora, id), leaveGroup(app, mia, id)]);
    expect(outcomes(gone)).toEqual({ done: 1, codes: ['COMMUNITY_LAST_MODERATOR'] });
    const [row] = await rowsOf<{ members: number; counted: number }>(
      program,
      `select members, (select count(*)::int from community.member where circle_id = c.id) counted
       from community.circle c where id = $1`,
      [id],
    );
    expect(row).toEqual({ members: 2, counted: 2 });
  });

  it('of one name is opened once, by whoever comes first', async () => {
    const { app } = program;
    const nora = await colleague(program, 'trainer-nora');
    const open = (id: string) => createGroup(app, nora, { id, name: 'Nur eine', about: 'Probe', open: true });
    const same = randomUUID();
    const all = await Promise.allSettled([open(same), open(same), open(randomUUID()), open(randomUUID())]);
    const { codes } = outcomes(all);
    expect(codes).toEqual(['COMMUNITY_NAME_TAKEN']);
    const made = await rowsOf(program, `select id from community.circle where name = 'Nur eine'`);
    expect(made.length).toBe(1);
  });
});

describe('a guest', () => {
  it('sees one group, reads and writes there, and nothing else', async () => {
    const jar = await browser(program, 'resident-bruno');
    expect(await (await jar.fetch('/konto')).text()).toContain('href="/gemeinschaft"');
    const other = await browser(program, 'resident-anna');
    expect(await (await other.fetch('/konto')).text()).not.toContain('href="/gemeinschaft"');
    expect((await jar.fetch(group(seeded.withGuest))).status).toBe(200);
    expect((await jar.fetch(`/gemeinschaft/beitraege/${seeded.post}`)).status).toBe(200);
    const sent = await postForm(jar, group(seeded.withGuest, '/schreiben'), {
      ...{ art: 'beitrag', titel: 'Vom Gast', text: 'Ein Gruss.' },
    });
    expect(sent.status).toBe(303);
    for (const rest of inGroup)
      expect((await jar.fetch(group(seeded.open, rest))).status, rest).not.toBe(200);
    for (const path of [
      `/gemeinschaft/beitraege/${seeded.question}`,
      `/gemeinschaft/dokumente/${seeded.document}`,
    ])
      expect((await jar.fetch(path)).status, path).toBe(404);
    for (const path of ['gruppen', 'menschen', 'profil', 'ideen', 'suche?q=a', `ideen/${seeded.idea}`])
      expect((await jar.fetch(`/gemeinschaft/${path}`)).status, path).toBe(403);
    const pulse = await jar.fetch(`/api/v1/community/pulse?entry=${seeded.idea}`);
    expect(pulse.status).toBe(404);
  });

  it('comes in once by the link, until the last day, and is forgotten after it', async () => {
    const { app } = program;
    const ines = await colleague(program, 'hub-ines');
    const wanted = {
      ...{ id: randomUUID(), name: 'Gast', email: 'gast@example.org', organisation: 'Kanton (erfunden)' },
      ...{ until: '2026-12-01', language: 'de' as const },
    };
    const secret = await inviteGuest(app, ines, seeded.withGuest, wanted);
    const [anna, tom] = [await guestOf(program, 'resident-anna'), await guestOf(program, 'resident-tom')];
    const used = await Promise.allSettled([
      acceptInvitation(app, anna, secret),
      acceptInvitation(app, tom, secret),
    ]);
    expect(outcomes(used)).toEqual({ done: 1, codes: ['COMMUNITY_INVITATION_ENDED'] });
    const guest = used[0].status === 'fulfilled' ? anna : tom;
    const entry = randomUUID();
    const write = () =>
      writeEntry(app, guest, seeded.withGuest, 'post', {
        id: entry,
        title: 'Da',
        body: 'Da',
        language: 'de',
      });
    const on = <Result>(day: string, work: () => Promise<Result>) =>
      runAt(app.clock, new Date(`${day}T12:00Z`), work);
    await expect(on('2026-12-02', write)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await on('2026-12-01', write);
    await on('2026-12-01', () => forget(app));
    const [kept] = await rowsOf(program, 'select 1 from community.profile where account_id = $1', [guest.id]);
    expect(kept).toBeDefined();
    await on('2026-12-02', () => forget(app));
    expect(
      await rowsOf(program, 'select 1 from community.profile where account_id = $1', [guest.id]),
    ).toEqual([]);
    const [text] = await rowsOf<{ author_id: string | null }>(
      program,
      'select author_id from community.entry where id = $1',
      [entry],
    );
    expect(text).toEqual({ author_id: null });
  });

  it('is asked in by a moderator of the group only, and not for ever', async () => {
    const { app } = program;
    const fiona = await colleague(program, 'clerk-fiona');
    const ines = await colleague(program, 'hub-ines');
    const wanted = (until: string) => ({
      ...{ id: randomUUID(), name: 'Gast', email: 'gast@example.org', organisation: 'Kanton' },
      ...{ until, language: 'de' as const },
    });
    await expect(inviteGuest(app, fiona, seeded.withGuest, wanted('2026-12-01'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const day of ['2026-11-23', '2030-01-01'])
      await expect(inviteGuest(app, ines, seeded.withGuest, wanted(day))).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
  });
});

describe('a profile', () => {
  it('shows what was chosen, and is found by nothing else', async () => {
    const { app } = program;
    const karin = await colleague(program, 'archivist-karin');
    const profile = {
      ...{ about: 'Verborgenwort', skills: ['Paläografie'], offers: ['Findbücher'] },
      ...{ shown: ['skills' as const], digest: 'none' as const },
    };
    const jar = await browser(program, 'clerk-gian');
    const found = async (q: string) => (await jar.fetch(`/gemeinschaft/menschen?q=${q}`)).text();
    await saveProfile(app, karin, { ...profile, listed: false });
    expect(await found('Paläografie')).not.toContain(karin.name);
    expect((await jar.fetch(`/gemeinschaft/menschen/${karin.id}`)).status).toBe(404);
    await saveProfile(app, karin, { ...profile, listed: true });
    expect(await found('Palaeo')).toContain(karin.name);
    expect(await found('Verborgenwort')).not.toContain(karin.name);
    expect(await found('Findbuecher')).not.toContain(karin.name);
    const html = await (await jar.fetch(`/gemeinschaft/menschen/${karin.id}`)).text();
    expect(html).toContain('Paläografie');
    expect(html).not.toMatch(/Verborgenwort|Findbücher/);
  });

  it('goes with everything that says who somebody is, and their own copy had all of it', async () => {
    const { app } = program;
    const mia = await colleague(program, 'editor-mia');
    const parts = await makeCopyParts(app, mia);
    expect(parts.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['profile', 'group', 'event', 'comment']),
    );
    const jar = await browser(program, 'editor-mia');
    const unsure = await postForm(jar, '/gemeinschaft/profil', { schritt: 'leave' });
    expect(unsure.status).toBe(422);
    expect((await postForm(jar, '/gemeinschaft/profil', { schritt: 'leave', ja: 'yes' })).status).toBe(303);
    const left = await rowsOf<{ table: string }>(
      program,
      `select 'profile' as table from community.profile where account_id = $1
       union all select 'member' from community.member where account_id = $1
       union all select 'rsvp' from community.rsvp where account_id = $1
       union all select 'support' from community.support where account_id = $1
       union all select 'mention' from community.mention where account_id = $1
       union all select 'entry' from community.entry where author_id = $1
       union all select 'comment' from community.comment where author_id = $1
       union all select 'version' from community.document_version where author_id = $1`,
      [mia.id],
    );
    expect(left).toEqual([]);
    // Her place at the workshop went to whoever waited.
    const [event] = await rowsOf<{ coming: number; waiting: number }>(
      program,
      'select coming, waiting from community.event where id = $1',
      [seeded.event],
    );
    expect(event).toEqual({ coming: 2, waiting: 0 });
    const html = await (
      await (await browser(program, 'counter-erik')).fetch(`/gemeinschaft/beitraege/${seeded.question}`)
    ).text();
    expect(html).toContain('Jemand, der nicht mehr dabei ist');
    expect(html).not.toContain(mia.name);
  });
});

describe('a document', () => {
  it('keeps every version, and of two next ones at once the second is asked to look first', async () => {
    const nora = await browser(program, 'trainer-nora');
    const page = `/gemeinschaft/dokumente/${seeded.document}`;
    const file = await nora.fetch(`${page}/1`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await file.arrayBuffer()).toString('latin1')).toMatch(/^%PDF-1.4[\s\S]*erste Fassung/);
    expect((await nora.fetch(`${page}/3`)).status).toBe(404);
    const html = await (await nora.fetch(page)).text();
    const send = (bytes: string, type: string) => {
      const form = new FormData();
      form.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '');
      form.set('gesehen', '2');
      form.set('notiz', 'Dritte Fassung');
      form.set('datei', new Blob([bytes], { type }), 'liste.pdf');
      return nora.fetch(page, { method: 'POST', body: form, headers: { origin: program.origin } });
    };
    const refused = await send('<html><script>alert(1)</script>', 'application/pdf');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Dritte Fassung');
    const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
    const both = await Promise.all([send(pdf, 'application/pdf'), send(pdf, 'application/pdf')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    const versions = await rowsOf<{ number: number }>(
      program,
      'select number from community.document_version where document_id = $1 order by number',
      [seeded.document],
    );
    expect(versions.map(({ number }) => number)).toEqual([1, 2, 3]);
  });
});
