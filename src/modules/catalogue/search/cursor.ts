// The place in a list of finds: score and key of the last one, so that the next page starts right behind it.
import { Fault } from '../../../kernel/errors.ts';

export interface Cursor {
  /** Decimal number as PostgreSQL wrote it. */
  score: string;
  type: string;
  id: string;
}

export function encodeCursor({ score, type, id }: Cursor): string {
  return Buffer.from(JSON.stringify([score, type, id])).toString('base64url');
}

/** @throws Fault BAD_REQUEST for anything that is no cursor of ours */
export function decodeCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined || text === '') return undefined;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text.slice(0, 500), 'base64url').toString('utf8'));
  } catch {
    throw new Fault('BAD_REQUEST');
  }
  if (!Array.isArray(parts) || parts.length !== 3) throw new Fault('BAD_REQUEST');
  const [score, type, id]: unknown[] = parts;
  if (
    typeof score !== 'string' ||
    !/^\d{1,6}(\.\d{1,6})?$/.test(score) ||
    typeof type !== 'string' ||
    typeof id !== 'string'
  ) {
    throw new Fault('BAD_REQUEST');
  }
  if (type.includes('\0') || id.includes('\0')) throw new Fault('BAD_REQUEST');
  return { score, type, id };
}
