// Where to go on: behind a question that does not apply, and behind an answer after which the next ones do not apply.
import type { CompiledField, CompiledPage } from '../definition/compiled-service.ts';
import type { FieldDefinition } from '../definition/schema.ts';
import type { Condition } from './condition.ts';
import { readCondition } from './read-condition.ts';
import { cannotHold, type PaperFacts } from './condition-truth.ts';

export interface Jumps {
  /** By index of the page: the page after it for whom it does not apply; undefined where it applies to all. */
  otherwise: (number | undefined)[];
  /** Field -> option id -> index of the page to go on at. Only where going on in order would be wrong. */
  goOn: Map<FieldDefinition, Map<string, number>>;
}

interface Facts extends PaperFacts {
  answers: Map<string, string | boolean>;
  unasked: Set<string>;
  unaskedRepeats: Set<string>;
  off: Set<string>;
  failed: Condition[];
}

/** Indexes count from 0; the number of pages stands for the end of the form. */
export function jumps(pages: readonly CompiledPage[]): Jumps {
  return {
    otherwise: pages.map((page, index) => {
      if (!page.when) return undefined;
      const facts = nothingKnown();
      facts.failed.push(readCondition(page.when.source));
      leaveOut(page, facts);
      return nextAsked(pages, index + 1, facts);
    }),
    goOn: new Map(
      pages.flatMap((page, index) =>
        page.definition.repeat
          ? []
          : page.fields.map((field) => [field.definition, afterOptions(pages, index, field)] as const),
      ),
    ),
  };
}

function afterOptions(
  pages: readonly CompiledPage[],
  index: number,
  field: CompiledField,
): Map<string, number> {
  const targets = new Map<string, number>();
  const page = pages[index];
  if (!page) return targets;
  const later = page.fields.slice(page.fields.indexOf(field) + 1).filter(isAsked);
  for (const [option, value] of optionsOf(field.definition)) {
    const facts = nothingKnown();
    facts.answers.set(field.definition.id, value);
    if (!later.every((each) => each.when && cannotHold(readCondition(each.when.source), facts))) continue;
    for (const each of later) facts.unasked.add(each.definition.id);
    const target = nextAsked(pages, index + 1, facts);
    if (target > index + 1 || later.length > 0) targets.set(option, target);
  }
  return targets;
}

const isAsked = (field: CompiledField): boolean => field.definition.type !== 'calculated';

/** Answers that are ticked one at a time, with their values in conditions. */
function optionsOf(field: FieldDefinition): [id: string, value: string | boolean][] {
  if (field.type === 'yesno')
    return [
      ['yes', true],
      ['no', false],
    ];
  if (field.type !== 'choice') return [];
  return (field.options ?? []).map((option) => [option, option]);
}

function nothingKnown(): Facts {
  return {
    answers: new Map(),
    unasked: new Set(),
    unaskedRepeats: new Set(),
    off: new Set(),
    failed: [],
  };
}

function leaveOut(page: CompiledPage, facts: Facts): void {
  facts.off.add(page.definition.id);
  if (page.definition.repeat) facts.unaskedRepeats.add(page.definition.repeat.id);
  else for (const field of page.fields) facts.unasked.add(field.definition.id);
}

/** The first page from `from` on that may apply; those before it certainly do not. */
function nextAsked(pages: readonly CompiledPage[], from: number, facts: Facts): number {
  let at = from;
  for (let page = pages[at]; page; page = pages[++at]) {
    const none = page.when
      ? cannotHold(readCondition(page.when.source), facts)
      : // A page with nothing to ask is not shown, either.
        !page.definition.repeat &&
        page.fields
          .filter(isAsked)
          .every((field) => field.when && cannotHold(readCondition(field.when.source), facts));
    if (!none) return at;
    leaveOut(page, facts);
  }
  return at;
}
