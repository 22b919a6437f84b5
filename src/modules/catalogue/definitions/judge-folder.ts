// Judges one service's folder: all its faults, or what is published of it, written as the database keeps it.
import {
  holidayCalendar,
  loadDefinition,
  type AppointmentOffers,
  type CantonArea,
  type DefinitionFault,
  type HolidayDate,
  type RegisterGrant,
} from '../../../engine/index.ts';
import type { Context } from '../queries/context.ts';
import { contextFor, hashOf } from './version-hash.ts';

/** What folders are judged against; plain data, so that a thread can be given it. */
export interface Surroundings extends Context {
  units: ReadonlySet<string>;
  lifeEvents: ReadonlySet<string>;
  audiences: ReadonlySet<string>;
  area: CantonArea;
  offers: AppointmentOffers;
  holidays: readonly HolidayDate[];
  grants: readonly RegisterGrant[];
  /** Ids of all services there are. */
  services: ReadonlySet<string>;
}

export interface Folder {
  name: string;
  files: Record<string, string>;
}

export interface Judgement {
  /** Empty: it passed, and the rest is there. */
  faults: DefinitionFault[];
  /** JSON, as the next three. */
  definition: string;
  examples: string;
  context: string;
  hash: string;
}

/** @returns a function that judges one folder after the other */
export function judgeFolders(around: Surroundings): (folder: Folder) => Judgement {
  const holidayOn = holidayCalendar(around.holidays);
  const source = {
    ...around,
    remedies: new Set(Object.keys(around.remedies)),
    holidays: (day: string) => holidayOn(day) !== undefined,
  };
  return ({ name, files }) => {
    const loaded = loadDefinition({ ...source, files, folder: name });
    if ('faults' in loaded)
      return { faults: loaded.faults, definition: '', examples: '', context: '', hash: '' };
    const { definition, examples } = loaded;
    const context = contextFor(definition, around);
    return {
      faults: [],
      definition: JSON.stringify(definition),
      examples: JSON.stringify(examples),
      context: JSON.stringify(context),
      hash: hashOf(definition, context),
    };
  };
}
