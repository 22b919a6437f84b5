// A fault of a definition: what is wrong, and the file, line and path where it was written.
export interface DefinitionFault {
  /** Path inside the service's folder: `service.yaml`, `texts/fr.yaml`, `cases.yaml`. */
  file: string;
  /** Counted from 1. */
  line: number;
  column: number;
  /** Authored path: `pages[1].fields[0].when`. */
  path: string;
  code: string;
  message: string;
}

export type AuthoredPath = readonly (string | number)[];

/** `['pages', 1, 'id']` as `pages[1].id`. */
export function pathText(path: AuthoredPath): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}

/** Order of a report: by file, then line, then column. */
export function sortFaults(faults: readonly DefinitionFault[]): DefinitionFault[] {
  return [...faults].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}
