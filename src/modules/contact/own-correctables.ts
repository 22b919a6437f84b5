// Units, described services and defined ones: what of them the public may correct.
import type { LocalText } from '../../kernel/i18n/texts.ts';
import { describedById, describedInFile, serviceById, serviceInFile } from '../catalogue/index.ts';
import { unitInFile, unitOf } from '../organisation/index.ts';
import { contactTexts } from './contact-texts.ts';
import { languageOfField, type Correctable, type FieldRule, type Thing } from './correctable.ts';

const words = (
  name: string,
  form: 'line' | 'text' | 'lines',
  optional: boolean,
  most: number,
): FieldRule => ({
  name,
  label: (language) => contactTexts(language)(`field.${name as 'name'}`),
  form,
  local: true,
  optional,
  most,
});
const plain = (name: string, form: 'line' | 'web' | 'email' | 'money', most: number): FieldRule => ({
  name,
  label: (language) => contactTexts(language)(`field.${name as 'name'}`),
  form,
  local: false,
  optional: true,
  most,
});

/** A text of a language, a plain value, or nothing. */
function read(thing: unknown, field: string): string {
  const language = languageOfField(field);
  const path = (language ? field.slice(0, -3) : field).split('.');
  const value = path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
    thing,
  );
  const inLanguage = (text: unknown) => (language ? (text as LocalText)[language] : String(text));
  if (value === undefined) return '';
  return Array.isArray(value) ? value.map(inLanguage).join('\n') : inLanguage(value);
}

const unit: Correctable = {
  kind: 'unit',
  word: 'stelle',
  fields: [
    words('name', 'line', false, 200),
    words('responsibility', 'text', false, 1000),
    words('hours', 'text', true, 500),
    plain('address', 'line', 200),
    plain('web', 'web', 300),
    plain('email', 'email', 200),
  ],
  find(app, id) {
    const found = unitOf(app, id);
    return found && thing(found.name, id, `/stellen/${id}`, found, unitInFile(app, id));
  },
};

const described: Correctable = {
  kind: 'described',
  word: 'leistung',
  fields: [
    words('name', 'line', false, 200),
    words('summary', 'text', false, 1000),
    words('needs', 'lines', true, 2000),
    plain('fee.amount', 'money', 12),
    words('feeNote', 'text', true, 500),
    words('due', 'text', true, 300),
    words('duration', 'text', true, 300),
    words('good', 'text', true, 1000),
    plain('web', 'web', 300),
  ],
  find(app, id) {
    const found = describedById(app, id);
    return found && thing(found.name, found.owner, `/leistungen/${id}`, found, describedInFile(app, id));
  },
};

/** What decides is a published version; only how it is called and summed up can be laid over. */
const service: Correctable = {
  kind: 'service',
  word: 'leistung',
  fields: [words('title', 'line', false, 200), words('summary', 'text', false, 500)],
  find(app, id) {
    const found = serviceById(app, id);
    if (!found) return undefined;
    const texts = (definition: typeof found | undefined) =>
      Object.fromEntries(
        ['title', 'summary'].map((key) => [
          key,
          Object.fromEntries(
            Object.entries(definition?.texts ?? {}).map(([language, all]) => [language, all[key] ?? '']),
          ),
        ]),
      );
    const now = texts(found);
    return thing(
      now['title'] as LocalText,
      found.owner,
      `/leistungen/${id}`,
      now,
      texts(serviceInFile(app, id)),
    );
  },
};

function thing(title: LocalText, owner: string, href: string, now: unknown, file: unknown): Thing {
  return {
    title,
    unit: owner,
    href,
    value: (field) => read(now, field),
    inFile: (field) => read(file, field),
  };
}

export const ownCorrectables: readonly Correctable[] = [unit, described, service];
