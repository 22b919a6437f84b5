// The part of a deliberation in its definition: the question, and the statements it begins with.
import { Type, type Static } from 'typebox';
import { LocalTextSchema } from '../../../../kernel/canton-file.ts';
import { Id, strict, type CheckedProcess, type Process } from '../../process.ts';

export const DeliberationPart = Type.Object(
  {
    question: LocalTextSchema,
    /** Of the office, different enough that people can disagree; the others come from people. */
    statements: Type.Array(Type.Object({ id: Id, text: LocalTextSchema }, strict), {
      minItems: 3,
      maxItems: 60,
    }),
  },
  strict,
);

/** As in Polis: what is longer is two statements. */
export const longestStatement = 140;

/** The loader has checked it. */
export const deliberationOf = ({ part }: Pick<Process, 'part'>): Static<typeof DeliberationPart> =>
  part as Static<typeof DeliberationPart>;

export function checkDeliberation(
  definition: CheckedProcess,
  fault: (path: (string | number)[], message: string) => void,
): void {
  const { statements } = deliberationOf(definition);
  if (definition.moderation !== 'before')
    fault([], 'Statements of people are looked at before others vote on them (moderation: before).');
  statements.forEach(({ id, text }, index) => {
    if (statements.findIndex((each) => each.id === id) < index)
      fault(['statements', index, 'id'], `${id} is there twice.`);
    for (const [language, words] of Object.entries(text))
      if (words.length > longestStatement)
        fault(['statements', index, 'text', language], `At most ${longestStatement} characters.`);
  });
}
