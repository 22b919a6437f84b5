// The record of a processing activity: what is processed, why, on which law, by whom, how long and who decides.
import { processesWithRemedy } from '../definition/process-letters.ts';
import type { DataClass, ServiceDefinition } from '../definition/schema.ts';
import { lifecycleOf } from '../lifecycle/index.ts';
import {
  grantFor,
  isOnRequest,
  type RegisterGrant,
  registerIds,
  type RegisterId,
  requestGrantFor,
} from '../registers/grants.ts';
import { registerOf, type Register } from '../registers/register-of.ts';

export interface RecordedField {
  id: string;
  pointer: string;
  class: DataClass;
  /** Who says it: the person, or what a register or the account knows already. */
  from: Register | 'asked';
}

export interface ProcessingRecord {
  service: string;
  /** Which version of the definition this record describes. */
  version: number;
  /** Unit that answers for it. */
  controller: string;
  purpose: string;
  legalBasis: ServiceDefinition['legalBasis'];
  /** Ids of the audiences whose data it is. */
  subjects: string[];
  fields: RecordedField[];
  /** What is read from registers, on which laws: the grants as they stand. */
  disclosures: {
    register: RegisterId;
    fields: string[];
    purpose: string;
    /** Laws; `request`: only when the person asks for it there and then. */
    legalBasis: 'request' | string[];
  }[];
  /** How many fields of each class. */
  classes: Partial<Record<DataClass, number>>;
  /** Units and authorities that get data besides the controller. */
  recipients: string[];
  retention: ServiceDefinition['purpose']['retention'];
  decision: {
    by: 'staff' | 'rules-or-staff';
    /** FEEL: when the program decides without a person. */
    rule?: string;
    rulesVersion: number;
    /** Names of the rules that it uses, in their order. */
    rules: string[];
    /** Id of the remedy: a person looks at it again. */
    remedy?: string;
  };
  /** Parts not checked against an official source. */
  unverified: string[];
}

/** @param grants who may read what in registers */
export function processingRecord(
  definition: ServiceDefinition,
  grants: readonly RegisterGrant[],
): ProcessingRecord {
  const { process, purpose } = definition;
  const fields = definition.pages.flatMap((page) =>
    page.fields.map((field): RecordedField => ({
      id: field.id,
      pointer: page.repeat ? `/${page.repeat.id}/*/${field.id}` : `/${field.id}`,
      class: field.class ?? 'internal',
      from: field.source ? registerOf(field.source) : 'asked',
    })),
  );
  const classes: Partial<Record<DataClass, number>> = {};
  for (const field of fields) classes[field.class] = (classes[field.class] ?? 0) + 1;
  const programme = lifecycleOf(process.use).transitions.some(({ by }) => by.includes('programme'));
  const rule = programme ? process.decideAtOnce : undefined;
  return {
    service: definition.id,
    version: definition.version,
    controller: definition.owner,
    purpose: purpose.id,
    legalBasis: definition.legalBasis,
    subjects: definition.audience,
    fields,
    disclosures: disclosuresOf(definition, grants),
    classes,
    recipients: purpose.recipients ?? [],
    retention: purpose.retention,
    decision: {
      by: rule === undefined ? 'staff' : 'rules-or-staff',
      ...(rule === undefined ? {} : { rule }),
      rulesVersion: definition.version,
      rules: Object.keys(definition.rules ?? {}),
      ...(process.remedy !== undefined && processesWithRemedy.includes(process.use)
        ? { remedy: process.remedy }
        : {}),
    },
    unverified: definition.unverified ?? [],
  };
}

function disclosuresOf(
  definition: ServiceDefinition,
  grants: readonly RegisterGrant[],
): ProcessingRecord['disclosures'] {
  const byLaw = grantFor(definition, grants);
  const byRequest = requestGrantFor(definition, grants);
  return registerIds.flatMap((register) => {
    const grant = isOnRequest(register) ? byRequest : byLaw;
    const fields = grant?.[register];
    if (!grant || !fields) return [];
    const { purpose, legalBasis } = grant;
    return [
      {
        register,
        fields: [...fields],
        purpose,
        legalBasis: legalBasis === 'request' ? ('request' as const) : [...legalBasis],
      },
    ];
  });
}
