// Reads a report of non-delivery (RFC 3464) from a mail as it came: which of our mails, whether for good, and why. Never trusts it further.
import { simpleParser, type ParsedMail } from 'mailparser';

export interface DeliveryReport {
  /** Of our mail: its envelope id and the left part of its Message-ID. */
  id: string;
  action: 'failed' | 'delayed';
  /** `5.1.1` (RFC 3463). */
  status: string;
  /** The server's words. */
  reason: string;
}

/** @returns undefined for anything else: answers from holidays, lists, what loops, what is broken */
export async function readReport(raw: Buffer): Promise<DeliveryReport | undefined> {
  const mail = await parsed(raw);
  if (!mail || isFromList(mail)) return undefined;
  const type = mail.headers.get('content-type') as
    { value?: string; params?: Record<string, string> } | undefined;
  if (type?.value !== 'multipart/report' || type.params?.['report-type'] !== 'delivery-status')
    return undefined;
  const part = (name: string) =>
    mail.attachments.find(({ contentType }) => contentType === name)?.content.toString('utf8');
  const fields = fieldsOf(part('message/delivery-status') ?? '');
  const returned = fieldsOf(part('message/rfc822') ?? part('text/rfc822-headers') ?? '');
  const id =
    ourId(fields.get('original-envelope-id')) ??
    ourId(/<([^@>]+)@/.exec(returned.get('message-id') ?? '')?.[1]);
  const action = fields.get('action')?.toLowerCase();
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0];
  if (id === undefined || status === undefined) return undefined;
  if (action !== 'failed' && action !== 'delayed') return undefined;
  const reason = (fields.get('diagnostic-code') ?? '').replace(/^[\w-]+\s*;\s*/, '');
  return { id, action, status, reason: `${status} ${reason}`.trim().slice(0, 300) };
}

const parsed = (raw: Buffer): Promise<ParsedMail | undefined> =>
  simpleParser(raw, { keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true }).catch(
    () => undefined,
  );

/** A list that passes reports on would pass on ours, too. */
const isFromList = ({ headers }: ParsedMail): boolean => headers.has('list') || headers.has('precedence');

const ourId = (text: string | undefined): string | undefined => {
  const id = text?.replace(/^[\w-]+\s*;\s*/, '').trim();
  return id !== undefined && /^[0-9a-f]{40}$/.test(id) ? id : undefined;
};

/** Of all groups of fields, the first of each name; lines that go on are joined (RFC 5322, 2.2.3). */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([\w-]{1,60}):\s*(.*)$/.exec(line) ?? [];
    const key = name.toLowerCase();
    if (key !== '' && !fields.has(key)) fields.set(key, value.replace(/\p{Cc}+/gu, ' '));
  }
  return fields;
}
