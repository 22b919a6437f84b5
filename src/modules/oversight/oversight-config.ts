// What the canton says about oversight: oversight.yaml, read and checked when the program starts.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';

const strict = { additionalProperties: false };
const OversightSchema = Type.Object(
  {
    questions: Type.Object({ answerDays: Type.Integer({ minimum: 1, maximum: 365 }) }, strict),
    /** Whoever uses the data of more people within one of these spans stands out. */
    unusual: Type.Array(
      Type.Object(
        {
          persons: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
          minutes: Type.Integer({ minimum: 10, maximum: 1440 }),
        },
        strict,
      ),
      { minItems: 1, maxItems: 5 },
    ),
    /** Breaches of data: hours until the authority has to know, and the laws that say so, as the notice names them. */
    incidents: Type.Object(
      {
        hours: Type.Integer({ minimum: 1, maximum: 720 }),
        legalBasis: Type.Array(Type.String({ minLength: 1 })),
      },
      strict,
    ),
    /** Parts that nobody has verified yet. */
    unverified: Type.Optional(Type.Array(Type.String())),
  },
  strict,
);

export const oversightOf = perApp<Static<typeof OversightSchema>>('oversight.yaml');

/** @throws StartFault with every fault of the file */
export async function startOversight(app: App): Promise<void> {
  const { data, faults } = await readCheckedFile(app.canton, 'oversight.yaml', OversightSchema);
  stopForFaults('The file oversight.yaml', faults);
  if (data) oversightOf.set(app, data);
}
