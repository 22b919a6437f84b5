// Comma-separated values (RFC 4180), safe to open in a spreadsheet.

/** Rows with CRLF; every cell that needs it is quoted. */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** What begins a formula, also in the wide forms that spreadsheets of East Asia take for the same. */
const begins = '[=+\\-@\\t\\r＝＋－＠]';
/**
 * In German and French a spreadsheet parts cells at semicolons, whatever is quoted for commas: what stands behind one begins a
 * cell there. A tab parts cells that are pasted.
 */
const formula = new RegExp(`^(?=${begins})|(?<=[;\\t]"?)(?=${begins})`, 'g');

/** Where a spreadsheet would begin a formula stands an apostrophe (CWE-1236). */
function cell(value: string | number): string {
  const safe = typeof value === 'string' ? value.replace(formula, "'") : String(value);
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
