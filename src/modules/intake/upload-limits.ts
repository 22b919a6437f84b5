// How many files may wait, and how large together: those of one draft, and a program's that no submission names yet.
import type { ServiceDefinition } from '../../engine/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { retentionOf } from './retention.ts';

export interface UploadLimits {
  files: number;
  megabytes: number;
}

/** As many files as all fields of the form take together, with the scan of its paper form and the one that replaces it; of a visitor much less. */
export function draftLimits(app: App, definition: ServiceDefinition, by: Actor): UploadLimits {
  const taken = definition.pages.reduce(
    (sum, page) =>
      sum +
      (page.repeat?.max ?? 1) *
        page.fields.reduce((most, field) => most + (field.type === 'file' ? (field.maxFiles ?? 1) : 0), 0),
    0,
  );
  const files = Math.min(taken, 200) + 2;
  if (by.kind !== 'anonymous') return { files, megabytes: 100 };
  const { mostFiles, mostMegabytes } = retentionOf.of(app).visitorDrafts;
  return { files: Math.min(files, mostFiles), megabytes: mostMegabytes };
}

/** Of one account by the API: enough for a day's work of a company; what no submission names goes after two days. */
export const programLimits: UploadLimits = { files: 1000, megabytes: 1000 };
