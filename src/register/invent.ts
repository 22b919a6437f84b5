// Invents residents: the same number always gives the same person, and no name, AHV number or address can be anybody's.

import type { Representative } from './canton-data.ts';

export interface Address {
  street: string;
  houseNumber: string;
  postalCode: string;
  town: string;
}

export interface Resident {
  id: string;
  firstName: string;
  lastName: string;
  /** `YYYY-MM-DD` */
  birthDate: string;
  ahv: string;
  nationality: string;
  municipality: string;
  /** `YYYY-MM-DD`; absent for the living. */
  diedOn?: string;
  address: Address;
  email: string | null;
  /** Who acts for them by law; absent for most adults. */
  representatives?: Representative[];
}

const firstNames = [
  ...['Anna', 'Bruno', 'Carla', 'Dario', 'Elena', 'Fabio', 'Gina', 'Hugo', 'Ines', 'Jonas', 'Karin', 'Luca'],
  ...['Mara', 'Nino', 'Olga', 'Paolo', 'Rita', 'Silvan', 'Tanja', 'Urs', 'Vera', 'Walter', 'Yara', 'Zeno'],
];
/** Words for «example» in the languages of the country and beyond: nobody is called so. */
const lastNames = [
  ...['Beispiel', 'Muster', 'Exempel', 'Modell', 'Probe', 'Entwurf', 'Schablone', 'Vorlage', 'Skizze'],
  ...['Exemple', 'Specimen', 'Modèle', 'Esempio', 'Campione', 'Modello', 'Sample', 'Template', 'Placeholder'],
];
const nationalities = ['ch', 'ch', 'ch', 'ch', 'de', 'it', 'fr', 'pt', 'tr', 'es'];

/** The canton's persons have 756.9999; these blocks of 100,000 numbers each go down from there. */
const highestBlock = 9998;
const perBlock = 100_000;
/** As many as can be told apart in ten blocks; the canton has a fifth of that. The first thousand numbers count in demonstrations only. */
export const mostInvented = 1_000_000;

/** EAN-13: `756.9998.0000.18`. */
function ahvOf(number: number): string {
  const block = highestBlock - Math.floor(number / perBlock);
  const digits = `756${block}${String(number % perBlock).padStart(5, '0')}`;
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  const all = `${digits}${(10 - (sum % 10)) % 10}`;
  return `${all.slice(0, 3)}.${all.slice(3, 7)}.${all.slice(7, 11)}.${all.slice(11)}`;
}

/** Of a full period, so that neighbours differ in everything. */
const mix = (number: number, factor: number, size: number) =>
  Math.floor((number * factor) % (size * 1009)) % size;

/**
 * @param number from 0
 * @param places streets of the canton; house numbers from 990 exist in none of them
 */
export function inventResident(
  number: number,
  places: readonly { street: string; postalCode: string; town: string }[],
): Resident {
  const pick = <T>(from: readonly T[], factor: number): T => {
    const picked = from[mix(number, factor, from.length)];
    if (picked === undefined) throw new Error('Nothing to pick from');
    return picked;
  };
  const [first, second] = [pick(lastNames, 7919), pick(lastNames, 104_729)];
  const born = new Date(Date.UTC(1930, 0, 1 + mix(number, 15_485_863, 34_700)));
  const place = pick(places, 32_452_843);
  return {
    id: `e${number}`,
    firstName: pick(firstNames, 1_299_709),
    lastName: first === second ? first : `${first}-${second}`,
    birthDate: born.toISOString().slice(0, 10),
    ahv: ahvOf(number),
    nationality: pick(nationalities, 611_953),
    municipality: place.town,
    address: { ...place, houseNumber: String(990 + (number % 9)) },
    email: null,
  };
}

export interface Vehicle {
  /** Key of the holder. */
  id: string;
  plate: string;
  vehicleType: string;
  /** `YYYY-MM-DD` */
  firstRegistration: string;
}

export interface Tax {
  /** Key of the person. */
  id: string;
  taxYear: string;
  /** Francs. */
  netIncome: number;
  netWealth: number;
  /** Whether what was assessed has been paid. */
  paid: boolean;
}

/** One person in five has one; plates from BS 900000 are not given out (unverified), so that none is anybody's. */
export function inventVehicle(number: number): Vehicle | undefined {
  if (number % 5 !== 0) return undefined;
  const kinds = ['car', 'car', 'car', 'car', 'van', 'motorcycle', 'camper'];
  const registered = new Date(Date.UTC(2004, 0, 1 + mix(number, 15_485_863, 8_000)));
  return {
    id: `e${number}`,
    plate: `BS ${900_000 + number / 5}`,
    vehicleType: kinds[mix(number, 7919, kinds.length)] ?? 'car',
    firstRegistration: registered.toISOString().slice(0, 10),
  };
}

export function inventTax(number: number): Tax {
  return {
    id: `e${number}`,
    taxYear: '2025',
    netIncome: 12_000 + 100 * mix(number, 104_729, 1_800),
    netWealth: number % 3 === 0 ? 0 : 1_000 * mix(number, 32_452_843, 900),
    paid: number % 11 !== 0,
  };
}
