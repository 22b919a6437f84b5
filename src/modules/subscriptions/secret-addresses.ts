// Secret addresses without a secret in the database: an id and a keyed mark of it, which counting up a generation revokes.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { App } from '../../kernel/app.ts';

/** `manage`: a subscriber's page and unsubscribing; `feed`: one subscription's feed and calendar; `confirm`: a request. */
export type AddressUse = 'manage' | 'feed' | 'confirm';

const idOf = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function mark({ secret }: Pick<App, 'secret'>, use: AddressUse, id: Buffer, generation: number): Buffer {
  return createHmac('sha256', secret)
    .update(`subscriptions\0${use}\0${generation}\0`)
    .update(id)
    .digest()
    .subarray(0, 16);
}

/** 43 characters: 16 bytes of the id, 16 of the mark. */
export function secretAddress(
  app: Pick<App, 'secret'>,
  use: AddressUse,
  uuid: string,
  generation = 0,
): string {
  const id = idOf(uuid);
  return Buffer.concat([id, mark(app, use, id, generation)]).toString('base64url');
}

/** The id that a token speaks of, before anybody knows whether it is ours; undefined for what can't be one. */
export function idIn(token: string | undefined): string | undefined {
  if (token === undefined || !/^[\w-]{43}$/.test(token)) return undefined;
  const hex = Buffer.from(token, 'base64url').subarray(0, 16).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function isOurs(
  app: Pick<App, 'secret'>,
  use: AddressUse,
  token: string,
  uuid: string,
  generation = 0,
): boolean {
  const given = Buffer.from(token);
  const expected = Buffer.from(secretAddress(app, use, uuid, generation));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
