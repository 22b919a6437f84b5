// Reads `described/*.yaml`: services that are not online yet, and how they are done today.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import type { Canton } from '../../../kernel/canton.ts';
import { LocalTextSchema, readCheckedFile } from '../../../kernel/canton-file.ts';

const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const Ids = Type.Array(Id, { minItems: 1, uniqueItems: true });

export const DescribedSchema = Type.Object(
  {
    id: Id,
    name: LocalTextSchema,
    /** One to three sentences. */
    summary: LocalTextSchema,
    /** Everyday words that people search with, separated by commas. */
    keywords: Type.Optional(LocalTextSchema),
    /** The unit responsible. */
    owner: Id,
    kind: Type.Enum([
      'information',
      'registration',
      'report',
      'application',
      'permit',
      'certificate',
      'benefit',
      'payment',
      'appointment',
      'objection',
      'participation',
    ]),
    level: Type.Enum(['federal', 'cantonal', 'communal']),
    audience: Ids,
    lifeEvents: Ids,
    /** Ways that a public source names: online elsewhere; at the counter, by phone or by post. */
    ways: Type.Array(Type.Enum(['online', 'office']), { uniqueItems: true }),
    /** The official page about it, when it is known. */
    web: Type.Optional(Type.String({ pattern: '^https://[^\\s]+$' })),
    due: Type.Optional(LocalTextSchema),
    /** In Swiss francs; 0 is free of charge. Absent: not known. */
    fee: Type.Optional(
      Type.Object(
        { amount: Type.Number({ minimum: 0 }), per: Type.Optional(LocalTextSchema) },
        { additionalProperties: false },
      ),
    ),
    feeNote: Type.Optional(LocalTextSchema),
    duration: Type.Optional(LocalTextSchema),
    needs: Type.Optional(Type.Array(LocalTextSchema, { minItems: 1 })),
    /** Good to know. */
    good: Type.Optional(LocalTextSchema),
    legalBasis: Type.Array(
      Type.Object(
        {
          act: Type.String({ minLength: 1, maxLength: 200 }),
          number: Type.Optional(Type.String({ maxLength: 40 })),
          article: Type.Optional(Type.String({ maxLength: 60 })),
        },
        { additionalProperties: false },
      ),
    ),
    /** Not checked against an official source. */
    unverified: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type DescribedService = Static<typeof DescribedSchema>;

interface Known {
  units: ReadonlySet<string>;
  lifeEvents: ReadonlySet<string>;
  audiences: ReadonlySet<string>;
}

/** All descriptions in the order of ids, with everything that is wrong with them. A canton may have none. */
export async function loadDescribed(
  canton: Canton,
  known: Known,
): Promise<{ described: DescribedService[]; faults: string[] }> {
  const described: DescribedService[] = [];
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const name of await filesOf(canton)) {
    const file = await readCheckedFile(canton, join('described', name), Type.Array(DescribedSchema));
    faults.push(...file.faults);
    for (const [index, service] of (file.data ?? []).entries()) {
      const say = (path: (string | number)[], message: string) =>
        faults.push(file.faultAt([index, ...path], message));
      if (seen.has(service.id)) say(['id'], `${service.id} is there twice.`);
      if (!known.units.has(service.owner)) say(['owner'], `There is no unit ${service.owner}.`);
      for (const [at, id] of service.lifeEvents.entries()) {
        if (!known.lifeEvents.has(id)) say(['lifeEvents', at], `There is no life event ${id}.`);
      }
      for (const [at, id] of service.audience.entries()) {
        if (!known.audiences.has(id)) say(['audience', at], `${id} is not in audiences.yaml.`);
      }
      seen.add(service.id);
      described.push(service);
    }
  }
  return { described: described.sort((a, b) => (a.id < b.id ? -1 : 1)), faults };
}

async function filesOf(canton: Canton): Promise<string[]> {
  try {
    const names = await readdir(join(canton.folder, 'described'));
    return names.filter((name) => name.endsWith('.yaml')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
