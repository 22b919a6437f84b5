// Brings the answers of an old version into a new one. Nothing typed is lost: what has no place any more is told apart.
import { isRecord } from '../is-record.ts';
import type { PageDefinition, ServiceDefinition } from '../definition/schema.ts';
import type { Answers } from '../evaluate/evaluation.ts';
import { fitAnswer } from './fit-answer.ts';
import { predecessors, type PlacedField } from './compare-versions.ts';

export interface CarriedOver {
  /** Answers by the ids of the new version; an answer that no longer fits its field stands there as it was typed. */
  answers: Answers;
  /** Answers that the new version does not ask for, or not so that they could be shown. */
  left: { field: string; repeat: string | undefined; item: number | undefined; value: unknown }[];
  /** Pages of the new version that ask nothing new: whoever has confirmed them need not do it again. */
  unchanged: string[];
}

/** Files can't become anything else, and nothing else can become a file. */
function canCarry(from: PlacedField, to: PlacedField): boolean {
  return (from.field.type === 'file') === (to.field.type === 'file');
}

/** Never throws, whatever the answers are. */
export function carryOver(
  before: ServiceDefinition,
  after: ServiceDefinition,
  given: Answers,
  changedPages: ReadonlySet<string>,
): CarriedOver {
  const steps = [...predecessors(before, after)].filter(
    (step): step is [PlacedField, PlacedField] => step[1] !== undefined && canCarry(step[1], step[0]),
  );
  const left: CarriedOver['left'] = [];
  const move = (source: Answers, page: PageDefinition, item: number | undefined): Answers => {
    const own = steps.filter(([to]) => to.page.repeat?.id === page.repeat?.id);
    const target: Answers = {};
    const used = new Set<string>();
    for (const [to, from] of own) {
      if (!Object.hasOwn(source, from.field.id)) continue;
      used.add(from.field.id);
      const given = source[from.field.id];
      if (isEmpty(given)) {
        if (from.field.type === to.field.type) target[to.field.id] = given;
        continue;
      }
      const fitted = fitAnswer(given, from.field, to.field);
      if (fitted.value !== undefined) target[to.field.id] = fitted.value;
      if (fitted.left !== undefined)
        left.push({ field: from.field.id, repeat: page.repeat?.id, item, value: fitted.left });
    }
    for (const [field, value] of Object.entries(source)) {
      if (used.has(field) || isEmpty(value)) continue;
      const asked = before.pages.some(
        (each) => each.repeat?.id === page.repeat?.id && each.fields.some((known) => known.id === field),
      );
      if (asked) left.push({ field, repeat: page.repeat?.id, item, value });
    }
    return target;
  };
  const plain = before.pages.find((page) => page.repeat === undefined);
  const answers = plain ? move(given, plain, undefined) : {};
  for (const page of before.pages) {
    if (!page.repeat) continue;
    const entries = given[page.repeat.id];
    if (!Array.isArray(entries)) continue;
    const still = after.pages.some((each) => each.repeat?.id === page.repeat?.id);
    const moved = entries.map((entry, item) => move(isRecord(entry) ? entry : {}, page, item));
    if (still) answers[page.repeat.id] = moved;
  }
  return {
    answers,
    left,
    unchanged: after.pages.map((page) => page.id).filter((id) => !changedPages.has(id)),
  };
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
