// policy.yaml: what staff may, as data of the canton; read, checked and kept when the program starts.
import { Type, type Static } from 'typebox';
import { dataClasses } from '../../engine/index.ts';
import { roles } from '../../kernel/actor.ts';
import { perApp, type App } from '../../kernel/app.ts';
import type { Canton } from '../../kernel/canton.ts';
import { LocalTextSchema, readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import {
  assignments,
  compileRules,
  purposes,
  relations,
  uses,
  type Purpose,
  type RuleBook,
} from './decide.ts';

const strict = { additionalProperties: false };
const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const staffRoles = roles.filter((role) => role !== 'resident');
const some = <Value extends string>(values: readonly Value[]) =>
  Type.Array(Type.Enum([...values]), { minItems: 1, uniqueItems: true });

const RuleSchema = Type.Object(
  {
    id: Id,
    purpose: Type.Enum([...purposes]),
    uses: some(uses),
    classes: some(dataClasses),
    roles: some(staffRoles),
    unit: Type.Optional(some(relations)),
    assignment: Type.Optional(some(assignments)),
    certificate: Type.Optional(Id),
    /** Says that data of a class with a certificate is used without one: nobody forgets it by chance. */
    withoutCertificate: Type.Optional(Type.Literal(true)),
  },
  strict,
);
const ClassSchema = Type.Object(
  {
    certificate: Id,
    /** Whether a case with such a field counts as this class as a whole, or only the field. */
    covers: Type.Enum(['case', 'field']),
  },
  strict,
);
const PolicySchema = Type.Object(
  {
    certificates: Type.Record(
      Id,
      Type.Object(
        {
          name: LocalTextSchema,
          /** Whom to ask for it, or for its renewal. */
          ask: LocalTextSchema,
          /** Days before its end from which staff are warned. */
          warnDays: Type.Integer({ minimum: 1, maximum: 365 }),
        },
        strict,
      ),
    ),
    /** Classes of data that need a certificate. */
    classes: Type.Partial(Type.Object({ confidential: ClassSchema, special: ClassSchema }, strict)),
    rules: Type.Array(RuleSchema, { minItems: 1, maxItems: 200 }),
    emergency: Type.Object(
      {
        minutes: Type.Integer({ minimum: 5, maximum: 1440 }),
        /** Characters of the reason, at least. */
        reasonLength: Type.Integer({ minimum: 10, maximum: 500 }),
        /** Of one member of staff within 24 hours; those for which there was no case count, too. */
        mostPerDay: Type.Integer({ minimum: 1, maximum: 100 }),
      },
      strict,
    ),
    unverified: Type.Optional(Type.Array(Type.String())),
  },
  strict,
);

export type Policy = Static<typeof PolicySchema> & { book: RuleBook };
export const policyOf = perApp<Policy>('policy.yaml');

/** @throws StartFault with every fault of the file, each with its line */
export async function startPolicy(app: App): Promise<void> {
  policyOf.set(app, await readPolicy(app.canton));
}

/** @throws StartFault */
export async function readPolicy(canton: Canton): Promise<Policy> {
  const { data, faults, faultAt } = await readCheckedFile(canton, 'policy.yaml', PolicySchema);
  if (data) faults.push(...faultsOf(data, faultAt));
  stopForFaults('The file policy.yaml', faults);
  if (!data) throw new Error('A file without faults has data');
  return { ...data, book: compileRules(data.rules) };
}

const conditions = ['unit', 'assignment', 'certificate'] as const;
type Asked = (typeof conditions)[number];

/**
 * What is asked besides the role: a rule that names anything else would promise what it does not keep. A new purpose has to
 * be thought of here.
 */
const asked: Record<Purpose, readonly Asked[]> = {
  'case-handling': conditions,
  emergency: conditions,
  post: conditions,
  correction: ['unit'],
  directory: ['unit'],
  dialogue: ['unit'],
  money: ['unit'],
  questions: ['unit'],
  reports: ['unit'],
  training: ['unit'],
  initiatives: ['unit'],
  counter: [],
  oversight: [],
  archive: [],
  deletions: [],
  participation: [],
  news: [],
  portfolio: [],
  banner: [],
  community: [],
  'community-moderation': [],
  ideas: [],
};

type FaultAt = (path: readonly (string | number)[], message: string) => string;

/** What the shape alone can't say: names that point nowhere, the same name twice, a certificate that was forgotten. */
function faultsOf(policy: Static<typeof PolicySchema>, faultAt: FaultAt): string[] {
  const faults: string[] = [];
  const known = (id: string) => Object.hasOwn(policy.certificates, id);
  const unknown = (path: (string | number)[], id: string) =>
    faults.push(faultAt(path, `There is no certificate «${id}» under certificates.`));
  for (const [name, { certificate }] of Object.entries(policy.classes))
    if (!known(certificate)) unknown(['classes', name, 'certificate'], certificate);
  const seen = new Set<string>();
  policy.rules.forEach((rule, index) => {
    const at = ['rules', index];
    if (seen.has(rule.id)) faults.push(faultAt([...at, 'id'], `The rule «${rule.id}» stands here twice.`));
    seen.add(rule.id);
    for (const condition of conditions)
      if (rule[condition] !== undefined && !asked[rule.purpose].includes(condition))
        faults.push(
          faultAt([...at, condition], `«${condition}» is not asked for ${rule.purpose}; leave it out.`),
        );
    if (rule.certificate !== undefined && !known(rule.certificate))
      unknown([...at, 'certificate'], rule.certificate);
    if (rule.certificate !== undefined && rule.withoutCertificate)
      faults.push(faultAt([...at, 'withoutCertificate'], 'Either a certificate or none, not both.'));
    for (const name of ['confidential', 'special'] as const) {
      const wanted = policy.classes[name]?.certificate;
      if (wanted === undefined || !rule.classes.includes(name) || rule.withoutCertificate) continue;
      if (rule.certificate !== wanted)
        faults.push(
          faultAt(
            [...at, 'classes'],
            `«${name}» needs the certificate «${wanted}»; say certificate: ${wanted}, or withoutCertificate: true.`,
          ),
        );
    }
  });
  return faults;
}
