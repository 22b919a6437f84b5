// Reads `site.yaml`: shortcuts of the home page and the units that the fixed pages name.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import { serviceById } from '../catalogue/index.ts';
import { unitOf } from '../organisation/index.ts';

const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const SiteSchema = Type.Object(
  {
    shortcuts: Type.Array(Id, { maxItems: 8 }),
    contacts: Type.Object(
      { dataProtection: Id, ombudsman: Id, operator: Id },
      { additionalProperties: false },
    ),
    dataProtectionAct: Type.Object(
      {
        name: Type.String({ minLength: 1 }),
        number: Type.String({ minLength: 1 }),
        unverified: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    /** Where the source code of the running program is published. */
    sourceCode: Type.Optional(Type.String({ pattern: '^https://' })),
  },
  { additionalProperties: false },
);
export type Site = Static<typeof SiteSchema>;

export const siteOf = perApp<Site>('The site');

/** @throws StartFault with all faults */
export async function startSite(app: App): Promise<void> {
  const file = await readCheckedFile(app.canton, 'site.yaml', SiteSchema);
  const faults = [...file.faults];
  file.data?.shortcuts.forEach((id, index) => {
    if (!serviceById(app, id)) faults.push(file.faultAt(['shortcuts', index], `There is no service ${id}.`));
  });
  for (const [name, id] of Object.entries(file.data?.contacts ?? {})) {
    if (!unitOf(app, id)) faults.push(file.faultAt(['contacts', name], `There is no unit ${id}.`));
  }
  stopForFaults('The site', faults);
  if (file.data) siteOf.set(app, file.data);
}
