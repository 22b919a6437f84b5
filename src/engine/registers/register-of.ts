// Which register or account knows what a source stands for.
import type { KnownSource } from '../definition/schema.ts';

/** Where what is known comes from. */
export type Register = 'person' | 'organisation' | 'vehicle' | 'tax' | 'account';

/** E-mail and telephone are what the account says; the residents' register does not hold them. */
export function registerOf(source: KnownSource): Register {
  if (/\.(email|phone)$/.test(source)) return 'account';
  const [register] = source.split('.', 1);
  return register === 'person' || register === 'vehicle' || register === 'tax' ? register : 'organisation';
}
