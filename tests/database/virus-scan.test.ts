// Uploads and a real virus scanner: found, away, back again, absent; and what staff see and get of each.
import { bareDb } from '../support/unguarded.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveDayTokens } from '../../src/engine/index.ts';
import { ScannerUnavailable, scanPieces } from '../../src/kernel/files/scan-file.ts';
import { examplesOf } from '../../src/modules/catalogue/index.ts';
import { scanUploads } from '../../src/modules/intake/actions/scan-uploads.ts';
import { freePort, harmful, hasClamd, startClamd } from '../support/clamd.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { pdf, upload } from '../support/upload.ts';

let program: TestProgram;
let port: number;
let token: string;
let clerk: string;

beforeAll(async () => {
  port = await freePort();
  program = await testProgram({
    NOW: '2026-11-24T09:00:00+01:00',
    CLAMAV_URL: `tcp://127.0.0.1:${port}`,
    LOG_LEVEL: 'silent',
  });
  token = await program.token('resident-anna');
  clerk = await program.token('clerk-fiona');
}, 240_000);
afterAll(() => program.stop());

const stateOf = (id: string) =>
  bareDb(program.app)
    .selectFrom('kernel.file')
    .select(['scan', 'active_content'])
    .where('id', '=', id)
    .executeTakeFirst();

/** Hands a file in with a worked example. @returns the case's reference */
async function handIn(file: object, key: string): Promise<string> {
  const example = examplesOf(program.app, 'hund-anmelden').find(({ name }) =>
    name.startsWith('Ergänzungsleistungen'),
  );
  const answers = resolveDayTokens(example?.answers, program.app.clock.today()) as object;
  const response = await fetch(`${program.origin}/api/v1/services/hund-anmelden/submissions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify({ answers: { ...answers, elBeleg: [file] } }),
  });
  const body = (await response.json()) as { case: { ref: string } };
  expect(response.status, JSON.stringify(body)).toBe(201);
  return body.case.ref;
}

const asClerk = (path: string) =>
  fetch(program.origin + path, { headers: { authorization: `Bearer ${clerk}`, accept: 'text/html' } });

test('without an answer of the scanner an upload is kept, and staff are warned and only save it', async () => {
  const { status, body } = await upload(program, token, pdf('ohne Scanner'));
  expect(status).toBe(201);
  expect(await stateOf(body.id)).toEqual({ scan: 'unscanned', active_content: false });
  const ref = await handIn(body, 'unscanned');
  expect(await (await asClerk(`/faelle/${ref}`)).text()).toContain('Noch nicht auf Viren geprüft');
  const download = await asClerk(`/faelle/${ref}/nachweise/${body.id}`);
  expect(download.headers.get('content-disposition')).toMatch(/^attachment;/);
  // The job changes nothing while nobody answers, and does not fail.
  await scanUploads(program.app);
  expect(await stateOf(body.id)).toMatchObject({ scan: 'unscanned' });
});

test('a scanner that takes connections and says nothing costs its time and no more', async () => {
  const { createServer } = await import('node:net');
  const silent = createServer((socket) => socket.resume().on('error', () => undefined));
  const silentPort = await freePort();
  await new Promise<void>((resolve) => silent.listen(silentPort, '127.0.0.1', resolve));
  const pieces = async function* () {
    yield Buffer.from('x');
  };
  await expect(scanPieces(`tcp://127.0.0.1:${silentPort}`, pieces(), 200)).rejects.toThrow(
    ScannerUnavailable,
  );
  silent.close();
});

describe.skipIf(!hasClamd)('with clamd', () => {
  let clamd: Awaited<ReturnType<typeof startClamd>>;
  let earlier: string;
  let earlierRef: string;

  beforeAll(async () => {
    const before = await upload(program, token, pdf(harmful), 'frueher.pdf');
    earlier = before.body.id;
    earlierRef = await handIn(before.body, 'earlier');
    clamd = await startClamd(port);
  }, 60_000);
  afterAll(() => clamd.stop());

  test.each([
    ['de', 'Virenscanner'],
    ['fr', 'antivirus'],
    ['it', 'antivirus'],
    ['en', 'virus scanner'],
  ])('an infected one is refused (%s), recorded and not stored', async (language, words) => {
    const count = () =>
      bareDb(program.app)
        .selectFrom('kernel.file')
        .select((each) => each.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
    const events = () =>
      bareDb(program.app)
        .selectFrom('kernel.event')
        .select('data')
        .where('type', '=', 'upload.infected')
        .execute();
    const [files, before] = [await count(), (await events()).length];
    const { status, body } = await upload(program, token, pdf(harmful), 'rechnung.pdf', language);
    expect([status, body.code]).toEqual([422, 'FILE_INFECTED']);
    expect(body.title).toContain(words);
    expect(await count()).toEqual(files);
    const after = await events();
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)?.data).toMatchObject({ signature: 'Drehscheibe.Test.UNOFFICIAL', stored: false });
  });

  test('the signature is also found across two pieces of a large file, by the socket, too', async () => {
    const bytes = Buffer.concat([pdf(), Buffer.alloc(262_144 - pdf().length - 10, 32), Buffer.from(harmful)]);
    expect((await upload(program, token, bytes)).body.code).toBe('FILE_INFECTED');
    const pieces = async function* () {
      yield bytes;
    };
    expect(await scanPieces(`unix:${clamd.socket}`, pieces())).toEqual({
      clean: false,
      signature: 'Drehscheibe.Test.UNOFFICIAL',
    });
  });

  test('a clean one is shown to staff inside the browser, where it can do nothing', async () => {
    const { status, body } = await upload(program, token, pdf('sauber'));
    expect(status).toBe(201);
    expect(await stateOf(body.id)).toEqual({ scan: 'clean', active_content: false });
    const ref = await handIn(body, 'clean');
    const page = await (await asClerk(`/faelle/${ref}`)).text();
    expect(page).not.toContain('Noch nicht auf Viren geprüft');
    const shown = await asClerk(`/faelle/${ref}/nachweise/${body.id}`);
    expect(shown.headers.get('content-disposition')).toMatch(/^inline;/);
    expect(shown.headers.get('content-security-policy')).toBe(
      "sandbox; default-src 'none'; frame-ancestors 'self'",
    );
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-length')).toBe(String(body.size));
    expect(Buffer.from(await shown.arrayBuffer()).equals(pdf('sauber'))).toBe(true);
  });

  test('one with a script is only saved, and staff are told', async () => {
    const { body } = await upload(program, token, pdf('<</S/JavaScript/JS(app.alert(1))>>'));
    expect(await stateOf(body.id)).toEqual({ scan: 'clean', active_content: true });
    const ref = await handIn(body, 'active');
    expect(await (await asClerk(`/faelle/${ref}`)).text()).toContain('Enthält aktive Inhalte');
    const download = await asClerk(`/faelle/${ref}/nachweise/${body.id}`);
    expect(download.headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  test('what the scanner refuses is kept as unscanned and keeps no other waiting', async () => {
    // Above StreamMaxLength clamd hangs up in the middle.
    const pieces = async function* () {
      for (let each = 0; each < 100; each++) yield Buffer.alloc(262_144);
    };
    await expect(scanPieces(`tcp://127.0.0.1:${port}`, pieces())).rejects.toMatchObject({ answered: true });
  });

  test('the job scans what came before, twice without harm; what it finds nobody can open', async () => {
    await Promise.all([scanUploads(program.app), scanUploads(program.app)]);
    await scanUploads(program.app);
    const waiting = await bareDb(program.app)
      .selectFrom('kernel.file')
      .select('id')
      .where('scan', '=', 'unscanned')
      .execute();
    expect(waiting).toEqual([]);
    expect(await stateOf(earlier)).toMatchObject({ scan: 'infected' });
    const events = await bareDb(program.app)
      .selectFrom('kernel.event')
      .select('data')
      .where('subject', '=', earlier)
      .execute();
    expect(events).toHaveLength(1);
    expect(await (await asClerk(`/faelle/${earlierRef}`)).text()).toContain('Virus gefunden');
    expect((await asClerk(`/faelle/${earlierRef}/nachweise/${earlier}`)).status).toBe(422);
  });
});

test('without a configured scanner uploads stay unscanned, and the job leaves them alone', async () => {
  program = await program.again({ NOW: '2026-11-24T09:00:00+01:00' });
  const { body } = await upload(program, await program.token('resident-anna'), pdf(harmful));
  await scanUploads(program.app);
  expect(await stateOf(body.id)).toMatchObject({ scan: 'unscanned' });
});
