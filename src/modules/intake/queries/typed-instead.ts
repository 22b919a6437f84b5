// What somebody typed before a register could be asked, where the register says something else: shown beside it, never lost.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { evaluateService } from '../../catalogue/index.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { isKnown, type Draft } from './draft.ts';

/** @returns field id -> what was typed, as the engine reads it (a number with its points, no blanks around) */
export function typedInstead(
  app: App,
  definition: ServiceDefinition,
  draft: Pick<Draft, 'answers' | 'known' | 'corrected'>,
): ReadonlyMap<string, unknown> {
  const both = Object.keys(draft.known).filter((id) => isKnown(draft, id) && isAnswered(draft.answers[id]));
  // Every page of a form asks; almost always there is nothing to compare.
  if (both.length === 0) return new Map();
  const read = evaluateService(app, definition, draft.answers).answers;
  return new Map(
    both.flatMap((id) => {
      const typed = read[id] ?? draft.answers[id];
      return canonicalJson(typed) === canonicalJson(draft.known[id]?.value) ? [] : [[id, typed] as const];
    }),
  );
}

/** Not blank; of an address at least one part. */
export function isAnswered(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(isAnswered);
  return value !== undefined && value !== null && value !== '';
}
