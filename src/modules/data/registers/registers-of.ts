// The registers as the engine asks them about typed values.
import type { Registers } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { companyByUid } from '../queries/find-company.ts';
import { streetsLike } from '../queries/find-streets.ts';
import { placesOf } from '../queries/places.ts';

export function registersOf(app: App): Registers {
  return {
    placesOf: (postalCode) => placesOf(app, postalCode),
    streetsLike: (name, houseNumber) => streetsLike(app, name, houseNumber),
    company: (uid) => companyByUid(app, uid),
  };
}
