// Reads `life-events.yaml` and `audiences.yaml`: the two ways besides searching in which people find services.
import { Type, type Static } from 'typebox';
import type { Canton } from '../../../kernel/canton.ts';
import { LocalTextSchema, readCheckedFile, type CantonFile } from '../../../kernel/canton-file.ts';

const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const LifeEventSchema = Type.Object(
  {
    id: Id,
    name: LocalTextSchema,
    /** Three words of what is inside. */
    hint: LocalTextSchema,
    /** Everyday words that people search with, separated by commas. */
    keywords: Type.Optional(LocalTextSchema),
    /** Other addresses of it: earlier ones, and those that people guess. */
    aliases: Type.Optional(Type.Array(Id, { maxItems: 12 })),
  },
  { additionalProperties: false },
);
const AudienceSchema = Type.Object({ id: Id, name: LocalTextSchema }, { additionalProperties: false });
export type LifeEvent = Static<typeof LifeEventSchema>;
export type Audience = Static<typeof AudienceSchema>;

/** Both in the order of their files, which is the order on pages. */
export async function loadTopics(
  canton: Canton,
): Promise<{ lifeEvents: LifeEvent[]; audiences: Audience[]; faults: string[] }> {
  const [events, audiences] = await Promise.all([
    readCheckedFile(canton, 'life-events.yaml', Type.Array(LifeEventSchema, { minItems: 1 })),
    readCheckedFile(canton, 'audiences.yaml', Type.Array(AudienceSchema, { minItems: 1 })),
  ]);
  return {
    lifeEvents: events.data ?? [],
    audiences: audiences.data ?? [],
    faults: [
      ...events.faults,
      ...doubles(events),
      ...takenAliases(events),
      ...audiences.faults,
      ...doubles(audiences),
    ],
  };
}

function doubles(file: CantonFile<{ id: string }[]>): string[] {
  const seen = new Set<string>();
  return (file.data ?? []).flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [file.faultAt([index, 'id'], `${id} is there twice.`)];
  });
}

/** An address leads to one life event. */
function takenAliases(file: CantonFile<LifeEvent[]>): string[] {
  const taken = new Set((file.data ?? []).map(({ id }) => id));
  return (file.data ?? []).flatMap(({ aliases = [] }, index) =>
    aliases.flatMap((alias, at) => {
      if (taken.has(alias)) return [file.faultAt([index, 'aliases', at], `${alias} is there already.`)];
      taken.add(alias);
      return [];
    }),
  );
}
