// `electronic-service.yaml`: when an official letter in the mailbox counts as served, and how long units take for an answer.
import { Type, type Static } from 'typebox';
import { addDays } from '../../../engine/index.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../../kernel/canton-file.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';

const FileSchema = Type.Object(
  {
    collectedDays: Type.Integer({ minimum: 1, maximum: 60 }),
    legalBasis: Type.String({ minLength: 1, maxLength: 200 }),
    answerDays: Type.Integer({ minimum: 1, maximum: 60 }),
    unverified: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export const electronicService = perApp<Static<typeof FileSchema>>('electronic-service.yaml');

/** @throws StartFault with all faults of the file */
export async function startElectronicService(app: App): Promise<void> {
  const { data, faults } = await readCheckedFile(app.canton, 'electronic-service.yaml', FileSchema);
  stopForFaults('The file electronic-service.yaml', faults);
  if (!data) throw new Error('A file without faults has data');
  electronicService.set(app, data);
}

export interface Served {
  at: Date;
  openedAt: Date | null;
  official: boolean;
}

/** The day on which it counts as served, `YYYY-MM-DD`: that on which it was opened, else so many days after it was there. */
export function servedOn(app: App, { at, openedAt, official }: Served): string | undefined {
  if (!official) return undefined;
  const limit = addDays(dayInSwitzerland(at), electronicService.of(app).collectedDays);
  const opened = openedAt && dayInSwitzerland(openedAt);
  if (opened && opened <= limit) return opened;
  return limit <= app.clock.today() ? limit : undefined;
}
