// What the outbox shows is what a mail program reads.
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import nodemailer from 'nodemailer';
import { expect, test } from 'vitest';
import { readMail } from './read-mail.ts';

const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

async function compose(text: string): Promise<Buffer> {
  const composed = await composer.sendMail({
    from: 'a@example.org',
    to: 'b@example.org',
    subject: 'Grüezi Zoë',
    text,
  });
  return composed.message as Buffer;
}

test.each([
  ['plain', 'Guten Tag\n\nAlles da.'],
  ['umlauts', 'Grüezi Zoë\n\n«Ä ö ü» = 3D, 160\u00a0Franken'],
  ['long lines', `${'Wörter ohne Ende '.repeat(200)}\nEnde`],
  ['mostly not ASCII', 'Żółć 你好 '.repeat(40)],
])('%s', async (_, text) => {
  const raw = await compose(text);
  expect(readMail(raw).text).toBe(text.trimEnd());
});

test('as mailparser reads it, whatever the text', { timeout: 60_000 }, async () => {
  const printable = fc
    .string({ unit: 'grapheme', maxLength: 300 })
    .map((text) => text.replace(/(?![\n\t])\p{Cc}/gu, ''));
  await fc.assert(
    fc.asyncProperty(printable, async (text) => {
      const raw = await compose(`${text} Ende`);
      expect(readMail(raw).text).toBe(((await simpleParser(raw)).text ?? '').trimEnd());
    }),
    { numRuns: 60 },
  );
});

test('folded header lines are joined', async () => {
  const { headers } = readMail(Buffer.from('Subject: a\r\n b\r\nContent-Type: text/plain\r\n\r\nText\r\n'));
  expect(headers).toEqual([
    { name: 'Subject', value: 'a b' },
    { name: 'Content-Type', value: 'text/plain' },
  ]);
});

test('a message of several parts is not ours', () => {
  expect(() => readMail(Buffer.from('Content-Type: multipart/mixed\r\n\r\nText'))).toThrow('not plain text');
  expect(() => readMail(Buffer.from('Subject: a'))).toThrow('header');
});
