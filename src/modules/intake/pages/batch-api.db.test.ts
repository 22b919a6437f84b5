// Batches by the API: a result for each line whatever the others are, sent twice is made once, and nothing hostile costs more than its line.
import { bareDb, barePool } from '../../../../tests/support/unguarded.ts';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  batchNow,
  batchService,
  finished,
  lineOf,
  resultsOf,
  sendBatch,
} from '../../../../tests/support/batch.ts';
import { smtpSink, type SmtpSink } from '../../../../tests/support/smtp-sink.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { batchLimits } from '../batch/batch-limits.ts';

let program: TestProgram;
let sink: SmtpSink;
let token: string;
beforeAll(async () => {
  sink = await smtpSink();
  program = await testProgram({ NOW: batchNow, SMTP_URL: sink.url });
  await program.settle();
  token = await program.token('company-delta');
}, 240_000);
afterAll(async () => {
  await program.stop();
  await sink.stop();
});

async function count(table: 'cases.matter' | 'intake.batch' | 'intake.batch_line'): Promise<number> {
  const { rows } = await barePool(program.app).query<{ count: number }>(
    `select count(*)::int as count from ${table}`,
  );
  return rows[0]?.count ?? 0;
}

/** The headers of a batch, and as much of its content as is given; nothing ends it. */
function opened(length: number | 'chunked', content = '') {
  const headers = [
    `POST /api/v1/services/${batchService}/batches HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/x-ndjson',
    'Idempotency-Key: opened',
    length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`,
  ];
  let answer = '';
  const socket = connect(Number(new URL(program.origin).port), '127.0.0.1', () =>
    socket.write(`${headers.join('\r\n')}\r\n\r\n${content}`),
  );
  socket.on('data', (chunk) => (answer += chunk.toString()));
  const closed = new Promise<string>((resolve) => {
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
  return { socket, closed };
}

test('1,000 lines: each becomes a case, decided at once, and has its result in order', async () => {
  const cases = await count('cases.matter');
  sink.received.length = 0;
  const content = Array.from({ length: 1000 }, (_each, index) => lineOf(`Auftrag ${index + 1}`)).join('\n');
  const sent = await sendBatch(program, token, content, { key: 'thousand' });
  expect(sent).toMatchObject({ status: 202, body: { lines: 1000, done: 0 } });
  const batch = await finished(program, token, sent.body.id);
  expect(batch).toMatchObject({ state: 'done', lines: 1000, done: 1000, accepted: 1000, refused: 0 });
  const results = await resultsOf(program, token, sent.body.id);
  expect(results.map(({ line }) => line)).toEqual(Array.from({ length: 1000 }, (_each, index) => index + 1));
  expect(results[499]).toMatchObject({ id: 'Auftrag 500', status: 201, case: { state: 'approved' } });
  expect(new Set(results.map((each) => each.case?.ref)).size).toBe(1000);
  expect(await count('cases.matter')).toBe(cases + 1000);
  // Who stopped reading goes on behind what was read.
  expect((await resultsOf(program, token, sent.body.id, 998)).map(({ id }) => id)).toEqual([
    'Auftrag 999',
    'Auftrag 1000',
  ]);
  const { rows } = await barePool(program.app).query(
    'select count(*)::int as waiting from intake.batch_line where content is not null',
  );
  expect(rows).toEqual([{ waiting: 0 }]);
  await expect.poll(() => sink.received.length, { timeout: 30_000 }).toBe(1);
  const mail = sink.received[0]?.parsed;
  expect(mail?.subject).toBe('Sammelmeldung verarbeitet: Parkverbotsschilder bestellen');
  expect(mail?.text).toContain('Von 1000 Zeilen sind 1000 angenommen und 0 abgewiesen.');
  expect(mail?.text).toContain(`${program.origin}/konto/sammelmeldungen/${sent.body.id}`);
}, 900_000);

test('a broken line in the middle, sent twice: the others go through once, the broken one says where and why', async () => {
  const cases = await count('cases.matter');
  const lines = Array.from({ length: 21 }, (_each, index) => lineOf(`a${index + 1}`));
  lines[10] = '{"id":"a11","answers":{"anlass":"umzug"';
  lines[15] = lineOf('a16', { tag: undefined, von: '05:00' });
  const [one, two] = await Promise.all([
    sendBatch(program, token, lines.join('\n'), { key: 'twice' }),
    sendBatch(program, token, lines.join('\n'), { key: 'twice' }),
  ]);
  expect([one.status, two.status]).toEqual([202, 202]);
  expect(two.body.id).toBe(one.body.id);
  const batch = await finished(program, token, one.body.id);
  expect(batch).toMatchObject({ lines: 21, accepted: 19, refused: 2 });
  const again = await sendBatch(program, token, lines.join('\n'), { key: 'twice' });
  expect(again).toMatchObject({ status: 202, body: { id: one.body.id, state: 'done', accepted: 19 } });
  expect(await count('cases.matter')).toBe(cases + 19);
  const results = await resultsOf(program, token, one.body.id);
  expect(results[10]).toMatchObject({ line: 11, id: null, status: 400, code: 'MALFORMED_JSON' });
  expect(results[15]).toMatchObject({ line: 16, id: 'a16', status: 422, code: 'ANSWERS_INVALID' });
  expect(results[15]?.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/tag', 'REQUIRED'],
    ['/von', 'CHECK'],
  ]);
  const other = await sendBatch(program, token, lines.slice(1).join('\n'), { key: 'twice' });
  expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
});

test('hostile lines: each has a code, none costs another line its case', async () => {
  const nested = `{"id":"h4","answers":${'{"a":'.repeat(80)}1${'}'.repeat(81)}`;
  const hostile: [string | Buffer, string | null, string][] = [
    ['{"id":"h1","id":"h1","answers":{}}', 'h1', 'MALFORMED_JSON'],
    [Buffer.from('{"id":"h2","answers":{"vorname":"Zoë"}}', 'latin1'), null, 'MALFORMED_JSON'],
    [`{"id":"h3","answers":{"vorname":"${'x'.repeat(10_000_000)}"}}`, null, 'LINE_TOO_LONG'],
    [nested, 'h4', 'MALFORMED_JSON'],
    ['[]', null, 'LINE_INVALID'],
    ['null', null, 'LINE_INVALID'],
    ['{"answers":{}}', null, 'LINE_INVALID'],
    ['{"id":"\\u0000","answers":{}}', null, 'LINE_INVALID'],
    ['{"id":"\\ud800","answers":{}}', null, 'LINE_INVALID'],
    ['{"id":"h10","answers":[]}', 'h10', 'LINE_INVALID'],
    ['{"id":"h11","answers":{},"\\u0000\\ud800":1}', 'h11', 'LINE_INVALID'],
    ['{"id":"h12","answers":{"\\u0000\\ud800":1,"__proto__":{"x":1}}}', 'h12', 'ANSWERS_INVALID'],
    [lineOf('h13', { telefon: 'a\0b' }), 'h13', 'ANSWERS_INVALID'],
    [lineOf('h14', { anlass: 'x'.repeat(250_000) }), 'h14', 'ANSWERS_INVALID'],
    [
      `{"id":"h15","answers":{${Array.from({ length: 20_000 }, (_each, i) => `"a${i}":1`).join(',')}}}`,
      'h15',
      'ANSWERS_INVALID',
    ],
    [lineOf('good'), 'good', 'LINE_ID_REPEATED'],
  ];
  const lines = [lineOf('good'), ...hostile.map(([line]) => line), lineOf('good too')];
  const content = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\r\n')]));
  const sent = await sendBatch(program, token, content, { key: 'hostile' });
  expect(sent).toMatchObject({ status: 202, body: { lines: hostile.length + 2 } });
  await finished(program, token, sent.body.id);
  const results = await resultsOf(program, token, sent.body.id);
  expect(results.map(({ id, code, status }) => [id, code ?? status])).toEqual([
    ['good', 201],
    ...hostile.map(([, id, code]) => [id, code]),
    ['good too', 201],
  ]);
  for (const { errors } of results) expect(errors?.length ?? 0).toBeLessThanOrEqual(50);
}, 120_000);

describe('the whole batch', () => {
  const refused = async (content: string | Buffer, options: Parameters<typeof sendBatch>[3] = {}) => {
    const { status, body } = await sendBatch(program, token, content, { key: 'refused', ...options });
    return [status, body.code];
  };

  test('is refused with a code, and nothing of it is kept', async () => {
    const before = [await count('intake.batch'), await count('intake.batch_line')];
    expect(await refused('')).toEqual([422, 'BATCH_EMPTY']);
    expect(await refused('\n \r\n\n')).toEqual([422, 'BATCH_EMPTY']);
    expect(await refused('{}\n'.repeat(batchLimits.lines + 1))).toEqual([413, 'BATCH_TOO_LARGE']);
    expect(await refused(lineOf('a'), { type: 'application/json' })).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(await refused(lineOf('a'), { type: 'text/plain' })).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(await refused(lineOf('a'), { key: ' ' })).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
    expect(await refused(lineOf('a'), { service: 'hund-anmelden' })).toEqual([
      422,
      'SERVICE_WITHOUT_BATCHES',
    ]);
    expect(await refused(lineOf('a'), { service: 'gibt-es-nicht' })).toEqual([404, 'SERVICE_NOT_FOUND']);
    expect([await count('intake.batch'), await count('intake.batch_line')]).toEqual(before);
    // The key of a refused one is free.
    expect(await refused(lineOf('a'))).toEqual([202, undefined]);
  });

  test('of 5 GB is refused before a byte of it is read', async () => {
    const answer = await opened(5_000_000_000).closed;
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*"code":"BODY_TOO_LARGE"/i);
  });

  test('that does not say how long it is is read up to the limit', async () => {
    const before = await count('intake.batch');
    const { socket, closed } = opened('chunked');
    const piece = Buffer.alloc(1024 * 1024, 'x\n');
    const sending = setInterval(() => {
      for (let more = 0; more < 8 && socket.writable; more++) {
        socket.write(`${piece.length.toString(16)}\r\n`);
        socket.write(piece);
        socket.write('\r\n');
      }
    }, 20);
    const answer = await closed;
    clearInterval(sending);
    expect(socket.bytesWritten).toBeGreaterThan(batchLimits.bytes);
    expect(answer === '' || answer.includes('BODY_TOO_LARGE')).toBe(true);
    expect(await count('intake.batch')).toBe(before);
  });

  test('that breaks off halfway leaves nothing, and is sent again with the same key', async () => {
    const before = await count('intake.batch');
    const content = [lineOf('b1'), lineOf('b2')].join('\n');
    const { socket } = opened(content.length, content.slice(0, -100));
    // Nothing tells from outside when the server has read what was sent.
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.destroy();
    // Nor when it has noticed that no more comes.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await count('intake.batch')).toBe(before);
    const again = await sendBatch(program, token, content, { key: 'opened' });
    expect(await finished(program, token, again.body.id)).toMatchObject({ accepted: 2, refused: 0 });
  });

  test('other addresses take no lines', async () => {
    const response = await fetch(`${program.origin}/api/v1/services/${batchService}/submissions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/x-ndjson',
        'idempotency-key': 'x',
      },
      body: '{"answers":{}}',
    });
    expect(response.status).toBe(415);
  });
});

describe('who sees a batch', () => {
  const statuses = async (identity: string, id: string) => {
    const headers = { authorization: `Bearer ${await program.token(identity)}` };
    const paths = [`/api/v1/batches/${id}`, `/api/v1/batches/${id}/results`];
    return Promise.all(paths.map(async (path) => (await fetch(program.origin + path, { headers })).status));
  };

  test('only its company; a colleague’s look is told the sender once', async () => {
    // Somebody of another company.
    await bareDb(program.app)
      .updateTable('identity.account')
      .set({ organisation_id: 'gelateria' })
      .where('subject', '=', 'resident-bruno')
      .execute();
    const { body } = await sendBatch(program, token, lineOf('c1'), { key: 'seen' });
    await finished(program, token, body.id);
    expect(await statuses('resident-anna', body.id)).toEqual([403, 403]);
    expect(await statuses('resident-bruno', body.id)).toEqual([404, 404]);
    expect(await statuses('company-delta', 'no-uuid')).toEqual([422, 422]);
    expect(await statuses('delta-bookkeeper', body.id)).toEqual([200, 200]);
    expect(await statuses('delta-bookkeeper', body.id)).toEqual([200, 200]);
    const { rows } = await barePool(program.app).query(
      `select actor_kind, fields from kernel.access_entry where purpose = 'batch-results|${batchService}'`,
    );
    expect(rows).toEqual([{ actor_kind: 'person', fields: ['answers'] }]);
    const list = async (identity: string) => {
      const headers = { authorization: `Bearer ${await program.token(identity)}` };
      const response = await fetch(`${program.origin}/api/v1/batches`, { headers });
      return ((await response.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
    };
    expect(await list('delta-bookkeeper')).toContain(body.id);
    expect(await list('resident-bruno')).toEqual([]);
  });
});
