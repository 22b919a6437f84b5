// The key behind which a list goes on: the sort columns of the last entry shown, joined by `_`.
import { Fault } from './errors.ts';
import { isUuid } from './uuid.ts';

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && isInstant(`${text}T00:00:00.000Z`);

/** The instant must exist, too: 31 February would only fail in the database. */
function isInstant(text: string): boolean {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? new Date(text) : undefined;
  return instant !== undefined && !Number.isNaN(instant.getTime()) && instant.toISOString() === text;
}

const kinds = {
  instant: isInstant,
  day: isDay,
  uuid: isUuid,
  /** SHA-256, hexadecimal. */
  digest: (text: string) => /^[0-9a-f]{64}$/.test(text),
  number: (text: string) => /^\d{1,15}$/.test(text),
  /** An id with hyphens, as in addresses. */
  slug: (text: string) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text) && text.length <= 60,
  /** Reference of a case. */
  ref: (text: string) => /^[0-9A-Z-]{5,20}$/.test(text),
} satisfies Record<string, (text: string) => boolean>;

type Kinds = readonly (keyof typeof kinds)[];
type Values<Parts extends Kinds> = { [Part in keyof Parts]: string };

/**
 * Reads a key; undefined at the beginning of the list.
 * @throws Fault BAD_REQUEST for a key that no list of ours has given
 */
export function readPageKey<const Parts extends Kinds>(
  text: string | undefined,
  ...parts: Parts
): Values<Parts> | undefined {
  if (text === undefined || text === '') return undefined;
  const values = text.split('_');
  const fits = values.length === parts.length && parts.every((part, at) => kinds[part](values[at] ?? ''));
  if (!fits) throw new Fault('BAD_REQUEST');
  return values as Values<Parts>;
}

/** The key of an entry, or null at the end of the list. */
export function pageKey(last: readonly string[] | undefined): string | null {
  return last === undefined ? null : last.join('_');
}
