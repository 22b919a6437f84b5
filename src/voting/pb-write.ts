// Writes an election as a Pabulib `.pb` file, so that others can count it with their own programs.
import { weightsOf, type BallotRules, type RawBallot } from './ballots.ts';
import { sectionNames, writeTable, type PbFile } from './pb-table.ts';

export interface PbProject {
  id: string;
  /** In units, see `PbContent.unit`. */
  cost: number;
  name: string;
  selected?: boolean;
  /** Further columns; the same for every project. */
  more?: Readonly<Record<string, string>>;
}

export interface PbContent {
  /** What a file must say about where it comes from. */
  about: Readonly<
    Record<'description' | 'country' | 'unit' | 'instance' | 'date_begin' | 'date_end', string>
  >;
  /** Further keys of META, such as `currency`, `language`, `comment`. */
  more?: Readonly<Record<string, string>>;
  rule: string;
  rules: BallotRules;
  /** In units. */
  budget: number;
  /** How many units make one of the currency: a power of ten. */
  unit: number;
  projects: readonly PbProject[];
  votes: readonly (RawBallot & { voter: string; more?: Readonly<Record<string, string>> })[];
}

/** A file with one line for each, told from one program to the other by nothing but line ends. @returns UTF-8 text */
export function writePb(content: PbContent): string {
  const { about, more = {}, rule, rules, budget, unit, projects, votes } = content;
  const money = (value: number) => decimalOf(value, unit);
  const withPoints = rules.kind === 'cumulative' || rules.kind === 'scoring';
  const scored = rules.kind !== 'approval';
  const sums = new Map(projects.map(({ id }) => [id, { votes: 0, score: 0 }]));
  for (const vote of votes)
    for (const [place, weight] of weightsOf(rules, vote).entries()) {
      const sum = sums.get(vote.projects[place] ?? '');
      if (!sum) throw new RangeError(`No project ${vote.projects[place]}`);
      sum.votes++;
      sum.score += weight;
    }
  const limits: readonly [string, number | undefined, (value: number) => string][] = [
    ['min_length', rules.minLength, String],
    ['max_length', rules.maxLength, String],
    ['min_sum_cost', rules.minCost, money],
    ['max_sum_cost', rules.maxCost, money],
    ['min_points', rules.minPoints, String],
    ['max_points', rules.maxPoints, String],
    ['min_sum_points', rules.minSumPoints, String],
    ['max_sum_points', rules.maxSumPoints, String],
  ];
  const meta: [string, string][] = [
    ...Object.entries(about),
    ['num_projects', String(projects.length)],
    ['num_votes', String(votes.length)],
    ['budget', money(budget)],
    ['vote_type', rules.kind],
    ['rule', rule],
    ...limits.flatMap(([key, value, write]): [string, string][] =>
      value === undefined ? [] : [[key, write(value)]],
    ),
    ...Object.entries(more),
  ];
  const counted = projects.every(({ selected }) => selected !== undefined);
  const columns = {
    projects: Object.keys(projects[0]?.more ?? {}),
    votes: Object.keys(votes[0]?.more ?? {}),
  };
  return writePbFile({
    META: { columns: ['key', 'value'], rows: meta.map((cells) => ({ cells })) },
    PROJECTS: {
      columns: [
        'project_id',
        'cost',
        'votes',
        ...(scored ? ['score'] : []),
        'name',
        ...(counted ? ['selected'] : []),
        ...columns.projects,
      ],
      rows: projects.map((each) => {
        const sum = sums.get(each.id) ?? { votes: 0, score: 0 };
        return {
          cells: [
            each.id,
            money(each.cost),
            String(sum.votes),
            ...(scored ? [String(sum.score)] : []),
            each.name,
            ...(counted ? [each.selected ? '1' : '0'] : []),
            ...columns.projects.map((name) => each.more?.[name] ?? ''),
          ],
        };
      }),
    },
    VOTES: {
      columns: ['voter_id', 'vote', ...(withPoints ? ['points'] : []), ...columns.votes],
      rows: votes.map((each) => ({
        cells: [
          each.voter,
          each.projects.join(','),
          ...(withPoints ? [(each.points ?? []).join(',')] : []),
          ...columns.votes.map((name) => each.more?.[name] ?? ''),
        ],
      })),
    },
  });
}

/** A file that was read, as text again: the same cells, plain line ends. */
export function writePbFile(file: Parameters<typeof writeTable>[0] | PbFile): string {
  // A line is a row: what would begin another one becomes a space.
  const plain = (cell: string) => cell.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');
  const [META, PROJECTS, VOTES] = sectionNames.map((name) => ({
    columns: file[name].columns.map(plain),
    rows: file[name].rows.map(({ cells }) => ({ cells: cells.map(plain) })),
  }));
  if (!META || !PROJECTS || !VOTES) throw new RangeError('A file has three sections');
  return writeTable({ META, PROJECTS, VOTES });
}

/** "12.5" for 125 tenths. */
function decimalOf(value: number, unit: number): string {
  const places = Math.round(Math.log10(unit));
  const text = String(value).padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}
