// A course from the first page to the certificate as a browser without script goes through it; and what somebody sends who wants to cheat.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import { signIn } from '../../identity/testing/sign-in.ts';
import { courseById } from '../courses.ts';
import { ownAttempt } from '../queries/attempts.ts';
import { answersOf, learner } from '../testing/learner.ts';
import type { GivenAnswer } from '../actions/answer-questions.ts';

const course = 'plain-language';
let program: TestProgram;
let ruth: StaffActor;
let jar: CookieJar;
beforeAll(async () => {
  program = await testProgram();
  ruth = await learner(program.app, 'clerk-asb');
  jar = new CookieJar(program.origin);
  await signIn(jar, 'clerk-asb');
}, 240_000);
afterAll(() => program.stop());

const page = async (path: string): Promise<string> => (await jar.fetch(path)).text();
/** From a page that has a form at any time; the one of the course has none while a try is open. */
const csrf = async () => {
  const [first] = courseById(program.app, course).modules;
  return csrfOf(await page(`/lernen/${course}/modul/${first?.id}`));
};

/** A form as a browser sends it: an order by its places, several answers by the same name. */
async function send(path: string, { question, given }: GivenAnswer): Promise<Response> {
  const kind = courseById(program.app, course).questions.find(({ id }) => id === question)?.kind;
  const fields: [string, string][] = given.map((id, place) => [
    kind === 'order' ? `antwort-${place + 1}` : 'antwort',
    id,
  ]);
  const body = new URLSearchParams([['_csrf', await csrf()], ['frage', question], ...fields]);
  return jar.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: program.origin },
    body: body.toString(),
  });
}

const start = async (): Promise<string> =>
  (await jar.post(`/lernen/${course}/test`, { _csrf: await csrf() })).headers.get('location') ?? '';
const idOf = (path: string): string => path.split('/').at(-1) ?? '';

describe('a course in the browser', () => {
  it('is read module by module, and remembers which', async () => {
    const { modules } = courseById(program.app, course);
    let path = `/lernen/${course}/modul/${modules[0]?.id}`;
    for (let each = 0; each < modules.length; each++) {
      const html = await page(path);
      expect(html).not.toContain('## ');
      path = (await jar.post(path, { _csrf: csrfOf(html) })).headers.get('location') ?? '';
    }
    expect(path).toBe(`/lernen/${course}#test`);
    expect((await page(`/lernen/${course}`)).match(/Gelesen/g)).toHaveLength(modules.length);
  });

  it('asks one question after the other, tells each answer at once, and ends with a certificate', async () => {
    const path = await start();
    expect(await start()).toBe(path);
    const answers = await answersOf(program.app, ruth, idOf(path), 'right');
    const [first] = answers;
    if (!first) throw new Error('The course has questions');
    const empty = await send(path, { ...first, given: [] });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('role="alert"');
    for (const [index, answer] of answers.entries()) {
      expect(await page(path)).toContain(`Frage ${index + 1} von ${answers.length}`);
      const sent = await send(path, answer);
      expect(sent.headers.get('location')).toBe(`${path}?nach=${index + 1}`);
      expect(await page(`${path}?nach=${index + 1}`)).toContain('Richtig.');
    }
    const result = await page(`${path}/ergebnis`);
    expect(result).toContain('Bestanden');
    const href = /\/lernen\/zertifikate\/[0-9a-f-]{36}/.exec(result)?.[0] ?? '';
    expect(await page(href)).toContain('Zertifikat für Ruth Vorlage');
    // Sent once more, an answer changes nothing.
    expect((await send(path, first)).headers.get('location')).toBe(`${path}?nach=1`);
  });

  it('gives whoever takes it double time', async () => {
    const sent = await jar.post(`/lernen/${course}/test`, { _csrf: await csrf(), zeit: 'doppelt' });
    const attempt = await ownAttempt(program.app, ruth, idOf(sent.headers.get('location') ?? ''));
    const minutes = ((attempt?.endsAt.getTime() ?? 0) - (attempt?.startedAt.getTime() ?? 0)) / 60_000;
    expect(minutes).toBe(courseById(program.app, course).minutesForQuiz * 2);
  });

  it('shows no answer before it was given, and nobody else’s try', async () => {
    const path = await start();
    expect((await jar.fetch(`${path}?nach=3`)).status).toBe(200);
    expect(await page(`${path}?nach=3`)).toContain('Frage 1 von');
    expect(await page(`/api/v1/learning/courses`)).not.toMatch(/"(?:right|why|options)"/);
    const gian = new CookieJar(program.origin);
    await signIn(gian, 'clerk-gian');
    for (const each of [path, `${path}/ergebnis`]) expect((await gian.fetch(each)).status).toBe(404);
    const resident = new CookieJar(program.origin);
    await signIn(resident, 'resident-anna');
    for (const each of ['/lernen', `/lernen/${course}`, path])
      expect((await resident.fetch(each)).status).toBe(403);
  });
});
