// Reads `appeals.yaml`: which service takes an appeal by which remedy, who decides, and whether the decision rests meanwhile.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../../kernel/canton-file.ts';
import { contextOf, serviceById } from '../../catalogue/index.ts';
import { departmentOf, unitOf } from '../../organisation/index.ts';

const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });

const AppealRuleSchema = Type.Object(
  {
    service: Id,
    /** `department`: of the unit that has decided; `same`: that unit; else the id of a unit. */
    authority: Id,
    /** Whether the decision has no effect until the appeal is decided. */
    suspends: Type.Boolean(),
    unverified: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type AppealRule = Static<typeof AppealRuleSchema>;

const rules = perApp<Readonly<Record<string, AppealRule>>>('How appeals are taken');

/** @throws StartFault with all faults of the file */
export async function loadAppeals(app: App): Promise<void> {
  const file = await readCheckedFile(app.canton, 'appeals.yaml', Type.Record(Id, AppealRuleSchema));
  const { remedies } = contextOf(app, undefined);
  const faults = Object.entries(file.data ?? {}).flatMap(([remedy, { service, authority }]) => {
    const use = serviceById(app, service)?.process.use;
    return [
      ...(remedies[remedy] ? [] : [file.faultAt([remedy], `There is no remedy «${remedy}».`)]),
      ...(use === 'appeal'
        ? []
        : [file.faultAt([remedy, 'service'], `There is no service «${service}» for appeals.`)]),
      ...(authority === 'department' || authority === 'same' || unitOf(app, authority)
        ? []
        : [file.faultAt([remedy, 'authority'], `There is no unit «${authority}».`)]),
    ];
  });
  stopForFaults('The appeals', [...file.faults, ...faults]);
  rules.set(app, file.data ?? {});
}

/** Undefined where an appeal by this remedy is not taken online. */
export const appealRule = (app: App, remedy: string | undefined): AppealRule | undefined =>
  remedy === undefined ? undefined : rules.of(app)[remedy];

/** Which unit decides the appeal. */
export function authorityOf(app: App, { authority }: AppealRule, unit: string): string {
  if (authority === 'same') return unit;
  return authority === 'department' ? (departmentOf(app, unit)?.id ?? unit) : authority;
}
