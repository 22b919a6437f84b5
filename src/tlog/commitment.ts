// What the log commits of an access entry: a salted hash of all its columns, which tells nothing once the salt is gone.
import { concat, utf8 } from './bytes.ts';

/** An entry of the access log as it is committed; keys are never renamed, since hashes of years hang on them. */
export interface CommittedEntry {
  /** Number of the entry. */
  id: string;
  /** UTC with microseconds: `2026-11-24T08:00:00.000000Z`. */
  at: string;
  kind: string;
  actorKind: string;
  /** Salted hash of the account that used the data, in Base64: a receipt shows role and unit, and can still be held to the person. */
  actor: string | null;
  actorRole: string | null;
  actorUnit: string | null;
  /** Account of the person concerned. */
  subject: string;
  fields: string[];
  purpose: string;
  legalBasis: string | null;
  caseRef: string | null;
  /** As `at`: a law hid the entry from the person until then. */
  hiddenUntil: string | null;
  hiddenBasis: string | null;
}

/** A random UUID: 122 bits that nobody can guess. */
export const saltSize = 16;
const optional = [
  'actor',
  'actorRole',
  'actorUnit',
  'legalBasis',
  'caseRef',
  'hiddenUntil',
  'hiddenBasis',
] as const;
const required = ['id', 'at', 'kind', 'actorKind', 'subject', 'purpose'] as const;
const keys = [...optional, ...required, 'fields'].sort() as (keyof CommittedEntry)[];

/** RFC 8785: keys in their order, no spaces. There are texts only, which `JSON.stringify` writes as the RFC wants them. */
function canonical(entry: CommittedEntry): string {
  return JSON.stringify(Object.fromEntries(keys.map((key) => [key, entry[key]])));
}

/** Each kind of hash has a word of its own in front, so that none passes as another; salts are all of one length. */
function salted(word: string, salt: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  if (salt.length !== saltSize) throw new RangeError(`A salt has ${saltSize} bytes, not ${salt.length}`);
  return concat(utf8(`${word}\n`), salt, utf8(text));
}

/** `actor` is the SHA-256 of this. */
export function actorInput(account: string, salt: Uint8Array): Uint8Array<ArrayBuffer> {
  return salted('drehscheibe.access-actor.v1', salt, account);
}

/** The commitment is the SHA-256 of this. */
export function commitmentInput(entry: CommittedEntry, salt: Uint8Array): Uint8Array<ArrayBuffer> {
  return salted('drehscheibe.access-entry.v1', salt, canonical(entry));
}

/**
 * The data of the entry's leaf. The day is in the open: after the row has gone by schedule, it still shows how old it was.
 * @param at as in the entry
 */
export function leafData(at: string, commitment: string): Uint8Array<ArrayBuffer> {
  return utf8(`drehscheibe.access-leaf.v1 ${at.slice(0, 10)} ${commitment}`);
}

/** @returns undefined when something is missing, more, or of another kind */
export function readEntry(value: unknown): CommittedEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const entry = value as Record<string, unknown>;
  const isText = (each: unknown) => typeof each === 'string';
  const fits =
    Object.keys(entry).sort().join() === keys.join() &&
    required.every((key) => isText(entry[key])) &&
    optional.every((key) => entry[key] === null || isText(entry[key])) &&
    Array.isArray(entry['fields']) &&
    entry['fields'].every(isText);
  return fits ? (value as CommittedEntry) : undefined;
}
