// What somebody may not see of a case is taken out before any channel gets it: fields, files, letters, words, the name.
import { type DataClass, type ServiceDefinition, type SummarySection } from '../../../engine/index.ts';
import type { Standing } from '../../policy/index.ts';
import type { ExaminedEvidence, Matter } from './load-matter.ts';

export interface WithheldField {
  /** JSON pointer to the answer. */
  pointer: string;
  label: string;
  class: DataClass;
}

/** What may be seen, by the class of the part itself. */
export type Sight = (own: DataClass) => boolean;
export const everything: Sight = () => true;
export const sightOf =
  (standing: Standing): Sight =>
  (own) =>
    standing.may('see', own).allowed;

/** Classes of what every case has. Who applied, letters, words of the history, signatures and appointments are confidential. */
export const content: DataClass = 'confidential';
/** What it costs follows from the answers. */
export const costs: DataClass = 'internal';

/** Fields whose answer somebody may not see, with their names only. */
export function withheldFields(sections: readonly SummarySection[], sees: Sight): WithheldField[] {
  return sections
    .flatMap((section) => section.rows)
    .filter((row) => !sees(row.class))
    .map(({ pointer, label, class: own }) => ({ pointer, label, class: own }));
}

/** The sections without the words of those fields. */
export function withoutWords(
  sections: readonly SummarySection[],
  withheld: readonly WithheldField[],
  texts: Record<string, string>,
): SummarySection[] {
  const hidden = new Set(withheld.map(({ pointer }) => pointer));
  const rows = (given: SummarySection['rows']) =>
    given.map((row) => (hidden.has(row.pointer) ? { ...row, text: '' } : row));
  return sections.map((section) => ({
    ...section,
    rows: rows(section.rows),
    // The title of an item may be one of its answers, e.g. the name of a dog.
    ...(section.items
      ? {
          items: section.items.map((item, index) => ({
            ...item,
            title: item.rows.some(({ pointer }) => hidden.has(pointer))
              ? (texts[`pages.${section.id}.item`] ?? '{number}').replace('{number}', String(index + 1))
              : item.title,
            rows: rows(item.rows),
          })),
        }
      : {}),
  }));
}

/** The case with what may be seen of it: answers that no row names go where any answer is withheld. */
export function withoutContent(matter: Matter, shown: readonly string[], sees: Sight): Matter {
  const kept = (values: Record<string, unknown>) => only(values, shown);
  return {
    ...matter,
    applicantName: sees(content) ? matter.applicantName : '',
    identification: sees(content) ? matter.identification : null,
    answers: kept(matter.answers),
    origins: Object.fromEntries(
      Object.entries(matter.origins).filter(([pointer]) => shown.includes(pointer)),
    ),
    evaluation: {
      ...matter.evaluation,
      answers: kept(matter.evaluation.answers),
      rules: {},
      ...(sees(costs) ? {} : { fee: { ...matter.evaluation.fee, total: 0, items: [] } }),
    },
    outcome:
      matter.outcome === null || sees(content)
        ? matter.outcome
        : { ...matter.outcome, reasons: '', conditions: [] },
  };
}

/** Answers at these pointers: `/name`, `/hunde/0/chip`. */
function only(answers: Record<string, unknown>, pointers: readonly string[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const pointer of pointers) {
    const [first = '', index, field] = pointer.split('/').slice(1);
    if (index === undefined) {
      if (Object.hasOwn(answers, first)) kept[first] = answers[first];
      continue;
    }
    const item = (answers[first] as unknown[] | undefined)?.[Number(index)];
    if (field === undefined || typeof item !== 'object' || item === null || !Object.hasOwn(item, field))
      continue;
    const list = (kept[first] ??= []) as Record<string, unknown>[];
    while (list.length <= Number(index)) list.push({});
    (list[Number(index)] as Record<string, unknown>)[field] = (item as Record<string, unknown>)[field];
  }
  return kept;
}

/** Class of the field at a pointer, also of its files; a scan of the whole paper form shows everything that is on it. */
export function classOfField(definition: Pick<ServiceDefinition, 'pages'>, pointer: string): DataClass {
  const id = pointer.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part));
  const fields = definition.pages.flatMap((page) => page.fields);
  const own = fields.find((field) => field.id === id);
  if (own) return own.class ?? 'internal';
  return fields.some((field) => field.class === 'special') ? 'special' : content;
}

export const filesInSight = (
  definition: Pick<ServiceDefinition, 'pages'>,
  files: readonly ExaminedEvidence[],
  sees: Sight,
): ExaminedEvidence[] => files.filter(({ pointer }) => sees(classOfField(definition, pointer)));
