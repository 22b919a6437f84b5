// Notices through the whole program and two real mail servers: failover, what is given up, what comes back, and what people wish.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { smtpSink, type SmtpSink } from '../../../tests/support/smtp-sink.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { bareDb } from '../../../tests/support/unguarded.ts';
import { accountById, demoActor } from '../identity/index.ts';
import { sendNotice } from './index.ts';

const bounceToken = '0123456789abcdef0123456789abcdef';
let program: TestProgram;
let first: SmtpSink;
let second: SmtpSink;
let anna: { id: string; name: string; email: string; language: 'de' };

beforeAll(async () => {
  [first, second] = await Promise.all([smtpSink(), smtpSink()]);
  program = await testProgram({
    ...{ NOW: '2026-11-24T09:00:00+01:00', SMTP_URL: first.url, SMTP_URL_2: second.url },
    BOUNCE_TOKEN: bounceToken,
  });
  await program.settle();
  const actor = await demoActor(program.app, 'resident-anna');
  const account = actor.kind === 'person' ? await accountById(program.app, actor.id) : undefined;
  if (!account?.email) throw new Error('The demonstration has changed');
  anna = { id: account.id, name: account.name, email: account.email, language: 'de' };
}, 240_000);
afterAll(async () => {
  await program.stop();
  await Promise.all([first.stop(), second.stop()]);
});
beforeEach(async () => {
  first.received.length = 0;
  second.received.length = 0;
  const db = bareDb(program.app);
  await db.deleteFrom('notifications.dead_address').execute();
  await db.deleteFrom('notifications.preference').execute();
  await db.deleteFrom('notifications.setting').execute();
});

let number = 0;
/** @returns the kept mail */
async function notice(kind: 'draft' | 'case' = 'draft') {
  const key = `test/${++number}`;
  await sendNotice(program.app, 'test', {
    ...{ key, kind, to: anna },
    words: (language) => ({ subject: `Betreff ${language}`, paragraphs: ['Etwas liegt für Sie bereit.'] }),
    use: { purpose: 'notify|hund-anmelden' },
  });
  await program.settle();
  return bareDb(program.app)
    .selectFrom('kernel.mail')
    .selectAll()
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
}

const report = (id: string, status = '5.1.1', action = 'failed') =>
  [
    'From: MAILER-DAEMON@mx.example.org',
    'Subject: Undelivered',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    'Sorry.',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    'Final-Recipient: rfc822; anna@example.org',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; 550 ${status} <anna@example.org>: User`,
    ' unknown',
    '',
    '--b1',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: <${id}@example.org>`,
    'Subject: x',
    '',
    'y',
    '--b1--',
    '',
  ].join('\r\n');

async function bounce(
  raw: string | Buffer,
  token = bounceToken,
): Promise<{ status: number; taken?: string }> {
  const answer = await fetch(`${program.origin}/api/v1/mail/bounces`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'message/rfc822' },
    body: raw as BodyInit,
  });
  const { taken } = (await answer.json()) as { taken?: string };
  return { status: answer.status, ...(taken === undefined ? {} : { taken }) };
}
async function page(path: string, identity = 'resident-anna'): Promise<string> {
  const token = await program.token(identity);
  return (await fetch(`${program.origin}${path}`, { headers: { authorization: `Bearer ${token}` } })).text();
}

test('the second server takes what the first one does not, and the receipt says so', async () => {
  first.closed = true;
  const mail = await notice();
  first.closed = false;
  expect(second.received).toHaveLength(1);
  expect(mail).toMatchObject({ state: 'sent', accepted_by: new URL(second.url).host });
});

test('given up for good: seen in the account and by the hub, without the address; the next one is not even tried', async () => {
  first.unknown = anna.email;
  second.unknown = anna.email;
  const mail = await notice('case');
  expect(mail).toMatchObject({ state: 'failed', attempts: 1 });
  expect(await page('/konto')).toContain('An Ihre E-Mail-Adresse können wir nichts zustellen');
  expect(await page('/konto/benachrichtigungen')).toContain('konnte nicht zugestellt werden');
  const seen = await page('/zustellung', 'hub-ines');
  expect(seen).toContain('konnte nicht zugestellt werden');
  expect(seen).not.toContain(anna.email);
  first.unknown = undefined;
  second.unknown = undefined;
  expect(await notice('case')).toMatchObject({ state: 'failed', attempts: 0 });
  expect(first.received.length + second.received.length).toBe(0);
});

test('what came back is noted on the mail and on the address; twice is once', async () => {
  const mail = await notice();
  const raw = report(mail.message_id ?? '');
  expect(await bounce(raw)).toEqual({ status: 200, taken: 'returned' });
  expect(await bounce(raw)).toEqual({ status: 200, taken: 'returned' });
  const kept = await bareDb(program.app)
    .selectFrom('kernel.mail')
    .selectAll()
    .where('id', '=', mail.id)
    .executeTakeFirstOrThrow();
  expect(kept).toMatchObject({ state: 'returned', failure: expect.stringContaining('User unknown') });
  expect(await page('/konto')).toContain('An Ihre E-Mail-Adresse können wir nichts zustellen');
});

test('a full mailbox or a delay makes no address dead', async () => {
  const mail = await notice();
  expect(await bounce(report(mail.message_id ?? '', '4.4.7', 'delayed'))).toEqual({
    status: 200,
    taken: 'delayed',
  });
  expect(await bounce(report(mail.message_id ?? '', '5.2.2'))).toEqual({ status: 200, taken: 'returned' });
  expect(await bareDb(program.app).selectFrom('notifications.dead_address').selectAll().execute()).toEqual(
    [],
  );
});

test('forged, broken, looping and foreign mails change nothing, and are no error that a server would answer', async () => {
  const mail = await notice();
  const id = mail.message_id ?? '';
  const whole = report(id);
  for (const raw of [
    '',
    '\0\0\0',
    Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)),
    whole.slice(0, 300),
    whole.replace('boundary="b1"', 'boundary="other"'),
    whole.replace('report-type=delivery-status', 'report-type=disposition-notification'),
    `List-Id: <list.example.org>\r\n${whole}`,
    `Precedence: bulk\r\n${whole}`,
    `From: anna@example.org\r\nAuto-Submitted: auto-replied\r\nSubject: Ferien\r\nIn-Reply-To: <${id}@example.org>\r\n\r\nIch bin weg.\r\n`,
    `Content-Type: multipart/report\r\n\r\n${'--x\r\n'.repeat(20_000)}`,
  ])
    expect(await bounce(raw), String(raw).slice(0, 60)).toEqual({ status: 200, taken: 'ignored' });
  expect(await bounce(report('0'.repeat(40)))).toEqual({ status: 200, taken: 'unknown' });
  expect((await bounce(whole, 'x'.repeat(32))).status).toBe(404);
  expect(await bareDb(program.app).selectFrom('notifications.dead_address').selectAll().execute()).toEqual(
    [],
  );
  const kept = await bareDb(program.app)
    .selectFrom('kernel.mail')
    .select('state')
    .where('id', '=', mail.id)
    .executeTakeFirstOrThrow();
  expect(kept.state).toBe('sent');
});

test('who wants it in the account only gets no mail, but what must be told; in the language that was chosen', async () => {
  const db = bareDb(program.app);
  await db
    .insertInto('notifications.preference')
    .values([
      { account_id: anna.id, kind: 'draft', by_mail: false, by_push: false },
      { account_id: anna.id, kind: 'case', by_mail: false, by_push: false },
    ])
    .execute();
  await db.insertInto('notifications.setting').values({ account_id: anna.id, language: 'fr' }).execute();
  expect(await notice('draft')).toMatchObject({ state: 'account', subject: 'Betreff fr' });
  expect(first.received.length + second.received.length).toBe(0);
  expect(await notice('case')).toMatchObject({ state: 'sent' });
  expect(await page('/konto/benachrichtigungen')).toContain('nur im Konto');
});
