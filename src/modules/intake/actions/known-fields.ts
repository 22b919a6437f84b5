// What the registers know of the fields that a service asks, by field: asked outside of transactions, logged in the one that uses it.
import { needsRequest, type KnownSource, type ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { legalBasisOf } from '../../cases/index.ts';
import {
  askKnown,
  registerOfSource,
  useKnown,
  type AskedRegisters,
  type KnownValue,
  type RegisterId,
} from '../../data/index.ts';
import { requireOpenPurpose } from '../../governance/index.ts';
import { sourcedFields, type SourcedField } from '../queries/sourced-fields.ts';

export interface AskedFields {
  asked: AskedRegisters;
  definition: ServiceDefinition;
  known: Record<string, KnownValue>;
  silent: RegisterId[];
}

/**
 * Registers are asked for an open purpose only: no channel asks first and finds it closed after.
 * @param wanted which of the fields with a source; all unless said
 * @param requested registers that the person has asked for explicitly, of those that say something only then
 * @throws Fault PURPOSE_CLOSED
 */
export async function askFields(
  app: App,
  person: PersonActor,
  definition: ServiceDefinition,
  wanted: (field: SourcedField) => boolean = () => true,
  requested: readonly RegisterId[] = [],
): Promise<AskedFields> {
  await requireOpenPurpose(app, app.db, definition);
  const fields = sourcedFields(definition)
    .filter(wanted)
    .filter(({ source }) => mayAsk(source, requested));
  const sources = [...new Set(fields.map((field) => field.source))];
  const asked = await askKnown(app, person, sources, definition, legalBasisOf(definition));
  const known = Object.fromEntries(
    fields.flatMap((field) => {
      const value = asked.values[field.source];
      return value ? [[field.id, value]] : [];
    }),
  );
  return { asked, definition, known, silent: asked.silent };
}

/** Whether the source's register may be asked at all, or only once the person has asked for it. */
export function mayAsk(source: KnownSource, requested: readonly RegisterId[]): boolean {
  const register = registerOfSource(source);
  return !needsRequest(source) || (register !== undefined && requested.includes(register));
}

/** Only some of what was asked: what else the registers have said is not used. */
export function onlyFields(
  { asked, definition, known }: AskedFields,
  wanted: (field: SourcedField) => boolean,
): AskedFields {
  const fields = sourcedFields(definition).filter(wanted);
  const sources = new Set<string>(fields.map(({ source }) => source));
  const registers = new Set(fields.map(({ source }) => registerOfSource(source)));
  const ids = new Set(fields.map(({ id }) => id));
  const silent = asked.silent.filter((register) => registers.has(register));
  return {
    asked: {
      values: Object.fromEntries(Object.entries(asked.values).filter(([source]) => sources.has(source))),
      silent,
    },
    definition,
    known: Object.fromEntries(Object.entries(known).filter(([id]) => ids.has(id))),
    silent,
  };
}

/** Each use is logged for the person: what rests on the service's laws, and what they have asked for, apart. */
export async function useFields(
  tx: Transaction,
  person: PersonActor,
  { asked, definition }: AskedFields,
): Promise<void> {
  const only = (wanted: (source: KnownSource) => boolean): AskedRegisters => ({
    ...asked,
    values: Object.fromEntries(
      Object.entries(asked.values).filter(([source]) => wanted(source as KnownSource)),
    ),
  });
  await useKnown(
    tx,
    person,
    only((source) => !needsRequest(source)),
    { purpose: `prefill|${definition.id}`, legalBasis: legalBasisOf(definition) },
  );
  await useKnown(tx, person, only(needsRequest), {
    purpose: `request|${definition.id}`,
    legalBasis: 'request',
  });
}
