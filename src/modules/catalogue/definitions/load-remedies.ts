// Reads `remedies.yaml`: how a decision can be challenged.
import { Type, type Static } from 'typebox';
import type { Canton } from '../../../kernel/canton.ts';
import { LocalTextSchema, readCheckedFile } from '../../../kernel/canton-file.ts';

const Days = Type.Object(
  { days: Type.Integer({ minimum: 1, maximum: 365 }) },
  { additionalProperties: false },
);

export const RemedySchema = Type.Object(
  {
    /** Wording and time limits were not checked by lawyers. */
    unverified: Type.Optional(Type.Boolean()),
    /** Time limit from service to announce the remedy (or to lodge it, where there is no second one), in days. */
    notice: Days,
    /** Time limit from service for the reasons, in days. */
    justification: Type.Optional(Days),
    basis: Type.Object(
      {
        act: Type.String({ minLength: 1, maxLength: 200 }),
        number: Type.Optional(Type.String({ maxLength: 40 })),
        article: Type.Optional(Type.String({ maxLength: 60 })),
      },
      { additionalProperties: false },
    ),
    authority: LocalTextSchema,
    /** ICU message with `{notice}` and, where there is one, `{justification}`: until when, with the preposition. */
    text: LocalTextSchema,
  },
  { additionalProperties: false },
);
export type Remedy = Static<typeof RemedySchema>;

const FileSchema = Type.Record(Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' }), RemedySchema);

export async function loadRemedies(
  canton: Canton,
): Promise<{ remedies: Record<string, Remedy>; faults: string[] }> {
  const file = await readCheckedFile(canton, 'remedies.yaml', FileSchema);
  const faults = [...file.faults];
  for (const [id, remedy] of Object.entries(file.data ?? {})) {
    for (const [language, text] of Object.entries(remedy.text)) {
      const named = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const known = remedy.justification ? ['notice', 'justification'] : ['notice'];
      if (!named.includes('notice') || named.some((name) => name === undefined || !known.includes(name))) {
        faults.push(
          file.faultAt(
            [id, 'text', language],
            `The text must name ${known.map((name) => `{${name}}`).join(' and ')}, and nothing else.`,
          ),
        );
      }
    }
  }
  return { remedies: file.data ?? {}, faults };
}
