// What the registers know of a service's fields, shown to a program before anything is sent; nothing of it is kept.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { KnownValue, RegisterId } from '../../data/index.ts';
import { requireAdmission } from '../admission.ts';
import { askFields, useFields } from './known-fields.ts';

/**
 * The same question as a form's, and logged as such.
 * @param requested registers that the person asks for explicitly
 * @throws Fault ACTING_NOT_ALLOWED, ASSURANCE_TOO_LOW, FORBIDDEN, PURPOSE_CLOSED
 */
export async function previewKnown(
  app: App,
  actor: PersonActor,
  definition: ServiceDefinition,
  { requested, language }: { requested: readonly RegisterId[]; language: Language },
): Promise<{ known: Record<string, KnownValue>; silent: RegisterId[] }> {
  requireAdmission(definition, actor, language);
  if (requested.length > 0 && actor.acting) throw new Fault('FORBIDDEN');
  const fields = await askFields(app, actor, definition, () => true, requested);
  await transact(app, actor, async (tx) => {
    tx.ownData();
    await useFields(tx, actor, fields);
  });
  return { known: fields.known, silent: fields.silent };
}
