// A set as text, a portion at a time: comma-separated values (RFC 4180) or a JSON array of objects.
import { csv } from '../../../kernel/csv.ts';
import type { OpenDataset, OpenRow } from '../../../kernel/open-data.ts';

type Portions = AsyncIterable<readonly OpenRow[]>;

/** The first line has the names of the columns; nothing between two commas is `null`. */
export async function* csvText(set: OpenDataset, portions: Portions): AsyncGenerator<string> {
  yield csv([set.columns.map(({ name }) => name)]);
  for await (const rows of portions)
    yield csv(
      rows.map((row) =>
        row.map((value) => (value === null ? '' : typeof value === 'boolean' ? String(value) : value)),
      ),
    );
}

/** One object on each line. */
export async function* jsonText(set: OpenDataset, portions: Portions): AsyncGenerator<string> {
  let first = true;
  for await (const rows of portions) {
    let text = '';
    for (const row of rows) {
      text += `${first ? '[' : ','}\n${JSON.stringify(asObject(set, row))}`;
      first = false;
    }
    yield text;
  }
  yield first ? '[]\n' : '\n]\n';
}

const asObject = (set: OpenDataset, row: OpenRow): Record<string, OpenRow[number]> =>
  Object.fromEntries(set.columns.map(({ name }, index) => [name, row[index] ?? null]));
