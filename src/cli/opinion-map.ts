// npm run opinion-map -- VOTES.csv: the opinion map of votes in the format of Polis, for anyone to recompute.
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { endWithFault, StartFault } from '../kernel/start-fault.ts';
import {
  moderatedOut,
  opinionMap,
  readStatements,
  readVotes,
  withdrawnStatements,
  type OpinionMap,
  type TableFault,
} from '../opinion/index.ts';

const usage = `npm run opinion-map -- VOTES.csv [--comments COMMENTS.csv]

Computes groups, representative statements and what all share from votes in the format that Polis exports:
timestamp,datetime,comment-id,voter-id,vote (1 agrees, -1 disagrees, 0 passes). Prints one JSON object. The same votes
give the same result, in whatever order they stand. Statements that moderators took out don't count: COMMENTS.csv says
which; without the option, a comments.csv beside VOTES.csv; without one, those on which nobody voted any more.
Exit code 1: a file can't be read, or lines of it are wrong; each is named.`;

const meanings: Record<TableFault['code'], string> = {
  'no-head': 'the file is empty',
  'column-missing': 'this column is missing',
  'column-doubled': 'this column stands there twice',
  'quote-open': 'a quotation mark here has no counterpart',
  cells: 'the row has another number of cells than the head',
  value: 'not a value of this column',
  'id-doubled': 'this id was there before',
};

/** Ten are enough to know what is wrong. */
function refuseFaults(file: string, faults: readonly TableFault[]): void {
  if (faults.length === 0) return;
  const lines = faults.slice(0, 10).map(({ line, code, column, found }) => {
    const where = [`${file}:${line}`, column].filter(Boolean).join(' ');
    return `${where}: ${meanings[code]}${found === undefined ? '' : ` (${JSON.stringify(found)})`}`;
  });
  const more = faults.length > lines.length ? [`and ${faults.length - lines.length} more`] : [];
  throw new StartFault([...lines, ...more].join('\n'));
}

async function text(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new StartFault(`The file can't be read (${error.message}).`);
  });
}

/** Ids that don't count, and how that is known. */
async function outOf(comments: string | undefined, beside: string): Promise<Set<string> | undefined> {
  const file = comments === undefined ? beside : resolve(comments);
  const content =
    comments === undefined ? await readFile(file, 'utf8').catch(() => undefined) : await text(file);
  if (content === undefined) return undefined;
  const { statements, faults } = readStatements(content);
  refuseFaults(file, faults);
  return moderatedOut(statements);
}

function result(map: OpinionMap, excluded: ReadonlySet<string>, known: boolean) {
  const byGroup = <T>(value: (group: OpinionMap['groups'][number]) => T) =>
    Object.fromEntries(map.groups.map((group, index) => [String(index), value(group)]));
  return {
    k: map.groups.length,
    groups: Object.fromEntries(map.people.map(({ voter, group }) => [voter, group])),
    representative: byGroup(({ representative }) => representative),
    sizes: byGroup(({ members }) => members.length),
    agreed: map.agreed,
    rejected: map.rejected,
    groupInformedConsensus: Object.fromEntries(
      map.statements.map(({ statement, groupInformedConsensus }) => [statement, groupInformedConsensus]),
    ),
    voters: map.voters,
    votes: map.votes,
    excluded: { by: known ? 'moderation' : 'no votes any more', statements: [...excluded] },
  };
}

try {
  const { values, positionals } = (() => {
    try {
      return parseArgs({ allowPositionals: true, options: { comments: { type: 'string' } } });
    } catch {
      throw new StartFault(usage);
    }
  })();
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new StartFault(usage);
  const file = resolve(name);
  const { votes, faults } = readVotes(await text(file));
  refuseFaults(file, faults);
  const known = await outOf(values.comments, join(dirname(file), 'comments.csv'));
  const excluded = known ?? withdrawnStatements(votes);
  console.log(JSON.stringify(result(opinionMap(votes, excluded), excluded, known !== undefined)));
} catch (error) {
  endWithFault(error);
}
