// Reads back a mail that we composed ourselves: one plain text part. Not a reader for mails from outside.

export interface ReadMail {
  /** Header lines as they stand in the message, unfolded, in their order. */
  headers: { name: string; value: string }[];
  text: string;
}

/** @throws Error when the message is not one text part, which the mailer never makes */
export function readMail(raw: Buffer): ReadMail {
  const end = raw.indexOf('\r\n\r\n');
  if (end === -1) throw new Error('A mail without an end of its header');
  const headers = raw
    .subarray(0, end)
    .toString('utf8')
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => {
      const colon = line.indexOf(':');
      return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
    });
  const valueOf = (name: string) =>
    headers.find((each) => each.name.toLowerCase() === name)?.value.toLowerCase();
  if (valueOf('content-type')?.startsWith('text/plain') !== true)
    throw new Error('A mail that is not plain text');
  return { headers, text: decodeBody(raw.subarray(end + 4), valueOf('content-transfer-encoding')) };
}

/** Content-Transfer-Encoding (RFC 2045, 6). */
function decodeBody(body: Buffer, encoding = '7bit'): string {
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body.toString('latin1'), 'base64')
      : encoding === 'quoted-printable'
        ? decodeQuotedPrintable(body.toString('latin1'))
        : body;
  return bytes.toString('utf8').replace(/\r\n/g, '\n').trimEnd();
}

function decodeQuotedPrintable(text: string): Buffer {
  const joined = text.replace(/=\r\n/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
