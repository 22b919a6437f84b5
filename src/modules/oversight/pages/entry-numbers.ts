// Numbers of entries in an address: `?eintrag=12.15.16`.
import { Fault } from '../../../kernel/errors.ts';

const most = 100;

export const askAddress = (ids: readonly string[]): string =>
  `/konto/zugriffe/frage?eintrag=${ids.join('.')}`;

/** @throws Fault BAD_REQUEST */
export function entryNumbers(text: unknown): string[] {
  if (typeof text !== 'string' || !/^\d{1,15}(\.\d{1,15})*$/.test(text)) throw new Fault('BAD_REQUEST');
  const ids = [...new Set(text.split('.'))];
  if (ids.length > most) throw new Fault('BAD_REQUEST');
  return ids;
}
