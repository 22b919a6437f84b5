// The registers as the engine asks them about typed values.
import type { Registers, ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { buildingAt } from '../queries/find-building.ts';
import { companyByUid } from '../queries/find-company.ts';
import { streetsLike } from '../queries/find-streets.ts';
import { placesOf } from '../queries/places.ts';

/** @param service in whose form it is asked: buildings are read with its grant only */
export function registersOf(app: App, service?: ServiceDefinition): Registers {
  return {
    placesOf: (postalCode) => placesOf(app, postalCode),
    streetsLike: (name, houseNumber) => streetsLike(app, name, houseNumber),
    building: (address) => (service ? buildingAt(app, service, address) : Promise.resolve(undefined)),
    company: (uid) => companyByUid(app, uid),
  };
}
