// Reads `topics.yaml`: what it can be about, in everyday words, and which unit is responsible for it in which municipality.
import { Type, type Static } from 'typebox';
import type { Canton } from '../../../kernel/canton.ts';
import { LocalTextSchema, readCheckedFile, type CantonFile } from '../../../kernel/canton-file.ts';

const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const Ids = Type.Array(Id, { minItems: 1, uniqueItems: true, maxItems: 60 });

const TopicSchema = Type.Object(
  {
    id: Id,
    name: LocalTextSchema,
    /** Everyday words that people search with, separated by commas. */
    keywords: LocalTextSchema,
    /** The wider topic that it is a part of. */
    partOf: Type.Optional(Id),
    /** The most important first; with `areas` only there, without wherever no other is named. */
    units: Type.Array(Type.Object({ unit: Id, areas: Type.Optional(Ids) }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 20,
    }),
    services: Type.Optional(Ids),
    lifeEvents: Type.Optional(Ids),
    /** Not checked against an official source. */
    unverified: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
const ResponsibleSchema = Type.Object(
  { service: Id, areas: Type.Record(Id, Id), unverified: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
const FileSchema = Type.Object(
  {
    topics: Type.Array(TopicSchema, { minItems: 1 }),
    /** Services for which another unit is responsible in some municipalities. */
    responsible: Type.Optional(Type.Array(ResponsibleSchema)),
  },
  { additionalProperties: false },
);
type TopicsFile = Static<typeof FileSchema>;
export type Topic = Static<typeof TopicSchema>;

export interface Topics {
  byId: ReadonlyMap<string, Topic>;
  /** Units of a service by municipality, where they differ from its own. */
  byService: ReadonlyMap<string, Static<typeof ResponsibleSchema>>;
}

interface Known {
  units: ReadonlySet<string>;
  lifeEvents: ReadonlySet<string>;
  services: ReadonlySet<string>;
}

/** All topics with everything that is wrong with the file. */
export async function loadTopicsFile(
  canton: Canton,
  known: Known,
): Promise<{ topics: Topics; faults: string[] }> {
  const file = await readCheckedFile(canton, 'topics.yaml', FileSchema);
  const topics = {
    byId: new Map((file.data?.topics ?? []).map((topic) => [topic.id, topic])),
    byService: new Map((file.data?.responsible ?? []).map((each) => [each.service, each])),
  };
  const areas = new Set(canton.municipalities.map(({ id }) => id));
  return { topics, faults: [...file.faults, ...faultsIn(file, topics, { ...known, areas })] };
}

function faultsIn(
  file: CantonFile<TopicsFile>,
  { byId, byService }: Topics,
  known: Known & { areas: ReadonlySet<string> },
): string[] {
  const faults: string[] = [];
  const say = (path: (string | number)[], message: string) => faults.push(file.faultAt(path, message));
  const must = (set: ReadonlySet<string>, id: string, what: string, path: (string | number)[]) => {
    if (!set.has(id)) say(path, `There is no ${what} ${id}.`);
  };
  for (const [index, topic] of (file.data?.topics ?? []).entries()) {
    const at = (...path: (string | number)[]) => ['topics', index, ...path];
    if (byId.get(topic.id) !== topic) say(at('id'), `The topic ${topic.id} is there twice.`);
    if (topic.partOf !== undefined && !byId.has(topic.partOf)) {
      say(at('partOf'), `There is no topic ${topic.partOf}.`);
    } else if (isPartOfItself(topic, byId)) {
      say(at('partOf'), `The topic ${topic.id} is part of itself.`);
    }
    for (const [place, { unit, areas = [] }] of topic.units.entries()) {
      must(known.units, unit, 'unit', at('units', place, 'unit'));
      for (const [each, area] of areas.entries())
        must(known.areas, area, 'municipality', at('units', place, 'areas', each));
    }
    for (const [each, id] of (topic.services ?? []).entries())
      must(known.services, id, 'service', at('services', each));
    for (const [each, id] of (topic.lifeEvents ?? []).entries())
      must(known.lifeEvents, id, 'life event', at('lifeEvents', each));
  }
  for (const [index, each] of (file.data?.responsible ?? []).entries()) {
    const at = (...path: (string | number)[]) => ['responsible', index, ...path];
    if (byService.get(each.service) !== each)
      say(at('service'), `The service ${each.service} is there twice.`);
    must(known.services, each.service, 'service', at('service'));
    for (const [area, unit] of Object.entries(each.areas)) {
      must(known.areas, area, 'municipality', at('areas', area));
      must(known.units, unit, 'unit', at('areas', area));
    }
  }
  return faults;
}

function isPartOfItself(topic: Topic, byId: Topics['byId']): boolean {
  const seen = new Set<string>();
  for (let at: Topic | undefined = topic; at?.partOf !== undefined; at = byId.get(at.partOf)) {
    if (seen.has(at.id)) return at.id === topic.id;
    seen.add(at.id);
  }
  return false;
}
