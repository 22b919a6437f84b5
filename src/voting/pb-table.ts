// A `.pb` file as text: three sections of cells, with the line of each row. Knows nothing of what the cells mean.
import { PbFaults, type PbFault } from './pb-fault.ts';

export const sectionNames = ['META', 'PROJECTS', 'VOTES'] as const;
export type SectionName = (typeof sectionNames)[number];

export interface PbRow {
  line: number;
  cells: readonly string[];
}

export interface PbSection {
  /** Where its title stands. */
  line: number;
  columns: readonly string[];
  rows: readonly PbRow[];
}

export type PbFile = Record<SectionName, PbSection>;

export interface PbLimits {
  bytes: number;
  lineLength: number;
  projects: number;
  votes: number;
  /** As many faults as are told at once. */
  faults: number;
}

/** Larger than every file of Pabulib. Pages set smaller ones. */
export const widestLimits: PbLimits = {
  bytes: 64 * 2 ** 20,
  lineLength: 100_000,
  projects: 10_000,
  votes: 1_000_000,
  faults: 100,
};

/** The cells of a line: separated by `;`, in double quotes where they hold one, quotes in quotes doubled (RFC 4180). */
export function splitCells(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(';').map((cell) => cell.trim());
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const found = /^\s*"((?:[^"]|"")*)"\s*(;|$)/.exec(rest) ?? /^([^";]*)(;|$)/.exec(rest);
    if (!found) return undefined;
    const [all, cell = '', end] = found;
    cells.push(/^\s*"/.test(all) ? cell.replaceAll('""', '"') : cell.trim());
    if (end !== ';') return cells;
    rest = rest.slice(all.length);
  }
}

function decode(content: Uint8Array | string, limits: PbLimits, faults: PbFaults): string | undefined {
  if (content.length > limits.bytes) {
    faults.add(1, 'PB_TOO_LARGE', String(content.length));
    return undefined;
  }
  if (typeof content === 'string') return content.replace(/^\uFEFF/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    faults.add(lineOfBadByte(content), 'PB_NOT_UTF8');
    return undefined;
  }
}

/** The first line that is not UTF-8. */
function lineOfBadByte(content: Uint8Array): number {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let [line, from] = [1, 0];
  for (let place = 0; place <= content.length; place++) {
    if (place < content.length && content[place] !== 10) continue;
    try {
      strict.decode(content.subarray(from, place));
    } catch {
      return line;
    }
    from = place + 1;
    line++;
  }
  return line - 1;
}

/** @returns the sections, or all faults of form, each with its line */
export function readTable(
  content: Uint8Array | string,
  limits: PbLimits = widestLimits,
): { file: PbFile } | { faults: PbFault[] } {
  const faults = new PbFaults(limits.faults);
  const text = decode(content, limits, faults);
  if (text === undefined) return { faults: faults.list };
  const lines = text.split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  const sections = new Map<SectionName, { line: number; columns?: string[]; rows: PbRow[] }>();
  let current: { line: number; columns?: string[]; rows: PbRow[] } | undefined;
  let last = -1;
  for (const [place, each] of lines.entries()) {
    if (faults.full) break;
    const line = place + 1;
    if (each.trim() === '') {
      faults.add(line, 'PB_EMPTY_LINE');
      continue;
    }
    if (each.length > limits.lineLength) {
      faults.add(line, 'PB_LINE_TOO_LONG', String(each.length));
      continue;
    }
    const control = /[\u0000-\u0008\u000b-\u001f\u007f]/.exec(each);
    if (control) {
      faults.add(line, 'PB_CONTROL_CHARACTER', `U+${control[0].charCodeAt(0).toString(16).padStart(4, '0')}`);
      continue;
    }
    const order = sectionNames.findIndex((name) => name === each.trim());
    const name = sectionNames[order];
    if (name) {
      if (sections.has(name)) faults.add(line, 'PB_SECTION_DOUBLE', name);
      else if (order < last) faults.add(line, 'PB_SECTION_ORDER', name);
      current = { line, rows: [] };
      if (!sections.has(name)) sections.set(name, current);
      last = Math.max(last, order);
      continue;
    }
    const cells = splitCells(each);
    if (!cells) faults.add(line, 'PB_QUOTE', each);
    else if (!current) {
      faults.add(line, 'PB_BEFORE_SECTION', each);
      break;
    } else if (!current.columns) {
      current.columns = cells;
      for (const column of new Set(cells.filter((cell, index) => cells.indexOf(cell) !== index)))
        faults.add(line, 'PB_COLUMN_DOUBLE', column);
    } else if (cells.length !== current.columns.length)
      faults.add(line, 'PB_CELLS', `${cells.length}/${current.columns.length}`);
    else current.rows.push({ line, cells });
  }
  const found = (name: SectionName): PbSection => {
    const section = sections.get(name);
    if (!section) faults.add(Math.max(lines.length, 1), 'PB_SECTION_MISSING', name);
    else if (!section.columns) faults.add(section.line, 'PB_HEADER_MISSING', name);
    return { line: section?.line ?? 0, columns: section?.columns ?? [], rows: section?.rows ?? [] };
  };
  const file: PbFile = { META: found('META'), PROJECTS: found('PROJECTS'), VOTES: found('VOTES') };
  return faults.list.length > 0 ? { faults: faults.list } : { file };
}

/** The text of a file: reading it gives the same cells again. */
export function writeTable(
  file: Record<
    SectionName,
    Omit<PbSection, 'line' | 'rows'> & { rows: readonly { cells: readonly string[] }[] }
  >,
): string {
  const quoted = (cell: string) => (/[";]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const write = (cells: readonly string[]) => cells.map(quoted).join(';');
  return sectionNames
    .flatMap((name) => [name, write(file[name].columns), ...file[name].rows.map(({ cells }) => write(cells))])
    .map((line) => `${line}\n`)
    .join('');
}
