// Tables of comma-separated values with a head (RFC 4180), each row with the line where it begins.

/** What is wrong and where. Lines count from 1, the head's, as an editor shows them. */
export interface TableFault {
  line: number;
  code: 'no-head' | 'column-missing' | 'column-doubled' | 'quote-open' | 'cells' | 'value' | 'id-doubled';
  /** The column, where one is meant. */
  column?: string;
  /** What stands there, shortened. */
  found?: string;
}

export interface TableRow {
  line: number;
  /** By the column's name in the head. */
  cells: ReadonlyMap<string, string>;
}

interface RawRow {
  line: number;
  cells: string[];
}

/** Rows that have as many cells as the head; of the others, faults. Empty lines are passed over. */
export function readTable(
  text: string,
  columns: readonly string[],
): { head: readonly string[]; rows: TableRow[]; faults: TableFault[] } {
  const { rows: raw, openAt } = split(text.startsWith('\ufeff') ? text.slice(1) : text);
  const [head, ...body] = raw;
  if (!head) return { head: [], rows: [], faults: [{ line: 1, code: 'no-head' }] };
  const faults: TableFault[] = columns
    .filter((column) => !head.cells.includes(column))
    .map((column) => ({ line: head.line, code: 'column-missing', column }));
  for (const column of new Set(head.cells.filter((each, index) => head.cells.indexOf(each) !== index)))
    faults.push({ line: head.line, code: 'column-doubled', column });
  if (openAt !== undefined) faults.push({ line: openAt, code: 'quote-open' });
  if (faults.length > 0) return { head: head.cells, rows: [], faults };
  const rows: TableRow[] = [];
  for (const { line, cells } of body) {
    if (cells.length === head.cells.length)
      rows.push({ line, cells: new Map(head.cells.map((column, index) => [column, cells[index] ?? ''])) });
    else faults.push({ line, code: 'cells', found: String(cells.length) });
  }
  return { head: head.cells, rows, faults };
}

/** @returns also where a quote begins that never ends */
function split(text: string): { rows: RawRow[]; openAt?: number } {
  const rows: RawRow[] = [];
  let row: RawRow = { line: 1, cells: [] };
  let line = 1;
  // A cell in quotes (doubled inside), or one without; then a comma, an end of line, or the end.
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  while (cell.lastIndex < text.length || row.cells.length > 0) {
    const start = line;
    const found = cell.exec(text);
    if (!found) return { rows, openAt: start };
    const [, quoted, bare = '', end] = found;
    row.cells.push(quoted?.replaceAll('""', '"') ?? bare);
    line += quoted?.split('\n').length ?? 1;
    if (end === ',') line--;
    if (end === ',' && cell.lastIndex < text.length) continue;
    if (end === ',') row.cells.push('');
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row);
    row = { line, cells: [] };
  }
  return { rows };
}

/** In the order of the lines, as somebody mends them. */
export function byLine(faults: readonly TableFault[]): TableFault[] {
  return faults.toSorted((a, b) => a.line - b.line);
}

/** The cell as a whole number of the range; otherwise a fault is added. */
export function wholeNumber(
  { line, cells }: TableRow,
  column: string,
  [least, most]: readonly [number, number],
  faults: TableFault[],
): number | undefined {
  const found = cells.get(column) ?? '';
  const value = /^-?\d{1,16}$/.test(found) ? Number(found) : NaN;
  if (value >= least && value <= most) return value;
  faults.push({ line, code: 'value', column, found: found.slice(0, 40) });
  return undefined;
}

/** The cell as an id of at most 100 characters without blanks at its ends; otherwise a fault is added. */
export function idOf({ line, cells }: TableRow, column: string, faults: TableFault[]): string | undefined {
  const found = cells.get(column) ?? '';
  if (found !== '' && found.length <= 100 && found === found.trim()) return found;
  faults.push({ line, code: 'value', column, found: found.slice(0, 40) });
  return undefined;
}
