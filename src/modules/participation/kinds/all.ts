// The kinds of processes in the order of the list; a new one is a folder here and a line below.
import { budget } from './budget/kind.tsx';
import { consultation } from './consultation/kind.tsx';
import { deliberation } from './deliberation/kind.tsx';
import { ideas } from './ideas/kind.tsx';
import { petition } from './petition/kind.tsx';
import { survey } from './survey/kind.tsx';
import type { Kind } from './kind.ts';

export const kinds: readonly Kind[] = [consultation, petition, ideas, survey, budget, deliberation];

/** @throws Error for a kind that the loader would have refused */
export function kindOf(id: string): Kind {
  const kind = kinds.find((each) => each.id === id);
  if (!kind) throw new Error(`There is no kind ${id}`);
  return kind;
}
