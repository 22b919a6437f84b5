// Certificates: checked by their code, as paper and as badge, revoked once; who is due, reminded and told; what is logged.
import { createLocalJWKSet, jwtVerify, type JWK } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { readPdf } from '../../../tests/support/read-pdf.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { bareDb } from '../../../tests/support/unguarded.ts';
import { addDays } from '../../engine/index.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { dayInSwitzerland } from '../../kernel/clock.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { keepDuties } from './actions/keep-duties.ts';
import { remind } from './actions/remind.ts';
import { revokeCertificate } from './actions/revoke-certificate.ts';
import { tellEnded } from './actions/tell-ended.ts';
import { ownCertificates } from './queries/certificates.ts';
import { learner, takeTest } from './testing/learner.ts';

const course = 'sensitive-data';
let program: TestProgram;
let nora: StaffActor;
let fiona: StaffActor;
let sabine: StaffActor;
let real: TestProgram['app']['clock'];
beforeAll(async () => {
  program = await testProgram();
  real = program.app.clock;
  nora = await learner(program.app, 'trainer-nora');
  fiona = await learner(program.app, 'clerk-fiona');
  sabine = await learner(program.app, 'clerk-betreibungsamt');
}, 240_000);
afterEach(() => void (program.app.clock = real));
afterAll(() => program.stop());

const at = (instant: Date) =>
  void (program.app.clock = { now: () => instant, today: () => dayInSwitzerland(instant) });
const newest = async (staff: StaffActor) => {
  const found = (await ownCertificates(program.app, staff)).find((each) => each.course === course);
  if (!found) throw new Error(`${staff.name} has a certificate`);
  return found;
};
const json = async (path: string): Promise<Record<string, unknown>> =>
  (await fetch(`${program.origin}${path}`, { headers: { accept: 'application/json' } })).json() as Promise<
    Record<string, unknown>
  >;
const mailsTo = async (staff: StaffActor, key: string) =>
  (
    await bareDb(program.app)
      .selectFrom('kernel.mail')
      .select(['key', 'subject'])
      .where('recipient', '=', staff.email ?? '')
      .execute()
  ).filter((each) => each.key.includes(key));

describe('a certificate', () => {
  it('comes of a real test, and is checked by its code without a name', async () => {
    const { code, validUntil } = await newest(fiona);
    const page = await (await fetch(`${program.origin}/verify/${code.toLowerCase()}`)).text();
    expect(page).toContain('echt und gültig');
    expect(page).not.toContain('Fiona');
    expect(await json(`/verify/${code}`)).toMatchObject({
      ...{ genuine: true, expired: false, revoked: null },
      validUntil: validUntil?.toISOString(),
    });
    expect((await fetch(`${program.origin}/verify/0000-0000-0000-0000`)).status).toBe(404);
    if (validUntil) at(validUntil);
    expect(await json(`/verify/${code}`)).toMatchObject({ genuine: true, expired: true });
  });

  it('is an Open Badge that its public key proves', async () => {
    // A badge names the address at which it was issued; the demonstration's may have been at another one.
    await takeTest(program.app, fiona, course);
    const { code, id } = await newest(fiona);
    const token = await (await fetch(`${program.origin}/api/v1/learning/badges/${code}/jwt`)).text();
    const { payload, protectedHeader } = await jwtVerify(token, async ({ kid }) => {
      const jwk = (await (await fetch(kid ?? '')).json()) as JWK;
      return createLocalJWKSet({ keys: [jwk] })({ alg: 'RS256', kid: jwk.kid ?? '' });
    });
    expect(protectedHeader.kid).toMatch(/\/api\/v1\/learning\/keys\//);
    expect(payload['id']).toBe(`urn:uuid:${id}`);
    const readable = await json(`/api/v1/learning/badges/${code}`);
    expect(readable['type']).toEqual(['VerifiableCredential', 'OpenBadgeCredential']);
    expect(JSON.stringify(readable)).not.toContain('Fiona');
    expect(await json('/api/v1/learning/issuer')).toEqual(readable['issuer']);
  });

  it('is a PDF for its holder and nobody else', async () => {
    const { id } = await newest(fiona);
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'clerk-fiona');
    const response = await jar.fetch(`/lernen/zertifikate/${id}/pdf`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const pdf = await readPdf(Buffer.from(await response.arrayBuffer()));
    expect(pdf.pages.join(' ')).toContain('Fiona Muster');
    expect(pdf.roles.has('H1')).toBe(true);
    await pdf.close();
    const other = new CookieJar(program.origin);
    await signIn(other, 'clerk-gian');
    expect((await other.fetch(`/lernen/zertifikate/${id}/pdf`)).status).toBe(404);
    expect((await other.fetch(`/lernen/zertifikate/${id}`)).status).toBe(404);
  });

  it('that was written into the table by hand is none', async () => {
    const db = bareDb(program.app);
    const row = await db
      .selectFrom('learning.certificate')
      .selectAll()
      .where('staff_id', '=', fiona.id)
      .executeTakeFirstOrThrow();
    const { id: completion } = await db
      .insertInto('learning.completion')
      .values({ staff_id: nora.id, course, version: row.version, at: row.issued_at })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('learning.certificate')
      .values({
        ...row,
        id: crypto.randomUUID(),
        staff_id: nora.id,
        completion_id: completion,
        title: JSON.stringify(row.title),
        code: 'AAAA-AAAA-AAAA-AAAA',
        badge: row.badge.slice(0, -8) + 'AAAAAAAA',
      })
      .execute();
    expect((await fetch(`${program.origin}/verify/AAAA-AAAA-AAAA-AAAA`)).status).toBe(404);
    expect((await fetch(`${program.origin}/api/v1/learning/badges/AAAA-AAAA-AAAA-AAAA`)).status).toBe(404);
  });

  it('is revoked once, with a reason for its holder; the access is logged', async () => {
    const heinz = await learner(program.app, 'clerk-zivilstandsamt');
    const { code, id } = await newest(heinz);
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'trainer-nora');
    const form = await (await jar.fetch(`/lernen/widerruf?code=${code}`)).text();
    expect(form).toContain('Heinz Beispiel');
    const short = await jar.post('/lernen/widerruf', { _csrf: csrfOf(form), code, grund: 'kurz' });
    expect(short.status).toBe(422);
    const fields = { _csrf: csrfOf(form), code, grund: 'Der Test wurde von jemand anderem gemacht.' };
    expect((await jar.post('/lernen/widerruf', fields)).status).toBe(303);
    expect((await jar.post('/lernen/widerruf', fields)).status).toBe(409);
    expect(await json(`/verify/${code}`)).toMatchObject({ genuine: true, expired: false });
    expect((await json(`/verify/${code}`))['revoked']).not.toBeNull();
    const list = (await json('/api/v1/learning/revocations'))['revokedCredential'];
    expect(list).toContainEqual(expect.objectContaining({ id: `urn:uuid:${id}`, revoked: true }));
    expect((await newest(heinz)).because).toBe(fields.grund);
    expect(await mailsTo(heinz, `learning/revoked/${id}`)).toHaveLength(1);
    const logged = await bareDb(program.app)
      .selectFrom('kernel.access_entry')
      .select(['kind', 'purpose'])
      .where('actor_id', '=', nora.id)
      .where('subject_id', '=', heinz.id)
      .execute();
    expect(logged).toContainEqual({ kind: 'change', purpose: 'learning' });
    // The policy knows at once, and the course is due.
    const [held] = await bareDb(program.app)
      .selectFrom('policy.certificate')
      .selectAll()
      .where('staff_id', '=', heinz.id)
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    expect(held?.valid_until.getTime()).toBeLessThanOrEqual(real.now().getTime());
  });

  it('that was renewed stays when the one before is revoked', async () => {
    const before = await newest(fiona);
    await takeTest(program.app, fiona, course);
    await revokeCertificate(program.app, nora, { code: before.code, reason: 'Nur das alte gilt nicht.' });
    const [held] = await bareDb(program.app)
      .selectFrom('policy.certificate')
      .selectAll()
      .where('staff_id', '=', fiona.id)
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    expect(held?.valid_until.getTime()).toBeGreaterThan(real.now().getTime());
  });
});

describe('who has to do a course', () => {
  it('is reminded 30, 7 and 1 days before, each once, whatever was missed', async () => {
    const day = 86_400_000;
    const due = addDays(real.today(), 12);
    await bareDb(program.app)
      .insertInto('learning.duty')
      .values({ ...{ staff_id: sabine.id, course, unit: sabine.unit }, due_on: due, seen_at: real.now() })
      .onConflict((conflict) => conflict.columns(['staff_id', 'course']).doUpdateSet({ due_on: due }))
      .execute();
    const counts: number[] = [];
    for (const before of [12, 12, 7, 3, 1]) {
      at(new Date(real.now().getTime() + (12 - before) * day));
      await remind(program.app);
      counts.push((await mailsTo(sabine, `learning/${sabine.id}/`)).length);
    }
    expect(counts).toEqual([1, 1, 2, 2, 3]);
  });

  it('hears in the minute in which the certificate ends what is closed now; and so does who leads the unit', async () => {
    const hanna = await learner(program.app, 'head-hanna');
    const { id, validUntil = new Date(0) } = await newest(fiona);
    at(new Date(validUntil.getTime() - 1));
    await tellEnded(program.app);
    expect(await mailsTo(fiona, `learning/ended/${id}`)).toEqual([]);
    at(validUntil);
    await tellEnded(program.app);
    await tellEnded(program.app);
    expect(await mailsTo(fiona, `learning/ended/${id}`)).toHaveLength(1);
    expect(await mailsTo(hanna, `learning/ended/${id}`)).toHaveLength(1);
  });

  it('is seen by the trainer for all units and by a head for the own one only; each look at names is logged', async () => {
    await keepDuties(program.app);
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'trainer-nora');
    const page = await (await jar.fetch(`/lernen/stand/${course}/betreibungsamt`)).text();
    expect(page).toContain('Sabine Beispiel');
    const logged = await bareDb(program.app)
      .selectFrom('kernel.access_entry')
      .select('fields')
      .where('actor_id', '=', nora.id)
      .where('subject_id', '=', sabine.id)
      .execute();
    expect(logged).toContainEqual({ fields: ['name', 'courses'] });
    const head = new CookieJar(program.origin);
    await signIn(head, 'head-hanna');
    expect((await head.fetch(`/lernen/stand/${course}/betreibungsamt`)).status).toBe(404);
    expect((await head.fetch(`/lernen/stand/${course}/veterinaeramt`)).status).toBe(200);
    expect((await head.fetch('/lernen/widerruf')).status).toBe(403);
    const clerk = new CookieJar(program.origin);
    await signIn(clerk, 'clerk-gian');
    expect((await clerk.fetch('/lernen/stand')).status).toBe(403);
  });

  it('is counted once for each unit, and not again with each look', async () => {
    const rows = await bareDb(program.app)
      .selectFrom('learning.progress')
      .selectAll()
      .where('course', '=', course)
      .where('unit', '=', 'betreibungsamt')
      .execute();
    const duties = await bareDb(program.app)
      .selectFrom('learning.duty')
      .selectAll()
      .where('course', '=', course)
      .where('unit', '=', 'betreibungsamt')
      .execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.must).toBe(duties.length);
    const soon = addDays(real.today(), 30);
    expect(rows[0]?.soon).toBe(
      duties.filter((each) => each.due_on >= real.today() && each.due_on <= soon).length,
    );
  });
});
