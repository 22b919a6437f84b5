// Mails on a real database through a real SMTP server: once, whole, and with nobody's words in the header.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { smtpSink, type SmtpSink } from '../../../tests/support/smtp-sink.ts';
import { testDatabase, type TestDatabase } from '../../../tests/support/test-database.ts';
import { readConfig } from '../../config.ts';
import { createClock } from '../clock.ts';
import { connect, type Connection } from '../db/connect.ts';
import { createMailer, retryMinutes, type Mailer, type MailMessage } from './mailer.ts';

let database: TestDatabase;
let connection: Connection;
let sink: SmtpSink;
let mailer: Mailer;
const clock = createClock('2026-11-24T09:00:00+01:00');

beforeAll(async () => {
  database = await testDatabase();
  connection = connect(database.url);
  sink = await smtpSink();
  const config = readConfig({ SMTP_URL: sink.url, MAIL_FROM: 'Drehscheibe Köln <noreply@mail.example.org>' });
  mailer = createMailer(config, connection.db, clock);
});
afterAll(async () => {
  await sink.stop();
  await connection.close();
  await database.drop();
});
beforeEach(async () => {
  sink.received.length = 0;
  sink.refuse = false;
  sink.delay = 0;
  await connection.db.deleteFrom('kernel.mail').execute();
});

const message = (changed: Partial<MailMessage> = {}): MailMessage => ({
  key: 'case/2026-AAAA-BBBB/1',
  account: undefined,
  to: 'anna@example.org',
  subject: 'Ihr Gesuch ist eingegangen',
  text: 'Guten Tag Anna\n\nAlles da.\n',
  language: 'de',
  ...changed,
});
const keepAndDeliver = async (mail: MailMessage) => {
  await mailer.keep(connection.db, mail);
  await mailer.deliver(mail.key);
};
const only = () => {
  expect(sink.received).toHaveLength(1);
  const [mail] = sink.received;
  if (!mail) throw new Error('no mail');
  return mail;
};

test('arrives with the headers that programs need', async () => {
  await keepAndDeliver(message());
  const { from, to, parsed } = only();
  expect(from).toBe('noreply@mail.example.org');
  expect(to).toEqual(['anna@example.org']);
  expect(parsed.from?.text).toBe('"Drehscheibe Köln" <noreply@mail.example.org>');
  expect(parsed.subject).toBe('Ihr Gesuch ist eingegangen');
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
  expect(parsed.headers.get('content-language')).toBe('de');
  expect(parsed.date?.toISOString().slice(0, 16)).toBe('2026-11-24T08:00');
  expect(parsed.messageId).toMatch(/^<[0-9a-f]{40}@mail\.example\.org>$/);
  expect(parsed.attachments).toHaveLength(0);
  expect(parsed.html).toBe(false);
});

test('umlauts, accents, emoji and no-break spaces survive', async () => {
  const subject =
    'Grüezi: «Übergrösse» für 160\u00a0Franken, déjà là, perché no, 🐕 und noch viel mehr Wörter bis über den Rand der Zeile hinaus';
  const text = `Grüezi Zoë Çelik\n\n«Ä ö ü ß» 160\u00a0Franken\n.\n..\nFrom hier an\n${'Wörter '.repeat(60)}\n- Liste = 3D\n`;
  await keepAndDeliver(message({ subject, text }));
  const { parsed, raw } = only();
  expect(parsed.subject).toBe(subject);
  expect(parsed.text?.trimEnd()).toBe(text.trimEnd());
  expect(raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  // 7-bit lines of at most 998 characters (RFC 5322, 2.1.1) pass every server.
  for (const line of raw.toString('latin1').split('\r\n')) {
    expect(line.length).toBeLessThanOrEqual(998);
    expect(line).toMatch(/^[\x20-\x7e\t]*$/);
  }
});

test.each([
  'Hallo\r\nBcc: eve@example.org',
  'Hallo\nBcc: eve@example.org',
  'Hallo\rBcc: eve@example.org',
  'Hallo\r\n\r\nEin anderer Text',
  'Hallo\u2028Bcc: eve@example.org',
  'Hallo\u0000\u0085Bcc: eve@example.org',
  'Hallo =?utf-8?Q?=0D=0ABcc:_eve@example.org?=',
  `Hallo ${'\r\n X-Evil: 1'.repeat(50)}`,
  'Hallo\u202Egro.elpmaxe@eve\u202C',
])('a subject stays one line and adds no header: %j', async (subject) => {
  await keepAndDeliver(message({ subject }));
  const { parsed, to } = only();
  expect(to).toEqual(['anna@example.org']);
  expect([...parsed.headers.keys()].sort()).toEqual([
    'auto-submitted',
    'content-language',
    'content-transfer-encoding',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'subject',
    'to',
  ]);
  expect(parsed.subject).toMatch(/^Hallo/);
  expect(parsed.subject).not.toMatch(/[\r\n\u202A-\u202E]/);
  expect(parsed.text).toBe('Guten Tag Anna\n\nAlles da.\n');
});

test('a recipient that is more than one address is refused and not kept', async () => {
  for (const to of [
    'anna@example.org, eve@example.org',
    'anna@example.org\r\nBcc: eve@example.org',
    'Anna <anna@example.org>',
    '',
  ]) {
    await expect(mailer.keep(connection.db, message({ to }))).rejects.toThrow('one recipient');
  }
  expect(await connection.db.selectFrom('kernel.mail').select('id').execute()).toEqual([]);
});

test('the same key is one mail, and its first words count', async () => {
  expect(await mailer.keep(connection.db, message())).toBe(true);
  expect(await mailer.keep(connection.db, message({ subject: 'Anders' }))).toBe(false);
  await mailer.deliver(message().key);
  await mailer.deliver(message().key);
  expect(only().parsed.subject).toBe('Ihr Gesuch ist eingegangen');
});

test('two jobs that deliver at the same moment send it once', async () => {
  await mailer.keep(connection.db, message());
  // Long enough for all five to look before the first has noted that it was sent.
  sink.delay = 500;
  await Promise.all(Array.from({ length: 5 }, () => mailer.deliver(message().key)));
  only();
});

const kept = () =>
  connection.db
    .selectFrom('kernel.mail')
    .select(['message', 'message_id', 'state', 'sent_at', 'attempts', 'accepted_by', 'receipt', 'failure'])
    .executeTakeFirstOrThrow();

test('the Message-ID can’t be guessed, and stays the same when a mail is sent again', async () => {
  await keepAndDeliver(message());
  const { message_id: id, message: raw } = await kept();
  expect(only().parsed.messageId).toBe(`<${id}@mail.example.org>`);
  expect(raw.toString('latin1')).toContain(`<${id}@mail.example.org>`);
  const nameless = createMailer(readConfig({ MAIL_FROM: 'Drehscheibe' }), connection.db, clock);
  await nameless.keep(connection.db, message({ key: 'k' }));
  const { message: other } = await connection.db
    .selectFrom('kernel.mail')
    .select('message')
    .where('key', '=', 'k')
    .executeTakeFirstOrThrow();
  expect(other.toString('latin1')).toMatch(/^Message-ID: <[0-9a-f]{40}@127\.0\.0\.1>/m);
});

test('a server that refuses: the mail is kept, and goes out unchanged at the next try', async () => {
  sink.refuse = true;
  await mailer.keep(connection.db, message());
  expect(await mailer.deliver(message().key)).toEqual({ is: 'later', againInSeconds: 60 });
  const before = await kept();
  expect(before).toMatchObject({ state: 'waiting', sent_at: null, attempts: 1 });
  expect(before.failure).toMatch(/^127\.0\.0\.1:\d+: 451/);
  expect(before.message.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  sink.refuse = false;
  expect(await mailer.deliver(message().key)).toEqual({ is: 'sent' });
  expect(only().raw.toString('latin1').trimEnd()).toBe(before.message.toString('latin1').trimEnd());
  expect(await kept()).toMatchObject({ state: 'sent', failure: null, accepted_by: new URL(sink.url).host });
  expect((await kept()).receipt).toMatch(/^250/);
});

test('tried for two days, then given up for good', async () => {
  sink.refuse = true;
  await mailer.keep(connection.db, message());
  for (const minutes of retryMinutes)
    expect(await mailer.deliver(message().key)).toEqual({ is: 'later', againInSeconds: minutes * 60 });
  expect(await mailer.deliver(message().key)).toEqual({ is: 'given-up' });
  sink.refuse = false;
  expect(await mailer.deliver(message().key)).toEqual({ is: 'given-up' });
  expect(sink.received).toHaveLength(0);
  expect((await kept()).state).toBe('failed');
  const hours = retryMinutes.reduce((sum, each) => sum + each, 0) / 60;
  expect(hours).toBeGreaterThan(47);
  expect(hours).toBeLessThan(50);
});

test('a mailbox that there is not is given up at once', async () => {
  sink.unknown = message().to;
  await mailer.keep(connection.db, message());
  const delivery = await mailer.deliver(message().key);
  sink.unknown = undefined;
  expect(delivery).toMatchObject({ is: 'given-up', gone: { recipient: message().to } });
  expect(await kept()).toMatchObject({ state: 'failed', attempts: 1 });
});

test('whoever dies while sending lets the mail go after a while', async () => {
  await mailer.keep(connection.db, message());
  await connection.pool.query(`update kernel.mail set held_until = now() + interval '1 minute'`);
  expect(await mailer.deliver(message().key)).toMatchObject({ is: 'held' });
  expect(sink.received).toHaveLength(0);
  await connection.pool.query(`update kernel.mail set held_until = now() - interval '1 second'`);
  expect(await mailer.deliver(message().key)).toEqual({ is: 'sent' });
  only();
});

test('what is rolled back is never sent', async () => {
  await connection.db
    .transaction()
    .execute(async (tx) => {
      await mailer.keep(tx, message());
      throw new Error('undone');
    })
    .catch(() => undefined);
  await mailer.deliver(message().key);
  expect(sink.received).toHaveLength(0);
});

test('without a mail server it is kept only', async () => {
  const quiet = createMailer(readConfig({}), connection.db, clock);
  await quiet.keep(connection.db, message());
  await quiet.deliver(message().key);
  const kept = await connection.db
    .selectFrom('kernel.mail')
    .select(['recipient', 'sent_at'])
    .executeTakeFirstOrThrow();
  expect(kept).toEqual({ recipient: 'anna@example.org', sent_at: null });
});
