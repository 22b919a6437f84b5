// Comma-separated values (RFC 4180), safe to open in a spreadsheet.

/** Rows with CRLF; every cell that needs it is quoted. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front (CWE-1236). */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
