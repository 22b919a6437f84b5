// The house's rules about source files, as functions of paths and texts, so that planted faults can show that they work.

/** Reads and writes of tables in other modules' schemas: `schema.table` in SQL and in Kysely's calls. */
export function foreignTables(module: string, source: string, tables: ReadonlySet<string>): string[] {
  const named = source.matchAll(/\b([a-z]+)\.([a-z_]+)\b/g);
  const found = [...named].filter((each) => each[1] !== module && tables.has(each[0])).map((each) => each[0]);
  return [...new Set(found)];
}

/** Tables as migrations create them: `cases.matter`. */
export function tablesIn(migrations: string): Set<string> {
  return new Set([...migrations.matchAll(/^create table ([a-z]+\.[a-z_]+)/gm)].map((each) => each[1] ?? ''));
}

/** A file opens with a sentence that says what it is for. */
export function opensWithComment(source: string): boolean {
  return /^(#!.*\n)?(\/\/ |\/\*\*? ?(\n \* )?)\S.{9,}/.test(source);
}

export function readsEnvironment(source: string): boolean {
  return /\bprocess\s*\.\s*env\b|\bprocess\s*\[\s*['"]env|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*['"](node:)?process/.test(
    source,
  );
}

/** Numbers that two files of a numbered row have both: `0011_a.sql` and `0011_b.sql`. */
export function doubledNumbers(files: readonly string[]): string[] {
  const numbers = files.flatMap((file) => /(?:^|\/)(\d{4})[_-][^/]+$/.exec(file)?.[1] ?? []);
  return [...new Set(numbers.filter((number, index) => numbers.indexOf(number) !== index))];
}

export function lineCount(source: string): number {
  return source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
}
