// Who a person of an E-ID is in the residents' register. The register lies in a module further down, which provides the comparison.
import { perApp, type App } from '../../../kernel/app.ts';

export interface WantedResident {
  givenName: string;
  familyName: string;
  /** `YYYY-MM-DD` */
  birthDate: string;
  /** AHV number; absent when it was not asked for. */
  ahv: string | undefined;
}

export interface MatchedResident {
  registerId: string;
  name: string;
  email: string | undefined;
}

/** The one resident who agrees in everything; undefined when there is none, or more than one. Asks outside of transactions. */
export type MatchResident = (app: App, wanted: WantedResident) => Promise<MatchedResident | undefined>;

const matches = perApp<{ match?: MatchResident }>('The comparison with the register');

/** Called when the module starts. */
export function openResidentMatch(app: App): void {
  matches.set(app, {});
}

/** The module of the registers provides it when it starts. */
export function provideResidentMatch(app: App, match: MatchResident): void {
  matches.of(app).match = match;
}

/** Without a register nobody is found. */
export function matchResident(app: App, wanted: WantedResident): Promise<MatchedResident | undefined> {
  return matches.of(app).match?.(app, wanted) ?? Promise.resolve(undefined);
}
