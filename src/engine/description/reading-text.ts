// A service as plain text in sentences, for reading aloud and for those who want no page.
import { shownOptions } from '../fields/options.ts';
import type { FieldDefinition, Language, PageDefinition, ServiceDefinition } from '../definition/schema.ts';
import type { Lists } from '../fields/field-kind.ts';

/** The words around the definition's own, in one language. */
export interface ReadingWords {
  whatItIs: string;
  who: string;
  due: string;
  cost: string;
  time: string;
  needs: string;
  exclusions: string;
  after: string;
  questions: string;
  question: (number: number) => string;
  dependsOnAnswers: string;
  repeated: string;
  known: string;
  optional: string;
  choices: string;
  end: string;
}

/** Longer lists are not read out. */
const mostOptions = 12;

/** One thought a line, an empty line between parts; every line ends as a sentence so that voices pause. */
export function readingText(
  definition: ServiceDefinition,
  language: Language,
  words: ReadingWords,
  lists: Lists,
): string {
  const texts = definition.texts[language];
  const part = (heading: string, lines: readonly (string | undefined)[]) => {
    const given = lines.filter((line) => line !== undefined && line !== '');
    return given.length === 0
      ? ''
      : [sentence(heading), ...given.map((line) => sentence(line ?? ''))].join('\n');
  };
  const list = (key: string, ids: readonly string[] | undefined) =>
    (ids ?? []).map((id) => texts[`${key}.${id}`]);
  const parts = [
    sentence(texts['title'] ?? definition.id),
    part(words.whatItIs, [texts['lead']]),
    part(words.who, [texts['facts.who']]),
    part(words.due, [texts['facts.due']]),
    part(words.cost, [texts['facts.cost']]),
    part(words.time, [texts['facts.duration']]),
    part(words.needs, list('needs', definition.needs)),
    part(words.exclusions, list('exclusions', definition.exclusions)),
    sentence(words.questions),
    ...definition.pages.map((page, index) => pageText(page, index + 1)),
    part(words.after, [texts['facts.after']]),
    sentence(words.end),
  ];
  return `${parts.filter((each) => each !== '').join('\n\n')}\n`;

  function pageText(page: PageDefinition, number: number): string {
    return [
      sentence(`${words.question(number)} ${texts[`pages.${page.id}.question`] ?? ''}`),
      ...(page.when === undefined ? [] : [sentence(words.dependsOnAnswers)]),
      ...optionalSentence(texts[`pages.${page.id}.intro`]),
      ...(page.repeat ? [sentence(words.repeated)] : []),
      ...page.fields.filter((field) => field.type !== 'calculated').map(fieldLine),
    ].join('\n');
  }

  function fieldLine(field: FieldDefinition): string {
    const options = shownOptions(field, language, { lists, text: (key) => texts[key] });
    const labels = options.map((option) => option.label);
    return [
      sentence(texts[`fields.${field.id}.label`] ?? field.id),
      ...(field.source ? [sentence(words.known)] : []),
      ...(field.optional ? [sentence(words.optional)] : []),
      ...(field.when === undefined ? [] : [sentence(words.dependsOnAnswers)]),
      ...optionalSentence(texts[`fields.${field.id}.hint`]),
      ...(labels.length > 0 && labels.length <= mostOptions
        ? [sentence(`${words.choices} ${labels.join('; ')}`)]
        : []),
    ].join(' ');
  }
}

const optionalSentence = (text: string | undefined): string[] => (text === undefined ? [] : [sentence(text)]);

/** In one line, with an end that voices hear; list marks are not read. */
function sentence(text: string): string {
  const line = text
    .replace(/^\s*- /gm, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\u00a0|\u202f/g, ' ')
    .trim();
  return /[.:!?…»"]$/.test(line) ? line : `${line}.`;
}
