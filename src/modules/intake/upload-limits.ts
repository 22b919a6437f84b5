// How many files may wait, and how large together: those of one draft, and a program's that no submission names yet.
import type { ServiceDefinition } from '../../engine/index.ts';

export interface UploadLimits {
  files: number;
  megabytes: number;
}

/** As many files as all fields of the form take together, with the scan of its paper form. */
export function draftLimits(definition: ServiceDefinition): UploadLimits {
  const taken = definition.pages.reduce(
    (sum, page) =>
      sum +
      (page.repeat?.max ?? 1) *
        page.fields.reduce((most, field) => most + (field.type === 'file' ? (field.maxFiles ?? 1) : 0), 0),
    0,
  );
  return { files: Math.min(taken, 200) + 1, megabytes: 100 };
}

/** Of one account by the API: enough for a day's work of a company; what no submission names goes after two days. */
export const programLimits: UploadLimits = { files: 1000, megabytes: 1000 };
