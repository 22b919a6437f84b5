// Reads demo/community.yaml: invented groups, texts, events and ideas of the demonstration.
import { Type, type Static } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../../kernel/canton-file.ts';

const strict = { additionalProperties: false };
const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$' });
const Who = Type.String({ minLength: 1, maxLength: 60 });
const Text = Type.String({ minLength: 1, maxLength: 4000 });
const DaysAgo = Type.Integer({ minimum: 0, maximum: 360 });
const Names = Type.Array(Type.String({ minLength: 1, maxLength: 60 }));

const Comment = Type.Object(
  { by: Who, daysAgo: DaysAgo, text: Text, accepted: Type.Optional(Type.Literal(true)) },
  strict,
);
const FileSchema = Type.Object(
  {
    /** Nobody real may stand here. */
    invented: Type.Literal(true),
    groups: Type.Array(
      Type.Object(
        {
          id: Id,
          by: Who,
          daysAgo: DaysAgo,
          open: Type.Boolean(),
          name: Text,
          about: Text,
          members: Names,
          asked: Type.Optional(Names),
          guests: Type.Optional(
            Type.Array(
              Type.Object(
                { who: Who, organisation: Text, days: Type.Integer({ minimum: 1, maximum: 360 }) },
                strict,
              ),
            ),
          ),
        },
        strict,
      ),
    ),
    profiles: Type.Array(
      Type.Object(
        {
          who: Who,
          about: Type.Optional(Text),
          skills: Names,
          offers: Names,
          shown: Type.Array(Type.Enum(['about', 'skills', 'offers', 'unit'])),
        },
        strict,
      ),
    ),
    entries: Type.Array(
      Type.Object(
        {
          id: Id,
          group: Id,
          kind: Type.Enum(['post', 'question']),
          by: Who,
          daysAgo: DaysAgo,
          title: Text,
          text: Text,
          comments: Type.Array(Comment),
          hidden: Type.Optional(
            Type.Object({ by: Who, daysAgo: DaysAgo, rule: Type.String(), reason: Text }, strict),
          ),
        },
        strict,
      ),
    ),
    documents: Type.Array(
      Type.Object(
        {
          id: Id,
          group: Id,
          by: Who,
          title: Text,
          about: Text,
          versions: Type.Array(
            Type.Object(
              { daysAgo: DaysAgo, note: Type.String(), text: Type.String({ pattern: '^[ -~]{1,100}$' }) },
              strict,
            ),
            { minItems: 1 },
          ),
        },
        strict,
      ),
    ),
    events: Type.Array(
      Type.Object(
        {
          id: Id,
          group: Id,
          by: Who,
          daysAgo: DaysAgo,
          inDays: Type.Integer({ minimum: 1, maximum: 360 }),
          title: Text,
          about: Text,
          place: Text,
          minutes: Type.Integer({ minimum: 1, maximum: 600 }),
          capacity: Type.Optional(Type.Integer({ minimum: 1 })),
          come: Names,
        },
        strict,
      ),
    ),
    ideas: Type.Array(
      Type.Object(
        {
          id: Id,
          by: Who,
          daysAgo: DaysAgo,
          title: Text,
          text: Text,
          sources: Type.Array(Type.String()),
          supporters: Names,
          comments: Type.Array(Comment),
          judged: Type.Optional(
            Type.Object(
              {
                daysAgo: DaysAgo,
                points: Type.Array(
                  Type.Object({ criterion: Type.String(), points: Type.Integer(), reason: Text }, strict),
                ),
                answer: Type.Optional(
                  Type.Object(
                    { stage: Type.Enum(['chosen', 'declined']), daysAgo: DaysAgo, reason: Text },
                    strict,
                  ),
                ),
              },
              strict,
            ),
          ),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type DemoCommunity = Static<typeof FileSchema>;
export type DemoComment = Static<typeof Comment>;

export async function loadDemo(app: App): Promise<DemoCommunity> {
  const { data, faults } = await readCheckedFile(app.canton, 'demo/community.yaml', FileSchema);
  stopForFaults('The demonstration’s community', faults);
  return (
    data ?? { invented: true, groups: [], profiles: [], entries: [], documents: [], events: [], ideas: [] }
  );
}
