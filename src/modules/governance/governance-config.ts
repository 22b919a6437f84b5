// What the canton says about data: governance.yaml, read and checked against the declared tables when the program starts.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import { declaredDatasets } from '../../kernel/datasets/declared.ts';
import { unitOf } from '../organisation/index.ts';

const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
/** `service`: as it stands with the service that it is about. */
const asService = Type.Literal('service');
const Law = Type.Object({ act: text, article: Type.Optional(text), number: Type.Optional(text) }, strict);
const GovernanceSchema = Type.Object(
  {
    purposes: Type.Record(
      Type.String(),
      Type.Object({ owner: text, legalBasis: Type.Union([asService, Type.Array(Law)]) }, strict),
    ),
    /** Uses of personal data that rest on the laws of one of these purposes: as the access log calls them -> purpose. */
    uses: Type.Record(Type.String(), text),
    /** What makes the purpose of a service risky, so that it stays closed until the data protection officer has decided. */
    risk: Type.Object(
      {
        specialFields: Type.Integer({ minimum: 1, maximum: 1000 }),
        registerFieldsWithSpecial: Type.Integer({ minimum: 1, maximum: 1000 }),
        automatedSpecial: Type.Boolean(),
      },
      strict,
    ),
    /** Parts that nobody has verified yet. */
    unverified: Type.Optional(Type.Array(Type.String())),
  },
  strict,
);
export type Governance = Static<typeof GovernanceSchema>;
export type Law = Static<typeof Law>;

export const governanceOf = perApp<Governance>('governance.yaml');

/** @throws StartFault with every fault of the file: a purpose without an answer, an answer without a purpose, an unknown unit */
export async function startGovernance(app: App): Promise<void> {
  const { data, faults, faultAt } = await readCheckedFile(app.canton, 'governance.yaml', GovernanceSchema);
  const all = [...faults];
  if (data) {
    const used = new Set(declaredDatasets(app.modules).map(({ purpose }) => purpose));
    for (const purpose of used)
      if (!(purpose in data.purposes))
        all.push(faultAt(['purposes'], `Tables are kept for ${purpose}, and it is not listed here.`));
    for (const [purpose, { owner }] of Object.entries(data.purposes)) {
      if (!used.has(purpose)) all.push(faultAt(['purposes', purpose], 'No table is kept for this purpose.'));
      if (owner !== 'service' && !unitOf(app, owner))
        all.push(faultAt(['purposes', purpose, 'owner'], `No unit has the id ${owner}.`));
    }
  }
  for (const [use, purpose] of Object.entries(data?.uses ?? {}))
    if (!(purpose in (data?.purposes ?? {})))
      all.push(faultAt(['uses', use], `There is no purpose ${purpose}.`));
  stopForFaults('The file governance.yaml', all);
  if (data) governanceOf.set(app, data);
}
