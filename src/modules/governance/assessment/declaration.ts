// What a service declares about personal data, as a decision is pinned to it, and what in a later declaration raises the risk. Pure.
import { createHash } from 'node:crypto';
import { dataClasses, type DataClass } from '../../../kernel/datasets/dataset.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { processingRecord, type RegisterGrant, type ServiceDefinition } from '../../../engine/index.ts';

/** Why a purpose is risky; `risk.<id>` says it in words. */
export const riskIds = ['special-data', 'automated-special', 'linked-special'] as const;
export type Risk = (typeof riskIds)[number];

export interface RiskLimits {
  /** So many specially protected fields make a purpose risky. */
  specialFields: number;
  /** With so many fields from registers, one specially protected field is enough: together they draw a picture of a person. */
  registerFieldsWithSpecial: number;
  /** Whether it is risky that rules decide where specially protected data is asked. */
  automatedSpecial: boolean;
}

export interface Declaration {
  purpose: string;
  /** Class by JSON pointer. */
  fields: Record<string, DataClass>;
  recipients: string[];
  /** `closed P10Y delete` */
  retention: string;
  /** Fields read from registers: `residents.ahv`. */
  disclosures: string[];
  /** FEEL: when rules decide; null where staff always do. */
  automated: string | null;
  risks: Risk[];
}

export function declarationOf(
  service: ServiceDefinition,
  grants: readonly RegisterGrant[],
  limits: RiskLimits,
): Declaration {
  const record = processingRecord(service, grants);
  const disclosures = record.disclosures.flatMap(({ register, fields }) =>
    fields.map((field) => `${register}.${field}`),
  );
  const special = record.fields.filter((field) => field.class === 'special').length;
  const automated = record.decision.rule ?? null;
  const { after, keep, then } = record.retention;
  const found: Record<Risk, boolean> = {
    'special-data': special >= limits.specialFields,
    'automated-special': limits.automatedSpecial && special > 0 && automated !== null,
    'linked-special': special > 0 && disclosures.length >= limits.registerFieldsWithSpecial,
  };
  return {
    purpose: record.purpose,
    fields: Object.fromEntries(record.fields.map((field) => [field.pointer, field.class])),
    recipients: [...record.recipients].sort(),
    retention: `${after} ${keep} ${then}`,
    disclosures: disclosures.sort(),
    automated,
    risks: riskIds.filter((id) => found[id]),
  };
}

export function digestOf(declaration: Declaration): Buffer {
  return createHash('sha256').update(canonicalJson(declaration)).digest();
}

/** What a change may raise; `raised.<id>` says it in words. */
export type Raise = 'purpose' | 'fields' | 'recipients' | 'retention' | 'disclosures' | 'automated' | 'risks';

/**
 * What raises the risk since the declaration that was decided about; empty where nothing does: what asks less, tells fewer
 * or keeps to people deciding needs no new decision. A changed retention or rule counts, since neither can be compared.
 */
export function raisedSince(decided: Declaration, now: Declaration): Raise[] {
  const rank = (each: DataClass | undefined) => (each === undefined ? -1 : dataClasses.indexOf(each));
  const more = (before: readonly string[], after: readonly string[]) =>
    after.some((each) => !before.includes(each));
  const sensitive = Object.entries(now.fields).some(
    ([pointer, each]) => rank(each) >= rank('confidential') && rank(each) > rank(decided.fields[pointer]),
  );
  const found: Record<Raise, boolean> = {
    purpose: decided.purpose !== now.purpose,
    fields: sensitive,
    recipients: more(decided.recipients, now.recipients),
    retention: decided.retention !== now.retention,
    disclosures: more(decided.disclosures, now.disclosures),
    automated: now.automated !== null && decided.automated !== now.automated,
    risks: more(decided.risks, now.risks),
  };
  return (Object.keys(found) as Raise[]).filter((each) => found[each]);
}
