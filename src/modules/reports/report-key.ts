// Secrets of reports: the key of the link by which whoever has reported follows it, and the mark of somebody who is affected, too.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { App } from '../../kernel/app.ts';
import { hashOf, isSecret } from '../../kernel/secret.ts';

/** Made of the form's id, which only the browser knows: a second click leads to the same address. */
export const reportKey = (app: App, sentId: string): string =>
  createHmac('sha256', app.secret).update(`report\0${sentId}`).digest('base64url');

export function fitsKey(hash: Buffer | null, key: unknown): boolean {
  if (hash === null || !isSecret(key)) return false;
  const given = hashOf(key);
  return given.length === hash.length && timingSafeEqual(given, hash);
}

/** What only the mail to an address holds: whoever has typed it does not have its mailbox by that. */
export const addressMark = (app: App, report: number, email: string): string =>
  createHmac('sha256', app.secret).update(`report-address\0${report}\0${email}`).digest('base64url');

export function fitsMark(given: string, mark: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(mark)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Differs from report to report, so that nobody can be followed from one to the next. */
export const supportKey = (app: App, report: string, who: string): Buffer =>
  createHmac('sha256', app.secret).update(`support\0${report}\0${who}`).digest();

/** A UUID that the same texts always give, for what programs send twice. */
export function idOf(...parts: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  // Version 8 of RFC 9562: made by a rule of our own.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
