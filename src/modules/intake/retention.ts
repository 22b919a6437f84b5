// How long drafts and batches are kept, and how long before the removal of drafts people hear of it: data of the canton, `retention.yaml`.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';

const Days = Type.Integer({ minimum: 1, maximum: 365 });
const RetentionSchema = Type.Object(
  {
    drafts: Type.Object({ keepDays: Days, announceDays: Days }, { additionalProperties: false }),
    visitorDrafts: Type.Object(
      {
        keepDays: Type.Integer({ minimum: 1, maximum: 30 }),
        mostFromOneAddress: Type.Integer({ minimum: 1, maximum: 100_000 }),
        mostFiles: Type.Integer({ minimum: 0, maximum: 50 }),
        mostMegabytes: Type.Integer({ minimum: 1, maximum: 100 }),
      },
      { additionalProperties: false },
    ),
    batches: Type.Object({ keepDays: Days }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
export type Retention = Static<typeof RetentionSchema>;

export const retentionOf = perApp<Retention>('The retention');

/** @throws StartFault for a file with faults, and where people would hear too late */
export async function startRetention(app: App): Promise<void> {
  const file = await readCheckedFile(app.canton, 'retention.yaml', RetentionSchema);
  const faults = [...file.faults];
  if (file.data && file.data.drafts.announceDays >= file.data.drafts.keepDays)
    faults.push(file.faultAt(['drafts', 'announceDays'], 'Must be less than keepDays.'));
  stopForFaults('The retention', faults);
  if (file.data) retentionOf.set(app, file.data);
}

/** The day and time at which a draft that is changed now will be removed; a visitor's much sooner. */
export function draftExpiry(app: App, holder: 'account' | 'visitor' = 'account'): Date {
  const { drafts, visitorDrafts } = retentionOf.of(app);
  const { keepDays } = holder === 'visitor' ? visitorDrafts : drafts;
  return new Date(app.clock.now().getTime() + keepDays * 86_400_000);
}
