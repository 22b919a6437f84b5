// The canton's community.yaml: rules of moderation, criteria for ideas, limits; read and checked when the program starts.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../kernel/app.ts';
import { LocalTextSchema, readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';

const strict = { additionalProperties: false };
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' });
const Days = Type.Integer({ minimum: 1, maximum: 3650 });

const ConfigSchema = Type.Object(
  {
    rules: Type.Array(Type.Object({ id: Id, text: LocalTextSchema }, strict), { minItems: 1, maxItems: 12 }),
    criteria: Type.Array(Type.Object({ id: Id, name: LocalTextSchema, question: LocalTextSchema }, strict), {
      minItems: 1,
      maxItems: 8,
    }),
    limits: Type.Object(
      {
        perHour: Type.Integer({ minimum: 1, maximum: 500 }),
        guestDays: Days,
        invitationDays: Days,
        goneDays: Days,
      },
      strict,
    ),
    /** Parts that nobody has settled yet. */
    unverified: Type.Optional(Type.Array(Type.String())),
  },
  strict,
);
export type CommunityConfig = Static<typeof ConfigSchema>;
export type Criterion = CommunityConfig['criteria'][number];

export const configOf = perApp<CommunityConfig>('community.yaml');

/** @throws StartFault with every fault of the file */
export async function startConfig(app: App): Promise<void> {
  const { data, faults, faultAt } = await readCheckedFile(app.canton, 'community.yaml', ConfigSchema);
  const doubled = (['rules', 'criteria'] as const).flatMap((list) =>
    (data?.[list] ?? []).flatMap(({ id }, index, all) =>
      all.findIndex((each) => each.id === id) < index
        ? [faultAt([list, index, 'id'], `${id} is there twice.`)]
        : [],
    ),
  );
  stopForFaults('The file community.yaml', [...faults, ...doubled]);
  if (data) configOf.set(app, data);
}

/** Whether the canton has settled this part. */
export const isSettled = (app: App, part: string): boolean =>
  !(configOf.of(app).unverified ?? []).includes(part);
