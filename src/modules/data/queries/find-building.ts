// The building at an address, or with a number (EGID): asked in the register of buildings, kept as long as it allows.
import {
  grantFor,
  type Address,
  type RegisteredBuilding,
  type ServiceDefinition,
} from '../../../engine/index.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import { grantOfTask, grantsOf } from '../../catalogue/index.ts';
import { findEntries, type Entry } from '../registers/ask-register.ts';
import { reasonOfTask } from '../registers/task-reason.ts';

interface Kept {
  building?: RegisteredBuilding | undefined;
  quarter?: string | undefined;
  until: number;
}

/** Buildings are nobody's data: one process may remember them for all who ask, as long as the register allows. */
const kept = perApp<Map<string, Kept>>('The buildings that were asked for');
const mostKept = 2000;

/** Called when the module starts. */
export const startBuildings = (app: App): void => kept.set(app, new Map());

/**
 * With its dwellings, for the form of a service that has a grant for them.
 * @returns `silent` where the register gives no answer that may be used
 */
export async function buildingAt(
  app: App,
  service: Pick<ServiceDefinition, 'id' | 'purpose' | 'legalBasis'>,
  { street, houseNumber, postalCode }: Address,
): Promise<RegisteredBuilding | 'silent' | undefined> {
  const grant = grantFor(service, grantsOf(app));
  if (!grant?.buildings || houseNumber === '') return undefined;
  const key = JSON.stringify([service.id, street, houseNumber, postalCode]);
  const now = app.clock.now().getTime();
  const known = kept.of(app).get(key);
  if (known && known.until > now) return known.building;
  const answer = await findEntries(app, 'buildings', { street, houseNumber, postalCode }, grant.buildings, {
    ...{ reader: service.id, purpose: grant.purpose, user: 'form' },
    legalBasis: grant.legalBasis === 'request' ? 'request' : grant.legalBasis.join(', '),
  });
  if ('silent' in answer) return answer.silent === 'none' ? undefined : 'silent';
  // Of several none is the one.
  const [entry, ...others] = answer.found;
  const building = entry && others.length === 0 ? toBuilding(entry) : undefined;
  if (entry) keep(app, key, { building, until: entry.until.getTime() });
  return building;
}

function keep(app: App, key: string, what: Kept): void {
  if (what.until <= app.clock.now().getTime()) return;
  if (kept.of(app).size >= mostKept) kept.of(app).clear();
  kept.of(app).set(key, what);
}

/**
 * The quarter that the register of buildings says of an address, for whoever has a grant for it.
 * @param task whose grant it is
 * @param user account or task on whose behalf it is asked
 * @returns undefined where it says nothing, or does not answer: nobody has to wait for a figure
 */
export async function quarterAt(
  app: App,
  task: 'participation',
  { street, houseNumber, postalCode }: Omit<Address, 'town'>,
  user: string,
): Promise<string | undefined> {
  const grant = grantOfTask(app, task);
  if (!grant?.buildings?.includes('quarter') || houseNumber === '') return undefined;
  const key = JSON.stringify([task, street, houseNumber, postalCode]);
  const known = kept.of(app).get(key);
  if (known && known.until > app.clock.now().getTime()) return known.quarter;
  const answer = await findEntries(app, 'buildings', { street, houseNumber, postalCode }, ['quarter'], {
    ...{ reader: task, purpose: grant.purpose, user },
    legalBasis: grant.legalBasis === 'request' ? 'request' : grant.legalBasis.join(', '),
  });
  const [entry, ...others] = 'silent' in answer ? [] : answer.found;
  if (!entry || others.length > 0) return undefined;
  const quarter = entry.values['quarter'];
  const found = typeof quarter === 'string' ? quarter : undefined;
  keep(app, key, { quarter: found, until: entry.until.getTime() });
  return found;
}

function toBuilding({ id, values, asOf }: Entry): RegisteredBuilding {
  const { constructionYear, dwellings = [] } = values as Partial<RegisteredBuilding>;
  return { egid: id, constructionYear, dwellings, asOf };
}

export interface PublicBuilding {
  egid: string;
  address: Address;
  municipality: string;
  constructionYear: number | null;
  /** `YYYY-MM-DD` */
  asOf: string;
}

/** What everyone may know of the building with the number; no dwellings. */
export async function publicBuilding(app: App, egid: string): Promise<PublicBuilding | 'silent' | undefined> {
  const fields = grantOfTask(app, 'public-building')?.buildings ?? [];
  const reason = reasonOfTask(app, 'public-building', 'public');
  const answer = await findEntries(app, 'buildings', { egid }, fields, reason);
  if ('silent' in answer) return answer.silent === 'none' ? undefined : 'silent';
  const [entry] = answer.found;
  if (!entry) return undefined;
  const text = (name: string) => (typeof entry.values[name] === 'string' ? entry.values[name] : '');
  const year = entry.values['constructionYear'];
  return {
    egid: entry.id,
    address: {
      ...{ street: text('street'), houseNumber: text('houseNumber') },
      ...{ postalCode: text('postalCode'), town: text('town') },
    },
    municipality: text('municipality'),
    constructionYear: typeof year === 'number' ? year : null,
    asOf: entry.asOf,
  };
}
