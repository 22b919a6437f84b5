// Invented buildings with their dwellings: one at each of the house numbers that exist in none of the canton's streets.
import { comparable } from './store.ts';

export interface Dwelling {
  /** Number of the dwelling in its building (eCH-0129 EWID). */
  ewid: string;
  /** 0 is the ground floor. */
  floor: number;
  position: 'left' | 'middle' | 'right';
  rooms: number;
}

export interface Building {
  /** Federal number of the building (EGID). */
  egid: string;
  street: string;
  houseNumber: string;
  postalCode: string;
  town: string;
  municipality: string;
  /** The canton's own division; absent where it has none at this postal code. */
  quarter?: string;
  constructionYear: number;
  dwellings: Dwelling[];
}

export type BuildingCriteria = { egid: string } | { street: string; houseNumber: string; postalCode: string };

interface Quarter {
  name: string;
  postalCodes: readonly string[];
}

interface Place {
  street: string;
  postalCode: string;
  town: string;
}

/** Real EGIDs end at 900,000,000. */
const firstEgid = 990_000_000;
const houseNumbers = Array.from({ length: 10 }, (_, index) => String(990 + index));
const positions = ['left', 'middle', 'right'] as const;

/** @param place its number among the canton's streets */
function inventBuilding(place: Place, number: number, quarters: readonly Quarter[]): Building {
  const near = quarters.filter(({ postalCodes }) => postalCodes.includes(place.postalCode));
  // A street lies in one quarter.
  const quarter = near[Math.floor(number / houseNumbers.length) % (near.length || 1)]?.name;
  const floors = 1 + (number % 5);
  const perFloor = 1 + ((number * 7) % 3);
  const dwellings = Array.from({ length: floors * perFloor }, (_, index) => ({
    ewid: String(index + 1),
    floor: Math.floor(index / perFloor),
    position: positions[index % perFloor] ?? ('middle' as const),
    rooms: 1 + ((number + index) % 5),
  }));
  return {
    egid: String(firstEgid + number),
    street: place.street,
    houseNumber: houseNumbers[number % houseNumbers.length] ?? '',
    postalCode: place.postalCode,
    town: place.town,
    municipality: place.town,
    ...(quarter === undefined ? {} : { quarter }),
    constructionYear: 1880 + ((number * 37) % 145),
    dwellings,
  };
}

/** @returns finds a building by its number or its address; undefined where there is none */
export function createBuildings(
  places: readonly Place[],
  quarters: readonly Quarter[] = [],
): (by: BuildingCriteria) => Building | undefined {
  const byEgid = new Map<string, Building>();
  const byAddress = new Map<string, Building>();
  const key = (at: { street: string; houseNumber: string; postalCode: string }) =>
    [comparable(at.street), comparable(at.houseNumber), at.postalCode].join('|');
  places.forEach((place, index) =>
    houseNumbers.forEach((_, offset) => {
      const building = inventBuilding(place, index * houseNumbers.length + offset, quarters);
      byEgid.set(building.egid, building);
      byAddress.set(key(building), building);
    }),
  );
  return (by) => ('egid' in by ? byEgid.get(by.egid) : byAddress.get(key(by)));
}
