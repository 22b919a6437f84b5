// Two real mail servers, of which one is dead, hangs or refuses: the other one takes over, and nobody gets a mail twice.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { smtpSink, type SmtpSink } from '../../../tests/support/smtp-sink.ts';
import { MailRefused, smtpServers } from './smtp-servers.ts';

let first: SmtpSink;
let second: SmtpSink;

beforeEach(async () => {
  [first, second] = await Promise.all([smtpSink(), smtpSink()]);
});
afterEach(async () => {
  await Promise.all([first.stop(), second.stop()]);
});

const raw = Buffer.from('Subject: Hallo\r\nMessage-ID: <1@example.org>\r\n\r\nText\r\n');
const to = 'anna@example.org';
const both = () => smtpServers([first.url, second.url], { connect: 300, silence: 300 });
const send = (servers = both()) => servers.send({ from: 'noreply@example.org', to, id: 'abc' }, raw);
const counts = () => [first.received.length, second.received.length];
const host = (sink: SmtpSink) => new URL(sink.url).host;

test('the first one is preferred, and its answer is the receipt', async () => {
  const { server, answer } = await send();
  expect(server).toBe(host(first));
  expect(answer).toMatch(/^250/);
  expect(counts()).toEqual([1, 0]);
});

const troubles: [how: string, spoil: () => Promise<unknown>][] = [
  ['is dead', async () => first.stop()],
  ['hangs before its greeting', async () => void (first.hang = true)],
  ['lets nobody in', async () => void (first.closed = true)],
  ['refuses for now', async () => void (first.refuse = true)],
  ['takes the message and then says nothing', async () => void (first.delay = 5_000)],
  [
    'refuses the message for good',
    async () => {
      first.refuse = true;
      first.refusal = { code: 554, words: '5.7.1 We do not want your mails' };
    },
  ],
];
test.each(troubles)('where the first one %s, the second one takes it', async (_how, spoil) => {
  await spoil();
  expect((await send()).server).toBe(host(second));
  expect(second.received).toHaveLength(1);
});

test('one that has failed is asked last for a while', async () => {
  first.closed = true;
  const servers = both();
  await send(servers);
  first.closed = false;
  expect((await send(servers)).server).toBe(host(second));
  // Its connection stands already.
  second.refuse = true;
  expect((await send(servers)).server).toBe(host(first));
});

test('a mailbox that there is not is not asked for a second time', async () => {
  first.unknown = to;
  const error = await send().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MailRefused);
  expect(error).toMatchObject({ forGood: true, gone: true });
  expect(counts()).toEqual([0, 0]);
});

test('refused by both: for good only where both say so', async () => {
  first.refuse = true;
  second.refuse = true;
  expect(await send().catch((reason: unknown) => reason)).toMatchObject({ forGood: false, gone: false });
  first.refusal = { code: 554, words: 'Spam' };
  expect(await send().catch((reason: unknown) => reason)).toMatchObject({ forGood: false, gone: false });
  second.refusal = { code: 554, words: 'Spam' };
  const error = await send().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ forGood: true, gone: false });
  expect(String(error)).toContain(host(first));
  expect(String(error)).toContain(host(second));
});
