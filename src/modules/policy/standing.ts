// How a member of staff stands to one case: facts are gathered once, then every part of the page asks the same decision.
import { dataClasses, type DataClass, type ServiceDefinition } from '../../engine/index.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import type { Database } from '../../kernel/db/connect.ts';
import { isWithin } from '../organisation/index.ts';
import { certificateProvider, certificatesOf, validAt, type Certificate } from './certificates.ts';
import { classInCase } from './classes.ts';
import {
  decide,
  uses,
  type AccessRequest,
  type Assignment,
  type Decision,
  type Facts,
  type Purpose,
  type Relation,
  type Use,
} from './decide.ts';
import { registerIdsOf } from '../identity/index.ts';
import { concernedAmong, isConcerned } from './concerned.ts';
import { openEmergenciesOf, openEmergency, type OpenEmergency } from './emergency.ts';
import { policyOf } from './policy-file.ts';

/** What the decision needs to know of a case. */
export interface CaseFacts {
  ref: string;
  unit: string;
  /** Undefined where the question is not about one case's assignment. */
  assigneeId?: string | null;
  /** Accounts of the public whose matter it is, or that had a hand in it; undefined where it is about no one case. */
  parties?: readonly string[];
}

export type Answer = Decision & { purpose: Purpose };

export interface Standing {
  /** Whether this may be done with a part of the case; `own` is the class of the part itself. */
  may(use: Use, own: DataClass): Answer;
  /** The same of its state: that there is such a case of this service, how it stands, until when. */
  state(use: Use): Answer;
  facts: Facts;
  /** Of those that were looked up: none where no rule could ask for one. */
  certificates: readonly Certificate[];
  emergency: OpenEmergency | undefined;
}

export function relationOf(app: App, actor: StaffActor, unit: string): Relation {
  if (unit === actor.unit) return 'same';
  return isWithin(app, unit, actor.unit) ? 'above' : 'other';
}

const assignmentOf = (actor: StaffActor, assigneeId: string | null | undefined): Assignment =>
  assigneeId === undefined || assigneeId === null ? 'none' : assigneeId === actor.id ? 'mine' : 'deputy';

/** Facts that no table is asked for. */
function plainFacts(app: App, actor: StaffActor, about: Omit<CaseFacts, 'ref'>): Facts {
  return {
    roles: actor.roles,
    unit: relationOf(app, actor, about.unit),
    assignment: assignmentOf(actor, about.assigneeId),
    certificates: [],
    emergency: false,
    concerned: false,
  };
}

/**
 * Looks up what the rules could ask for, and no more: certificates where only they are missing, an emergency access where
 * something of the case would stay closed. At most two queries, none where the rules allow everything without; one more for
 * staff whose own entry in the residents' register is known.
 */
export async function standingIn(
  app: App,
  db: Database,
  actor: StaffActor,
  about: CaseFacts,
  definition: Pick<ServiceDefinition, 'pages'>,
  {
    explain = false,
  }: {
    /** Looks certificates up in any case: what is said about one must be true also where something else is missing. */
    explain?: boolean;
  } = {},
): Promise<Standing> {
  const now = app.clock.now();
  return standingBy(app, actor, about, definition, {
    explain,
    isConcerned: (parties) => isConcerned(db, actor, parties),
    certificates: () => certificatesOf(app, db, actor.id, now),
    emergency: (ref) => openEmergency(db, actor.id, ref, now),
  });
}

/** The same for several cases, in their order: at most three queries for all of them together. */
export async function standingsIn(
  app: App,
  db: Database,
  actor: StaffActor,
  cases: readonly { about: CaseFacts; definition: Pick<ServiceDefinition, 'pages'> }[],
): Promise<Standing[]> {
  const now = app.clock.now();
  const parties = cases.flatMap(({ about }) => about.parties ?? []);
  const entries = actor.registerId === undefined ? new Map() : await registerIdsOf({ db }, parties);
  let certificates: Certificate[] | undefined;
  let emergencies: Map<string, OpenEmergency> | undefined;
  const found: Standing[] = [];
  for (const { about, definition } of cases)
    found.push(
      await standingBy(app, actor, about, definition, {
        explain: false,
        isConcerned: async (accounts) =>
          actor.registerId !== undefined && accounts.some((id) => entries.get(id) === actor.registerId),
        certificates: async () => (certificates ??= await certificatesOf(app, db, actor.id, now)),
        emergency: async (ref) => {
          emergencies ??= new Map(
            (await openEmergenciesOf(db, actor.id, now)).map((each) => [each.ref, each]),
          );
          return emergencies.get(ref);
        },
      }),
    );
  return found;
}

/** How a standing asks for what no one but tables know. */
interface Lookups {
  explain: boolean;
  isConcerned(parties: readonly string[]): Promise<boolean>;
  certificates(): Promise<Certificate[]>;
  emergency(ref: string): Promise<OpenEmergency | undefined>;
}

async function standingBy(
  app: App,
  actor: StaffActor,
  about: CaseFacts,
  definition: Pick<ServiceDefinition, 'pages'>,
  ask: Lookups,
): Promise<Standing> {
  const purpose = 'case-handling';
  const policy = policyOf.of(app);
  const { book } = policy;
  const now = app.clock.now();
  const facts = plainFacts(app, actor, about);
  facts.concerned = await ask.isConcerned(about.parties ?? []);
  const couldBeCertified = () =>
    uses.some((use) =>
      dataClasses.some((each) =>
        lacksCertificate(decide({ purpose, use, class: classInCase(policy, definition, each) }, facts, book)),
      ),
    );
  const seesAll = () =>
    dataClasses.every(
      (each) =>
        decide({ purpose, use: 'see', class: classInCase(policy, definition, each) }, facts, book).allowed,
    );
  let certificates: Certificate[] = [];
  let emergency: OpenEmergency | undefined;
  if (ask.explain || couldBeCertified()) {
    certificates = await ask.certificates();
    facts.certificates = validAt(certificates, now);
  }
  if (!seesAll()) {
    emergency = await ask.emergency(about.ref);
    facts.emergency = emergency !== undefined;
  }
  const answer = (use: Use, wanted: DataClass): Answer => {
    const usual = decide({ purpose, use, class: wanted }, facts, book);
    if (usual.allowed || emergency === undefined) return { ...usual, purpose };
    const urgent = decide({ purpose: 'emergency', use, class: wanted }, facts, book);
    return urgent.allowed ? { ...urgent, purpose: 'emergency' } : { ...usual, purpose };
  };
  return {
    facts,
    certificates,
    emergency,
    may: (use, own) => answer(use, classInCase(policy, definition, own)),
    state: (use) => answer(use, 'internal'),
  };
}

/**
 * The same for lists of cases: certificates are looked up once, emergency accesses open no list.
 * @returns `may`: whether a part of that class may be seen in a case
 */
export function heldBy(app: App, db: Database, actor: StaffActor, purpose: Purpose = 'case-handling') {
  const policy = policyOf.of(app);
  let certificates: string[] | undefined;
  const may = async (
    about: Omit<CaseFacts, 'ref'>,
    definition: Pick<ServiceDefinition, 'pages'>,
    own: DataClass,
  ): Promise<boolean> => {
    const request = { purpose, use: 'see', class: classInCase(policy, definition, own) } as const;
    const facts = plainFacts(app, actor, about);
    const answer = decide(request, facts, policy.book);
    if (answer.allowed || !lacksCertificate(answer)) return answer.allowed;
    const now = app.clock.now();
    certificates ??= validAt(await certificatesOf(app, db, actor.id, now), now);
    return decide(request, { ...facts, certificates }, policy.book).allowed;
  };
  return { may };
}

/** Who of some members of staff may do this with a part of the case at this moment; their certificates are one query. */
export async function staffWhoMay(
  app: App,
  db: Database,
  staff: readonly StaffActor[],
  asked: { about: CaseFacts; definition: Pick<ServiceDefinition, 'pages'>; use: Use; own: DataClass },
): Promise<StaffActor[]> {
  const policy = policyOf.of(app);
  const now = app.clock.now();
  const ids = staff.map(({ id }) => id);
  const held = await certificateProvider.of(app).certificatesOf(db, ids, now);
  const wanted = classInCase(policy, asked.definition, asked.own);
  const request = { purpose: 'case-handling', use: asked.use, class: wanted } as const;
  const concerned = await concernedAmong(db, staff, asked.about.parties ?? []);
  return staff.filter((actor) => {
    const certificates = validAt(held.get(actor.id) ?? [], now);
    const facts = {
      ...plainFacts(app, actor, asked.about),
      certificates,
      concerned: concerned.has(actor.id),
    };
    return decide(request, facts, policy.book).allowed;
  });
}

/** Whether the state of the case may be seen, from what is known without a look into any table. */
export function mayBySight(app: App, actor: StaffActor, about: Omit<CaseFacts, 'ref'>): boolean {
  const request = { purpose: 'case-handling', use: 'see', class: 'internal' } as const;
  return decide(request, plainFacts(app, actor, about), policyOf.of(app).book).allowed;
}

/** What concerns a unit and no case, e.g. the register that it keeps: from what is known without a look into any table. */
export function mayOfUnit(app: App, actor: StaffActor, request: AccessRequest, unit: string): boolean {
  return decide(request, plainFacts(app, actor, { unit }), policyOf.of(app).book).allowed;
}

/**
 * What can be said to somebody about a case of which nothing may be said: only what concerns themselves. The same
 * whether there is such a case or not.
 */
export async function standingWithout(
  app: App,
  db: Database,
  actor: StaffActor,
): Promise<{ decision: Decision; certificates: Certificate[] }> {
  const now = app.clock.now();
  const certificates = await certificatesOf(app, db, actor.id, now);
  const facts: Facts = {
    roles: actor.roles,
    unit: 'other',
    assignment: 'none',
    certificates: validAt(certificates, now),
    emergency: false,
    concerned: false,
  };
  const request = { purpose: 'case-handling', use: 'act', class: 'special' } as const;
  return { decision: decide(request, facts, policyOf.of(app).book), certificates };
}

/** Nothing but a certificate is missing. */
export const lacksCertificate = ({ allowed, because }: Decision): boolean =>
  !allowed && because.length > 0 && because.every(({ kind, holds }) => holds || kind === 'certificate');

/** Nobody handles what concerns themselves; somebody else might. */
export const isOwnMatter = ({ allowed, because }: Decision): boolean =>
  !allowed && because.some(({ kind, holds }) => kind === 'unconcerned' && !holds);
