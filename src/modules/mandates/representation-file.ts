// representation.yaml of the canton: the areas of guardians with their services, and how long a second signature is awaited.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import { serviceById } from '../catalogue/index.ts';

const Name = Type.String({ minLength: 1, maxLength: 80 });
const strict = { additionalProperties: false };
const RepresentationFile = Type.Object(
  {
    unverified: Type.Optional(Type.Boolean()),
    awaitSecondSignatureDays: Type.Integer({ minimum: 1, maximum: 90 }),
    areas: Type.Record(
      Type.String({ pattern: '^[a-z][a-z-]*$' }),
      Type.Object(
        {
          name: Type.Object({ de: Name, fr: Name, it: Name, en: Name }, strict),
          services: Type.Array(Type.String(), { minItems: 1, uniqueItems: true }),
        },
        strict,
      ),
    ),
  },
  strict,
);

const loaded = perApp<Static<typeof RepresentationFile>>('The representation');

/** @throws StartFault for a file with faults, and for a service that does not exist */
export async function startRepresentation(app: App): Promise<void> {
  const file = await readCheckedFile(app.canton, 'representation.yaml', RepresentationFile);
  const faults = [...file.faults];
  for (const [area, { services }] of Object.entries(file.data?.areas ?? {}))
    services.forEach((id, index) => {
      if (!serviceById(app, id))
        faults.push(file.faultAt(['areas', area, 'services', index], `There is no service ${id}.`));
    });
  stopForFaults('The representation', faults);
  if (file.data) loaded.set(app, file.data);
}

export const representationFile = (app: App): Static<typeof RepresentationFile> => loaded.of(app);
