// What the canton says about the end of cases: archive.yaml, read and checked when the program starts.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';

const ArchiveSchema = Type.Object(
  {
    announceDays: Type.Integer({ minimum: 1, maximum: 365 }),
    mostPerNight: Type.Integer({ minimum: 1, maximum: 100_000 }),
  },
  { additionalProperties: false },
);

export const archiveConfig = perApp<Static<typeof ArchiveSchema>>('archive.yaml');

/** @throws StartFault with every fault of the file */
export async function startArchive(app: App): Promise<void> {
  const { data, faults } = await readCheckedFile(app.canton, 'archive.yaml', ArchiveSchema);
  stopForFaults('The file archive.yaml', faults);
  if (data) archiveConfig.set(app, data);
}
