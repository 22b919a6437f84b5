// Requests that nobody's browser sends by itself: each gets an answer with a code, in the caller's language, and costs little.
import { bareDb } from '../support/unguarded.ts';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from '../../src/modules/identity/testing/sign-in.ts';
import { CookieJar, csrfOf } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
let token: string;

beforeAll(async () => {
  program = await testProgram();
  token = await program.token('resident-anna');
}, 240_000);
afterAll(() => program.stop());

/** Bytes over a bare connection; what comes back. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket: Socket = connect(Number(new URL(program.origin).port), '127.0.0.1', () =>
      socket.write(bytes),
    );
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const evaluate = (body: string | Buffer) =>
  fetch(`${program.origin}/api/v1/services/hund-anmelden/evaluate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'fr' },
    body: body as BodyInit,
  });

describe('addresses', () => {
  test.each([
    ['a broken character', '/leistungen/%ff'],
    ['a broken escape', '/%'],
    ['a part without end', `/stellen/${'a'.repeat(500)}`],
  ])('a page in the language for %s', async (_what, path) => {
    const response = await fetch(program.origin + path, {
      headers: { accept: 'text/html', 'accept-language': 'it', cookie: 'lang=it' },
    });
    expect([400, 404]).toContain(response.status);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toMatch(/<html lang="it-CH">[\s\S]*(BAD_REQUEST|NOT_FOUND)/);
  });

  test('problem details for programs', async () => {
    const response = await fetch(`${program.origin}/api/v1/services/%ff`);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'BAD_REQUEST', status: 400 });
  });

  test.each(['//evil.example/x', '/\\evil.example/x', '/\\/evil.example/x'])(
    'no link of the page for %s leaves the site',
    async (path) => {
      const answer = await raw(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toContain(' 404 ');
      const links = [...answer.matchAll(/href="([^"]*evil[^"]*)"/g)].map((match) => match[1] ?? '');
      expect(links.length).toBeGreaterThan(4);
      for (const link of links) expect(new URL(link, program.origin).origin).toBe(program.origin);
    },
  );

  test('405 says what is allowed', async () => {
    const get = await fetch(`${program.origin}/api/v1/services`, { method: 'POST' });
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const post = await fetch(`${program.origin}/api/v1/services/hund-anmelden/evaluate`);
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('what is no request', () => {
  test('cookies without end: a page that says so in every language', async () => {
    const answer = await raw(`GET / HTTP/1.1\r\nHost: x\r\nCookie: a=${'a'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    for (const word of [
      'Cookies dieser Seite',
      'cookies de ce site',
      'cookie di questo sito',
      'of this site',
    ])
      expect(answer).toContain(word);
  });

  test('no HTTP at all', async () => {
    expect(await raw('HELO mail.example\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*BAD_REQUEST/);
  });

  test('requests that never end are broken off', () => {
    expect(program.server.server.requestTimeout).toBe(300_000);
    expect(program.server.server.headersTimeout).toBeLessThanOrEqual(60_000);
  });
});

describe('JSON', () => {
  test('a key given twice is refused however far the colon is', async () => {
    const response = await evaluate(`{"answers":{"a":1,"a"${' \n'.repeat(500)}:2}}`);
    expect(await response.json()).toMatchObject({ status: 400, detail: 'doubled key a' });
  });

  test('other encodings are refused instead of stored as something else', async () => {
    for (const body of [
      Buffer.from('{"answers":{"vorname":"Zoë"}}', 'latin1'),
      Buffer.from('{"answers":{}}', 'utf16le'),
    ])
      expect(await (await evaluate(body)).json()).toMatchObject({ code: 'MALFORMED_JSON', status: 400 });
  });

  test('a byte order mark is passed over', async () => {
    expect((await evaluate(Buffer.from('\uFEFF{"answers":{}}'))).status).toBe(200);
  });

  test('what is wrong is said in the language of the caller', async () => {
    const problem = (await (await evaluate('{}')).json()) as { errors: unknown };
    expect(problem.errors).toEqual([
      { pointer: '/answers', code: 'ANSWER_REQUIRED', detail: 'Cette indication manque.' },
    ]);
  });
});

describe('bodies with files', () => {
  const multipart = (path: string, form: FormData, headers: Record<string, string> = {}) =>
    fetch(program.origin + path, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { origin: program.origin, accept: 'text/html', ...headers },
    });
  const withFiles = (count: number, bytes: number) => {
    const form = new FormData();
    for (let index = 0; index < count; index++)
      form.append(`f${index}`, new Blob([Buffer.alloc(bytes)]), 'a.pdf');
    return form;
  };

  test('the limit of the address holds for them, too', async () => {
    expect((await multipart('/abmelden', withFiles(2, 1_000_000))).status).toBe(413);
  });

  test('text without end is refused where files may be large', async () => {
    const form = new FormData();
    for (let index = 0; index < 3; index++) form.append(`f${index}`, 'x'.repeat(500_000));
    const path = '/leistungen/hund-anmelden/formular/halter';
    expect((await multipart(path, form)).status).toBe(413);
    const typed = new URLSearchParams({ x: 'x'.repeat(2_000_000) });
    const response = await fetch(program.origin + path, { method: 'POST', body: typed });
    expect(response.status).toBe(413);
  });

  test('files of whoever is not signed in are not kept; what was typed is', async () => {
    const form = withFiles(1, 3_000_000);
    form.append('vorname', 'Zoë\0');
    const response = await multipart('/leistungen/hund-anmelden/formular/halter', form);
    expect(response.status).toBe(303);
    const parked = await bareDb(program.app)
      .selectFrom('kernel.parked_form')
      .select('body')
      .orderBy('expires_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(parked.body).toEqual({ vorname: 'Zoë\uFFFD', _filesNotKept: '1' });
  });

  test('the API says what is wrong with a file', async () => {
    const upload = async (bytes: Buffer, name = 'a.pdf') => {
      const form = new FormData();
      form.append('file', new Blob([bytes as BlobPart]), name);
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
      const response = await multipart('/api/v1/files', form, headers);
      return [response.status, await response.json()];
    };
    expect(await upload(Buffer.alloc(0))).toMatchObject([422, { code: 'FILE_EMPTY' }]);
    expect(await upload(Buffer.alloc(10_600_000))).toMatchObject([413, { code: 'BODY_TOO_LARGE' }]);
    expect(await upload(Buffer.alloc(12_000_000))).toMatchObject([413, { code: 'BODY_TOO_LARGE' }]);
    expect(await upload(Buffer.from('MZ %PDF-1.7'))).toMatchObject([415, { code: 'FILE_TYPE_REFUSED' }]);
    expect(await upload(Buffer.from('%PDF-1.7'), '../x.exe')).toMatchObject([201, { name: 'x.exe.pdf' }]);
  });
});

test('texts with half a character or hidden ones are told at their field, in actions on cases', async () => {
  const { ref } = await bareDb(program.app)
    .selectFrom('cases.matter')
    .select('ref')
    .where('service_id', '=', 'hund-anmelden')
    .where('state', '=', 'submitted')
    .executeTakeFirstOrThrow();
  const fiona = await program.token('clerk-fiona');
  const act = async (action: string, input: string, revision: number) => {
    const response = await fetch(`${program.origin}/api/v1/cases/${ref}/actions/${action}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${fiona}`,
        'content-type': 'application/json',
        'accept-language': 'en',
        'if-match': String(revision),
      },
      body: input,
    });
    return (await response.json()) as { status?: number; revision: number; errors?: unknown[] };
  };
  const { revision } = await act('take', '{}', 1);
  for (const [text, code] of [
    ['a\\ud800b', 'CONTROL_CHARACTER'],
    ['a\\u0000b', 'CONTROL_CHARACTER'],
    ['a\\u202eb', 'DIRECTION_CHARACTER'],
    ['\\u200b', 'ANSWER_REQUIRED'],
    ['', 'ANSWER_REQUIRED'],
    ['x'.repeat(4001), 'TOO_LONG'],
  ]) {
    const answer = await act('ask', `{"question":"${text}"}`, revision);
    expect(answer).toMatchObject({ status: 422, code: 'CASE_INPUT_INVALID' });
    expect(answer.errors).toEqual([{ pointer: '/question', code, detail: expect.any(String) }]);
  }
  expect(await act('ask', '{"question":"a","more":1}', revision)).toMatchObject({
    errors: [{ pointer: '/more', code: 'UNKNOWN_FIELD', detail: 'This is not asked here.' }],
  });
});

describe('what nobody of ours sends', () => {
  test.each(['%00', '%0d%0aX-Injected:1', '%F0%9F%90%95'])('a form of a service called %s', async (id) => {
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'resident-bruno');
    const response = await jar.fetch(`/leistungen/${id}/formular/uebernehmen`);
    expect(response.status).toBe(404);
    expect(response.headers.get('x-injected')).toBeNull();
  });

  test('a cookie of a parked form that is no id', async () => {
    const response = await fetch(`${program.origin}/leistungen/hund-anmelden/formular`, {
      headers: { accept: 'text/html', cookie: `parked=${'-'.repeat(36)}` },
    });
    expect(response.status).toBe(200);
  });

  test('a person at the counter who is no id', async () => {
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'counter-erik', '/schalter');
    const token = csrfOf(await (await jar.fetch('/schalter')).text());
    const fields = {
      _csrf: token,
      service: 'hund-anmelden',
      person: '-'.repeat(36),
      identification: 'document',
    };
    expect((await jar.post('/schalter/beginnen', fields)).status).toBe(422);
  });

  test('forms without end of people who have not signed in: only some are kept', async () => {
    await bareDb(program.app).deleteFrom('kernel.parked_form').execute();
    const statuses = [];
    for (let sent = 0; sent < 30; sent++)
      statuses.push(
        (await new CookieJar(program.origin).post('/konto/sitzungen', { x: 'x'.repeat(100_000) })).status,
      );
    expect(statuses.at(-1)).toBe(429);
    const kept = await bareDb(program.app).selectFrom('kernel.parked_form').select('id').execute();
    expect(kept.length).toBeLessThanOrEqual(20);
  }, 20_000);
});
