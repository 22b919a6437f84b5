// Compares an address with the register of addresses: what about it is doubtful, and which address may be meant.
import { editDistance } from '../edit-distance.ts';
import { fold } from '../fold.ts';
import type { Address, AddressDoubt, RegisteredStreet, Registers } from './registers.ts';

export interface AddressAdvice {
  doubt: AddressDoubt;
  /** The likeliest first, at most three. */
  suggestions: Address[];
}

const most = 3;

const plain = (text: string): string => fold(text, 'de');

/** `Freie Str.` and `Freiestrasse` are both `freiestrasse`. */
const joined = (street: string): string =>
  plain(street)
    .replace(/(?<=.)str$/, 'strasse')
    .replace(/ /g, '');

/** Streets that differ by a slip or two, and by hardly more than the nearest of them: many names differ in few letters. */
function nearest(street: string, like: readonly RegisteredStreet[]): RegisteredStreet[] {
  const typed = joined(street);
  const slips = new Map(like.map((each) => [each, editDistance(typed, joined(each.name))]));
  const limit = Math.min(typed.length < 6 ? 1 : 2, Math.min(...slips.values()) + 1);
  return like.filter((each) => (slips.get(each) ?? Infinity) <= limit);
}

/**
 * Nothing is said of addresses outside of the canton, of streets that resemble none in the register (it may lack them),
 * and of spellings that differ in case or accents only.
 * @returns undefined when there is nothing to ask
 */
export async function adviseAddress(
  address: Address,
  registers: Pick<Registers, 'placesOf' | 'streetsLike'>,
): Promise<AddressAdvice | undefined> {
  const places = registers.placesOf(address.postalCode);
  const [place] = places;
  if (place === undefined) return undefined;
  const townFits = places.some((name) => plain(name) === plain(address.town));
  const number = /^\d{1,5}(?!\d)/.exec(address.houseNumber)?.[0];
  const like = await registers.streetsLike(address.street, number === undefined ? undefined : Number(number));
  const same = like.filter(({ name }) => plain(name) === plain(address.street));
  const at = (street: RegisteredStreet): Address => ({
    ...address,
    street: street.name,
    postalCode: street.postalCode,
    town: townFits && street.postalCode === address.postalCode ? address.town : townOf(street, registers),
  });
  const here = same.find(({ postalCode }) => postalCode === address.postalCode);
  if (here) {
    if (!townFits) return { doubt: 'town', suggestions: [{ ...address, town: place }] };
    if (here.hasNumber) return undefined;
    return {
      doubt: 'houseNumber',
      suggestions: same
        .filter((each) => each.hasNumber)
        .slice(0, most)
        .map(at),
    };
  }
  if (same.length > 0) return { doubt: 'postalCode', suggestions: fittingFirst(same, address).map(at) };
  const near = nearest(address.street, like);
  if (near.length > 0) return { doubt: 'street', suggestions: fittingFirst(near, address).map(at) };
  return townFits ? undefined : { doubt: 'town', suggestions: [{ ...address, town: place }] };
}

const townOf = ({ postalCode }: RegisteredStreet, registers: Pick<Registers, 'placesOf'>): string =>
  registers.placesOf(postalCode)[0] ?? '';

/** Streets with the typed postal code and house number before others, else in the register's order. */
function fittingFirst(streets: readonly RegisteredStreet[], address: Address): RegisteredStreet[] {
  const rank = (street: RegisteredStreet) =>
    (street.postalCode === address.postalCode ? 0 : 2) + (street.hasNumber ? 0 : 1);
  return streets.toSorted((a, b) => rank(a) - rank(b)).slice(0, most);
}
