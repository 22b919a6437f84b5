// /mitreden/:id/beitraege.csv: all published contributions with their fate, row by row as the database gives them.
import { Readable } from 'node:stream';
import type { App } from '../../../kernel/app.ts';
import { csv } from '../../../kernel/csv.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { processById } from '../queries/processes.ts';
import { publishedContributions } from '../queries/published.ts';

const columns = [
  'id',
  'act',
  'anchor',
  'title',
  'text',
  'language',
  'at',
  'author',
  'organisation',
  'version',
  'statement',
  'fate',
  'reason',
  'link',
  'wording',
  'taken_up_in',
];

/** Of a column that only some have. */
const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

async function* lines(app: App, process: string): AsyncGenerator<string> {
  yield csv([columns]);
  let after: readonly [string, string] | undefined;
  do {
    const { items, next } = await publishedContributions(app, { process, limit: 500, after });
    for (const { id, act, anchor, title, body, language, at, shownAs, organisation, data, ...said } of items)
      yield csv([
        [
          ...[id, act, anchor, title, body, language, at.toISOString(), shownAs],
          ...[organisation ? 'yes' : 'no', words(data['version']), words(data['statement'])],
          ...[said.fate ?? '', said.reason ?? '', said.link ?? '', said.wording ?? '', words(said.version)],
        ],
      ]);
    const last = items.at(-1);
    after = next !== null && last ? [last.at.toISOString(), last.id] : undefined;
  } while (after);
}

export const exportRoute: Route = {
  method: 'GET',
  url: '/mitreden/:id/beitraege.csv',
  may: everyone,
  kind: 'file',
  summary: 'All published contributions with what became of them, as CSV',
  perMinute: 30,
  handle({ app, params }: Request) {
    const process = processById(app, params['id']);
    return {
      status: 200,
      type: 'text/csv; charset=utf-8',
      body: Readable.from(lines(app, process.id)),
      headers: { 'content-disposition': `attachment; filename="${process.id}.csv"` },
    };
  },
};
