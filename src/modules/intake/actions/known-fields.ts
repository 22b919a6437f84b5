// What the registers know of the fields that a service asks, by field: asked outside of transactions, logged in the one that uses it.
import type { ServiceDefinition } from '../../../engine/index.ts';
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
import { sourcedFields } from '../queries/draft.ts';

export interface AskedFields {
  asked: AskedRegisters;
  definition: ServiceDefinition;
  known: Record<string, KnownValue>;
  silent: RegisterId[];
}

/**
 * Registers are asked for an open purpose only: no channel asks first and finds it closed after.
 * @param wanted which of the fields with a source; all unless said
 * @throws Fault PURPOSE_CLOSED
 */
export async function askFields(
  app: App,
  person: PersonActor,
  definition: ServiceDefinition,
  wanted: (field: { id: string; proven: boolean }) => boolean = () => true,
): Promise<AskedFields> {
  await requireOpenPurpose(app, app.db, definition);
  const fields = sourcedFields(definition).filter(wanted);
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

/** Only some of what was asked: what else the registers have said is not used. */
export function onlyFields(
  { asked, definition, known }: AskedFields,
  wanted: (field: { id: string; proven: boolean }) => boolean,
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

/** Each use is logged for the person. */
export async function useFields(
  tx: Transaction,
  person: PersonActor,
  { asked, definition }: AskedFields,
): Promise<void> {
  await useKnown(tx, person, asked, {
    purpose: `prefill|${definition.id}`,
    legalBasis: legalBasisOf(definition),
  });
}
