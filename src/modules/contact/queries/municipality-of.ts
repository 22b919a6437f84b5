// Which municipality a place lies in: by its name, a postal code, or a street of the register of addresses.
import { fold } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Canton } from '../../../kernel/canton.ts';
import { streetsLike } from '../../data/index.ts';

export type Municipality = Canton['municipalities'][number];

export const municipalityById = (app: App, id: string | undefined): Municipality | undefined =>
  app.canton.municipalities.find((each) => each.id === id);

/** Undefined for a place that nothing here knows; a street that is in several municipalities says nothing. */
export async function municipalityOf(app: App, typed: string): Promise<Municipality | undefined> {
  const { municipalities } = app.canton;
  const place = typed.slice(0, 200);
  const code = /\b\d{4}\b/.exec(place)?.[0];
  const byCode = municipalities.find(({ postalCodes }) => code !== undefined && postalCodes.includes(code));
  if (byCode) return byCode;
  const names = fold(place, 'de').split(' ');
  const byName = municipalities.filter(({ name, otherNames = [] }) =>
    [name, ...otherNames].some((each) => names.includes(fold(each, 'de'))),
  );
  if (byName.length === 1) return byName[0];
  const street = place
    .replace(/\s+\d.*$/, '')
    .replace(/,.*$/, '')
    .trim();
  if (street.length < 3) return undefined;
  const [best, ...rest] = await streetsLike(app, street, undefined);
  if (!best || !isNear(best.name, street)) return undefined;
  const of = (postalCode: string) =>
    municipalities.find(({ postalCodes }) => postalCodes.includes(postalCode));
  const found = of(best.postalCode);
  const elsewhere = rest.some((each) => each.name === best.name && of(each.postalCode)?.id !== found?.id);
  return elsewhere ? undefined : found;
}

/** A street that only resembles would send people to the wrong office: most of its letters must be the same. */
function isNear(name: string, typed: string): boolean {
  const [one, other] = [fold(name, 'de'), fold(typed, 'de').replace(/str$/, 'strasse')];
  const pairs = (text: string) =>
    new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
  const [a, b] = [pairs(one), pairs(other)];
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / (a.size + b.size) >= 0.75;
}
