// What the public may correct: kinds of things with their fields. Other modules add theirs, e.g. pages of knowledge.
import { perApp, type App } from '../../kernel/app.ts';
import { languages, type Language } from '../../kernel/i18n/texts.ts';

export interface FieldRule {
  /** `name`, `fee.amount`; texts of a language are stored as `name.de`. */
  name: string;
  label: (language: Language) => string;
  /** `line` and `text` are words, `lines` one thing in each line. */
  form: 'line' | 'text' | 'lines' | 'web' | 'email' | 'money';
  /** One text in each language. */
  local: boolean;
  /** May be left empty: then it says nothing. */
  optional: boolean;
  most: number;
}

export interface Thing {
  title: Record<Language, string>;
  /** Whose staff decides. */
  unit: string;
  href: string;
  /** As it is shown now, by stored field; empty where it says nothing. */
  value(field: string): string;
  /** As the canton's file says it. */
  inFile(field: string): string;
}

export interface Correctable {
  kind: string;
  /** Word in addresses: `/korrektur/stelle/passamt`. */
  word: string;
  fields: readonly FieldRule[];
  find(app: App, id: string): Thing | undefined;
}

export const correctables = perApp<Correctable[]>('What can be corrected');

/** Called when a module starts. Several kinds may share a word: the first that knows the id answers. */
export function addCorrectable(app: App, correctable: Correctable): void {
  correctables.of(app).push(correctable);
}

export const correctableOf = (app: App, kind: string): Correctable | undefined =>
  correctables.of(app).find((each) => each.kind === kind);

export interface FoundThing {
  correctable: Correctable;
  id: string;
  thing: Thing;
}

export function findThing(app: App, word: string, id: string): FoundThing | undefined {
  for (const correctable of correctables.of(app)) {
    const thing = correctable.word === word ? correctable.find(app, id) : undefined;
    if (thing) return { correctable, id, thing };
  }
  return undefined;
}

/** What no field holds; staff work it in by hand. */
export const other = 'other';

/** The field as it is stored for a language. */
export const storedField = (rule: FieldRule, language: Language): string =>
  rule.local ? `${rule.name}.${language}` : rule.name;

export function ruleOf(correctable: Correctable, field: string): FieldRule | undefined {
  const [, last = ''] = /\.(\w+)$/.exec(field) ?? [];
  const local = languages.some((each) => each === last);
  const name = local ? field.slice(0, -last.length - 1) : field;
  return correctable.fields.find((rule) => rule.name === name && rule.local === local);
}

/** The language of a stored field, of those that have one. */
export const languageOfField = (field: string): Language | undefined =>
  languages.find((each) => field.endsWith(`.${each}`));

const shapes: Record<FieldRule['form'], (text: string) => boolean> = {
  line: (text) => !text.includes('\n'),
  text: () => true,
  lines: () => true,
  web: (text) => /^https:\/\/[^\s@]+\.[^\s@]+$/.test(text) && URL.canParse(text),
  email: (text) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text),
  money: (text) => /^\d{1,7}([.,]\d{1,2})?$/.test(text),
};

export type ValueFault = 'empty' | 'long' | 'web' | 'email' | 'money' | 'line';

/** What is wrong with a value that is proposed; undefined when it may be kept. */
export function valueFault(rule: FieldRule, value: string): ValueFault | undefined {
  if (value === '') return rule.optional ? undefined : 'empty';
  if (value.length > rule.most) return 'long';
  if (shapes[rule.form](value)) return undefined;
  return rule.form === 'text' || rule.form === 'lines' ? undefined : rule.form;
}

/** One way of writing: line ends, spaces at the ends, a point for centimes. */
export function tidyValue(rule: FieldRule, typed: string): string {
  const text = typed.replace(/\r\n?/g, '\n').trim();
  if (rule.form === 'money') return text.replace(',', '.');
  if (rule.form !== 'lines') return text;
  return text
    .split('\n')
    .map((line) => line.replace(/^[-•]\s*/, '').trim())
    .filter((line) => line !== '')
    .join('\n');
}
