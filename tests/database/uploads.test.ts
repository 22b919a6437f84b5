// Files as careless, unlucky and hostile people send them: what is wrong is told, and nothing stays behind.
import { bareDb } from '../support/unguarded.ts';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFile, partsOf } from '../../src/kernel/files/store-file.ts';
import { signIn } from '../../src/modules/identity/testing/sign-in.ts';
import { CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { pdf, png, upload } from '../support/upload.ts';

let program: TestProgram;
let folder: string;
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  program = await testProgram({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
  token = await program.token('resident-bruno');
}, 240_000);
afterAll(async () => {
  await program.stop();
  await rm(folder, { recursive: true });
});

const fileCount = async () =>
  (await bareDb(program.app).selectFrom('kernel.file').select('id').execute()).length;

/** Incoming files that this process still holds; they have no name any more, so only the system knows them (Linux). */
async function held(): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map((each) => readlink(`/proc/self/fd/${each}`).catch(() => '')),
  );
  return links.filter((each) => each.startsWith(join(folder, 'incoming')));
}

async function nothingHeld(): Promise<void> {
  for (let tries = 0; tries < 100 && (await held()).length > 0; tries++) await sleep(50);
  expect(await held()).toEqual([]);
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
}

test('a file of 10 MB is stored in parts and read back as it was', async () => {
  const bytes = Buffer.concat([pdf(), randomBytes(10 * 1024 * 1024 - pdf().length)]);
  const { status, body } = await upload(program, token, bytes);
  expect([status, body.size]).toEqual([201, bytes.length]);
  const file = await findFile(bareDb(program.app), body.id);
  expect(file?.sha256.equals(createHash('sha256').update(bytes).digest())).toBe(true);
  const parts: Buffer[] = [];
  for await (const part of partsOf(bareDb(program.app), body.id, body.size)) parts.push(part);
  expect(Math.max(...parts.map((part) => part.length))).toBe(262_144);
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  await nothingHeld();
});

test.each([
  ['empty', Buffer.alloc(0), 'a.pdf', 422, 'FILE_EMPTY'],
  ['larger than 10 MB', Buffer.alloc(10_600_000), 'a.pdf', 413, 'BODY_TOO_LARGE'],
  ['a zip with the name of a PDF', Buffer.from('PK\u0003\u0004 x'), 'a.pdf', 415, 'FILE_TYPE_REFUSED'],
  ['a program with the name of a PDF', Buffer.from('MZ\u0090 %PDF-1.7'), 'a.pdf', 415, 'FILE_TYPE_REFUSED'],
  ['a page with the name of a picture', Buffer.from('<html>'), 'a.png', 415, 'FILE_TYPE_REFUSED'],
  ['a picture of 4 gigapixels', png(65_535, 65_535), 'a.png', 422, 'IMAGE_TOO_LARGE'],
  ['half a picture', png(10, 10).subarray(0, 12), 'a.png', 415, 'FILE_TYPE_REFUSED'],
])('%s is refused and leaves nothing', async (_what, bytes, name, status, code) => {
  const before = await fileCount();
  const answer = await upload(program, token, bytes, name);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(await fileCount()).toBe(before);
  await nothingHeld();
});

test.each([
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\Windows\\system32\\x.exe', 'x.exe.pdf'],
  ['a\u202Efdp.exe', 'afdp.exe.pdf'],
  ['beleg.png', 'beleg.png.pdf'],
])('the name %j becomes %j', async (name, safe) => {
  expect((await upload(program, token, pdf(), name)).body.name).toBe(safe);
});

/** Sends a request by hand. @returns the status line; empty when the line is cut first */
async function raw(headers: string[], body: Buffer, cut: boolean): Promise<string> {
  const socket = connect(Number(new URL(program.origin).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    [
      'POST /api/v1/files HTTP/1.1',
      'host: localhost',
      `authorization: Bearer ${token}`,
      ...headers,
      '',
      '',
    ].join('\r\n'),
  );
  socket.write(body);
  if (cut) {
    await sleep(300);
    expect(process.platform !== 'linux' || (await held()).length > 0).toBe(true);
    socket.destroy();
    return '';
  }
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString('latin1').split('\r\n')[0] ?? '';
}

const opening = Buffer.from(
  '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7\n',
);
const typed = 'content-type: multipart/form-data; boundary=x';

test('5 GB are refused as they are announced', async () => {
  const line = await raw([typed, 'content-length: 5368709120'], opening, false);
  expect(line).toContain(' 413 ');
  await nothingHeld();
});

test('what is cut off halfway leaves nothing behind', async () => {
  const before = await fileCount();
  await raw([typed, 'content-length: 5000000'], Buffer.concat([opening, Buffer.alloc(300_000)]), true);
  await nothingHeld();
  expect(await fileCount()).toBe(before);
});

test('a body that ends too early is told', async () => {
  const line = await raw([typed, `content-length: ${opening.length}`], opening, false);
  expect(line).toContain(' 400 ');
  await nothingHeld();
});

const service = '/leistungen/anwohnerparkkarte/formular';

/** Posts files at a field of a form that takes two. */
async function post(jar: CookieJar, files: [name: string, bytes: Buffer][]): Promise<Response> {
  const { response, url } = await jar.follow(`${service}/nachweis`);
  const body = new FormData();
  for (const [tag] of (await response.text()).matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    if (name !== undefined) body.append(name, /value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  body.append('adresseGemeldet', 'yes');
  for (const [name, bytes] of files)
    body.append('_file.fahrzeugausweis', new Blob([bytes as BlobPart]), name);
  return jar.fetch(url.pathname, { method: 'POST', body, headers: { origin: program.origin } });
}

const filesOf = async () => {
  const { answers } = await bareDb(program.app)
    .selectFrom('intake.draft')
    .select('answers')
    .where('service_id', '=', 'anwohnerparkkarte')
    .where('submitted_ref', 'is', null)
    .executeTakeFirstOrThrow();
  return ((answers as Record<string, unknown>)['fahrzeugausweis'] as { name: string }[] | undefined) ?? [];
};

test('in a form: the same file twice counts once, too many are told, more than ten are refused', async () => {
  await bareDb(program.app).deleteFrom('intake.draft').execute();
  const jar = new CookieJar(program.origin);
  await signIn(jar, 'resident-bruno', service);
  await jar.follow(service);
  await bareDb(program.app)
    .updateTable('intake.draft')
    .set({ answers: JSON.stringify({ aufEigenenNamen: true, adresseStimmt: false }) })
    .where('service_id', '=', 'anwohnerparkkarte')
    .execute();

  const twice = pdf('zweimal');
  await post(jar, [
    ['a.pdf', twice],
    ['a.pdf', twice],
  ]);
  await post(jar, [['kopie.pdf', twice]]);
  expect((await filesOf()).map((file) => file.name)).toEqual(['a.pdf']);

  const bomb = await post(jar, [['riesig.png', png(50_000, 50_000)]]);
  expect(bomb.status).toBe(422);
  expect(await bomb.text()).toContain('riesig.png: Das Bild hat mehr als 100 Megapixel');

  const many = await post(jar, [
    ['b.pdf', pdf('b')],
    ['c.pdf', pdf('c')],
  ]);
  expect(many.status).toBe(422);
  expect(await many.text()).toMatch(/[Hh]öchstens 2/);
  expect((await filesOf()).map((file) => file.name)).toEqual(['a.pdf', 'b.pdf']);

  const before = await fileCount();
  const tooMany = await post(
    jar,
    Array.from({ length: 11 }, (_each, index) => [`${index}.pdf`, pdf(`${index}`)] as [string, Buffer]),
  );
  expect(tooMany.status).toBe(413);
  expect(await fileCount()).toBe(before);
  await nothingHeld();
});

const draftRow = () =>
  bareDb(program.app)
    .selectFrom('intake.draft')
    .select(['id', 'owner_id'])
    .where('service_id', '=', 'anwohnerparkkarte')
    .where('owner_id', 'is not', null)
    .$narrowType<{ owner_id: string }>()
    .executeTakeFirstOrThrow();

test('what is taken away from a form is gone, here and in the database', async () => {
  const jar = new CookieJar(program.origin);
  await signIn(jar, 'resident-bruno', service);
  const [first] = (await filesOf()) as { id: string; name: string }[];
  expect(await findFile(bareDb(program.app), first?.id ?? '')).toBeDefined();
  const { response } = await jar.follow(`${service}/nachweis`);
  const hidden = Object.fromEntries(
    [...(await response.text()).matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
      /name="([^"]*)"/.exec(tag)?.[1] ?? '',
      /value="([^"]*)"/.exec(tag)?.[1] ?? '',
    ]),
  );
  // The hidden references are a list; what is not sent is not kept.
  await jar.post(`${service}/nachweis`, {
    ...hidden,
    fahrzeugausweis: first?.id ?? '',
    _removeFile: `fahrzeugausweis|${first?.id ?? ''}`,
  });
  expect(await filesOf()).toEqual([]);
  const left = await bareDb(program.app)
    .selectFrom('intake.upload')
    .select('file_id')
    .where('draft_id', '=', (await draftRow()).id)
    .execute();
  expect(left).toEqual([]);
  expect(await findFile(bareDb(program.app), first?.id ?? '')).toBeUndefined();
});

/** Rows of uploads that wait already; their content does not matter. */
async function waiting(ownerId: string, draftId: string | null, count: number, size: number): Promise<void> {
  const rows = Array.from({ length: count }, () => ({
    file_id: randomUUID(),
    owner_id: ownerId,
    draft_id: draftId,
    name: 'x.pdf',
    type: 'application/pdf',
    size,
    created_at: program.app.clock.now(),
  }));
  await bareDb(program.app).insertInto('intake.upload').values(rows).execute();
}

test.each([
  ['files', 10, 100],
  ['bytes', 2, 60_000_000],
])('a draft takes so many %s and no more', async (_what, count, size) => {
  const { id, owner_id } = await draftRow();
  await bareDb(program.app).deleteFrom('intake.upload').where('draft_id', '=', id).execute();
  await waiting(owner_id, id, count, size);
  const jar = new CookieJar(program.origin);
  await signIn(jar, 'resident-bruno', service);
  const before = await fileCount();
  const refused = await post(jar, [['noch-eine.pdf', pdf(`${count}`)]]);
  expect(refused.status).toBe(422);
  expect(await refused.text()).toMatch(
    /noch-eine\.pdf: .*höchstens \d Dateien mit zusammen höchstens 100 MB/,
  );
  expect(await fileCount()).toBe(before);
});

test('a program’s files that no submission names are limited, and wait for each other', async () => {
  const { owner_id } = await draftRow();
  await bareDb(program.app).deleteFrom('intake.upload').where('owner_id', '=', owner_id).execute();
  await waiting(owner_id, null, 998, 100);
  const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => upload(program, token, pdf(name))));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 422, 422]);
  expect(answers.find(({ status }) => status === 422)?.body.code).toBe('UPLOADS_EXCEEDED');
});
