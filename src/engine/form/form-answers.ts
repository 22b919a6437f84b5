// Between a page's HTML form and the answers: what was typed becomes values, and values (also faulty ones) become what is shown.
import { isRecord } from '../is-record.ts';
import { compileService, type CompiledField, type CompiledPage } from '../definition/compiled-service.ts';
import type { Language, ServiceDefinition } from '../definition/schema.ts';
import type { Answers } from '../evaluate/evaluation.ts';
import type { FormBody, FormContext, Lists } from '../fields/field-kind.ts';

/** The lists, and the language in which the form is shown: some controls hold words where the answer is an id. */
export interface FormWords {
  lists: Lists;
  language: Language;
}

/** What the fields of a service's form may know. */
export function formContext(service: ServiceDefinition, { lists, language }: FormWords): FormContext {
  return { lists, language, text: (key, wanted) => service.texts[wanted][key] };
}

function pageOf(service: ServiceDefinition, pageId: string): CompiledPage | undefined {
  return compileService(service).pages.find((page) => page.definition.id === pageId);
}

/**
 * Answers of one page from a posted form. Controls are named `chip`; `geboren.day` `.month` `.year`; `adresse.street` and so on;
 * in a repeat `hunde.0.chip`, where the control `hunde.0` alone says that there is an item. What can't be read as its type
 * stays as it was typed, so that the evaluation finds the fault and the form can show it again. Other controls are ignored.
 * @param previous the answers so far: files keep what is known of them
 * @returns only what this page asks; a control that was not sent is absent
 */
export function formToAnswers(
  service: ServiceDefinition,
  pageId: string,
  body: FormBody,
  words: FormWords,
  previous: Answers = {},
): Answers {
  const page = pageOf(service, pageId);
  if (!page) return {};
  const { repeat } = page.definition;
  const context = formContext(service, words);
  if (!repeat) return readFields(page.fields, body, '', previous, context);
  const before = previous[repeat.id];
  const items = itemIndexes(body, repeat.id)
    .slice(0, repeat.max + 1)
    .map((index) => {
      const item: unknown = Array.isArray(before) ? before[index] : undefined;
      return readFields(page.fields, body, `${repeat.id}.${index}.`, isRecord(item) ? item : {}, context);
    });
  return { [repeat.id]: items };
}

function readFields(
  fields: readonly CompiledField[],
  body: FormBody,
  prefix: string,
  previous: Answers,
  context: FormContext,
): Answers {
  const answers: Answers = {};
  for (const { definition, kind } of fields) {
    const value = kind.fromForm(
      body,
      `${prefix}${definition.id}`,
      previous[definition.id],
      definition,
      context,
    );
    if (value !== undefined) answers[definition.id] = value;
  }
  return answers;
}

/** Numbers of the items in a form, in order; gaps close when the answers are read. */
function itemIndexes(body: FormBody, id: string): number[] {
  const indexes = new Set<number>();
  for (const name of Object.keys(body)) {
    if (!name.startsWith(`${id}.`)) continue;
    const [, index] = /^(\d{1,3})(?:\.|$)/.exec(name.slice(id.length + 1)) ?? [];
    if (index !== undefined) indexes.add(Number(index));
  }
  return [...indexes].sort((a, b) => a - b);
}

/** Values of a page's controls by name, from answers as they were kept: typed text that is no valid value is shown as typed. */
export function answersToForm(
  service: ServiceDefinition,
  pageId: string,
  answers: Answers,
  words: FormWords,
): Record<string, string | string[]> {
  const page = pageOf(service, pageId);
  if (!page) return {};
  const { repeat } = page.definition;
  const form: Record<string, string | string[]> = {};
  const context = formContext(service, words);
  if (!repeat) writeFields(form, page.fields, answers, '', context);
  else {
    const items = answers[repeat.id];
    (Array.isArray(items) ? items : []).forEach((item: unknown, index) => {
      form[`${repeat.id}.${index}`] = '1';
      writeFields(form, page.fields, isRecord(item) ? item : {}, `${repeat.id}.${index}.`, context);
    });
  }
  return form;
}

function writeFields(
  form: Record<string, string | string[]>,
  fields: readonly CompiledField[],
  answers: Answers,
  prefix: string,
  context: FormContext,
): void {
  for (const { definition, kind } of fields) {
    if (!Object.hasOwn(answers, definition.id)) continue;
    for (const [suffix, value] of Object.entries(kind.toForm(answers[definition.id], definition, context)))
      form[`${prefix}${definition.id}${suffix}`] = value;
  }
}
