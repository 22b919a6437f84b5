// Prints the form of a service: for a person with what is known, logged and numbered; blank for everyone, without a trace.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { blankFormNumber, newFormNumber, serviceMark } from '../paper/form-number.ts';
import { renderForm } from '../paper/render-form.ts';
import { askFields, useFields } from './known-fields.ts';

/** Blank forms of the day, so that many readers cost one rendering. */
const blankForms = perApp<Map<string, Promise<Buffer>>>('Blank forms');
const mostBlankForms = 200;

/** Call when the program starts. */
export function startBlankForms(app: App): void {
  blankForms.set(app, new Map());
}

/** Bytes of the blank PDF. Its number says service, version, day and language, so nothing is written. */
export async function printBlankForm(
  app: App,
  definition: ServiceDefinition,
  language: Language,
): Promise<Buffer> {
  const kept = blankForms.of(app);
  const day = app.clock.today();
  const key = `${definition.id}@${definition.version}/${language}/${day}`;
  let pdf = kept.get(key);
  if (!pdf) {
    const mark = serviceMark(definition.id);
    const number = blankFormNumber({ mark, version: definition.version, day, language });
    pdf = renderForm(app, { definition, language, number });
    if (kept.size >= mostBlankForms) kept.clear();
    kept.set(key, pdf);
    // What failed is tried again by the next reader.
    pdf.catch(() => kept.delete(key));
  }
  return pdf;
}

/**
 * Bytes of the person's own form: what the registers know is printed (and logged as a use), and its number is kept.
 * @throws Fault PURPOSE_CLOSED
 */
export async function printOwnForm(
  app: App,
  actor: PersonActor,
  definition: ServiceDefinition,
  language: Language,
): Promise<Buffer> {
  const fields = await askFields(app, actor, definition);
  const { known } = fields;
  const number = await transact(app, actor, async (tx) => {
    tx.ownData();
    await useFields(tx, actor, fields);
    // 35 random bits: the primary key refuses the rare number that exists already, and the person tries again.
    const row = await tx.db
      .insertInto('intake.paper_form')
      .values({
        number: newFormNumber(),
        service_id: definition.id,
        service_version: definition.version,
        language,
        owner_id: actor.id,
        printed_at: app.clock.now(),
      })
      .returning('number')
      .executeTakeFirstOrThrow();
    return row.number;
  });
  return renderForm(app, { definition, language, number, person: { name: actor.name, known } });
}
