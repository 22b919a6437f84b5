// `.pb` files: read as Pabulib means them, refused with line and code wherever they are broken, written so that nothing changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pbFaultCodes, type PbFaultCode } from './pb-fault.ts';
import { readPb, type PbElection } from './pb-read.ts';
import { widestLimits } from './pb-table.ts';
import { writePb, writePbFile, type PbContent } from './pb-write.ts';

const lines = [
  'META',
  'key;value',
  'description;A small one',
  'country;Switzerland',
  'num_projects;3',
  'num_votes;4',
  'budget;100.5',
  'vote_type;approval',
  'rule;greedy',
  'max_length;2',
  'max_sum_cost;90',
  'PROJECTS',
  'project_id;cost;votes;name;selected',
  '1;40;2;"Trees; many";1',
  '2;50.25;2;"A ""good"" bench";1',
  'x-3;45;1;Fountain;0',
  'VOTES',
  'voter_id;age;vote',
  'a;33;1',
  'b;;1,x-3',
  'c;70;2',
  'd;20;2',
];
const text = (edited: readonly (string | undefined)[] = lines) =>
  `${edited.filter((line) => line !== undefined).join('\n')}\n`;
/** The file with one line other: counted from 1, `undefined` leaves it out. */
const withLine = (line: number, ...other: string[]) =>
  text(lines.flatMap((each, place) => (place === line - 1 ? other : [each])));

function read(content: Uint8Array | string): PbElection {
  const found = readPb(content);
  if ('faults' in found) throw new Error(JSON.stringify(found.faults));
  return found;
}

function faultsOf(content: Uint8Array | string, limits = widestLimits): string[] {
  const found = readPb(content, limits);
  return 'faults' in found ? found.faults.map(({ line, code }) => `${line} ${code}`) : [];
}

const cumulative = (votes: readonly string[], ...meta: string[]) =>
  text([
    ...[
      'META',
      'key;value',
      'num_projects;2',
      `num_votes;${votes.length}`,
      'budget;10',
      'vote_type;cumulative',
    ],
    ...['rule;unknown', 'max_sum_points;5', ...meta, 'PROJECTS', 'project_id;cost', 'p;5', 'q;6', 'VOTES'],
    ...['voter_id;vote;points', ...votes],
  ]);

describe('A .pb file', () => {
  it('is read with money in whole units, quotes and all four ways to vote', () => {
    const found = read(text());
    expect(found.election).toMatchObject({ kind: 'approval', budget: 10050, unit: 100 });
    expect(found.election.projects.map(({ cost }) => cost)).toEqual([4000, 5025, 4500]);
    expect(found.names).toEqual(['Trees; many', 'A "good" bench', 'Fountain']);
    expect(found.selected).toEqual([1, 1, 0]);
    expect(found.rules).toMatchObject({ minLength: 1, maxLength: 2, maxCost: 9000 });
    expect(found.election.ballots[1]).toEqual({ projects: [0, 2], weights: [1, 1] });
    expect(read(cumulative(['a;p,q;3,2', 'b;q;0.5'])).election.ballots).toEqual([
      { projects: [0, 1], weights: [30, 20] },
      { projects: [1], weights: [5] },
    ]);
    const ordinal = text().replace('approval', 'ordinal');
    expect(read(ordinal).election.ballots[1]).toEqual({ projects: [0, 2], weights: [2, 1] });
    const scoring = cumulative(['a;p,q;-3,2'])
      .replace('cumulative', 'scoring')
      .replace('max_sum', 'not_max_sum');
    expect(read(scoring).election.ballots).toEqual([{ projects: [0, 1], weights: [-3, 2] }]);
  });

  it('may have a byte order mark, other line ends, spaces after separators and empty lines at its end', () => {
    const odd = new TextEncoder().encode(
      `\uFEFF${text().replaceAll('\n', '\r\n').replaceAll(';', '; ')}\r\n\r\n`,
    );
    expect(read(odd).election).toEqual(read(text()).election);
  });

  it('is written as it was read', () => {
    expect(writePbFile(read(text()).file)).toBe(text());
  });

  const broken: [PbFaultCode, number, string][] = [
    ['PB_CONTROL_CHARACTER', 14, withLine(14, '1;40;2;Trees\u0000;1')],
    ['PB_EMPTY_LINE', 12, withLine(12, '', 'PROJECTS')],
    ['PB_BEFORE_SECTION', 1, `hello\n${text()}`],
    ['PB_SECTION_MISSING', 21, withLine(17).replace('voter_id;age;vote\n', 'v;1;2;3;4\n')],
    ['PB_SECTION_DOUBLE', 23, `${text()}VOTES\nvoter_id;vote\n`],
    [
      'PB_SECTION_ORDER',
      8,
      text([...lines.slice(11, 16), ...['VOTES', 'voter_id;vote'], ...lines.slice(0, 11)]),
    ],
    ['PB_HEADER_MISSING', 1, 'META\nPROJECTS\nproject_id;cost\nVOTES\nvoter_id;vote\n'],
    ['PB_COLUMN_MISSING', 2, withLine(2, 'key;worth')],
    ['PB_COLUMN_MISSING', 13, withLine(13, 'project_id;price;votes;name;selected')],
    ['PB_COLUMN_MISSING', 18, withLine(18, 'voter_id;age;choice')],
    ['PB_COLUMN_MISSING', 14, cumulative([]).replace(';points', '')],
    ['PB_COLUMN_DOUBLE', 13, withLine(13, 'project_id;cost;votes;name;cost')],
    ['PB_CELLS', 14, withLine(14, '1;40;2;Trees; many;1')],
    ['PB_CELLS', 20, withLine(20, 'b;1')],
    ['PB_QUOTE', 14, withLine(14, '1;40;2;"Trees;1')],
    ['PB_QUOTE', 14, withLine(14, '1;40;2;Tr"ees;1')],
    ['PB_KEY_DOUBLE', 8, withLine(8, 'budget;200')],
    ['PB_KEY_MISSING', 1, withLine(7)],
    ['PB_KEY_MISSING', 1, cumulative([]).replace('max_sum_points', 'max_sum')],
    ['PB_VOTE_TYPE', 8, withLine(8, 'vote_type;quadratic')],
    ['PB_NUMBER', 7, withLine(7, 'budget;1e5')],
    ['PB_NUMBER', 7, withLine(7, 'budget;-5')],
    ['PB_NUMBER', 10, withLine(10, 'max_length;2.5')],
    ['PB_NUMBER', 14, withLine(14, '1;4O;2;Trees;1')],
    ['PB_TOO_MANY_PLACES', 14, withLine(14, '1;40.00001;2;Trees;1')],
    ['PB_PROJECT_COUNT', 5, withLine(5, 'num_projects;4')],
    ['PB_VOTE_COUNT', 6, withLine(6, 'num_votes;3')],
    ['PB_PROJECT_ID', 14, withLine(14, ';40;2;Trees;1')],
    ['PB_PROJECT_ID', 14, withLine(14, '1,5;40;2;Trees;1')],
    ['PB_PROJECT_DOUBLE', 15, withLine(15, '1;50.25;2;Bench;1')],
    ['PB_COST', 14, withLine(14, '1;0;2;Trees;1')],
    ['PB_COST', 14, withLine(14, '1;-40;2;Trees;1')],
    ['PB_COST', 14, withLine(14, '1;9999999999999999;2;Trees;1')],
    ['PB_SELECTED', 14, withLine(14, '1;40;2;Trees;yes')],
    ['PB_VOTES_WRONG', 14, withLine(14, '1;40;7;Trees;1')],
    ['PB_SCORE_WRONG', 14, text().replace('approval', 'ordinal').replaceAll(';votes;', ';score;')],
    ['PB_VOTER_ID', 19, withLine(19, ';33;1')],
    ['PB_VOTER_DOUBLE', 20, withLine(20, 'a;;1,x-3')],
    ['PB_DEFAULT_SCORE', 9, cumulative([], 'default_score;1')],
    ['PB_SCORING_FUNCTION', 10, withLine(10, 'scoring_fn;plurality')],
    ['BALLOT_UNKNOWN_PROJECT', 19, withLine(19, 'a;33;9')],
    ['BALLOT_DOUBLE_PROJECT', 19, withLine(19, 'a;33;1,1')],
    ['BALLOT_TOO_FEW', 19, withLine(19, 'a;33;')],
    ['BALLOT_TOO_MANY', 19, withLine(19, 'a;33;1,2,x-3')],
    ['BALLOT_OVER_COST', 19, withLine(19, 'a;33;1,2')],
    ['BALLOT_UNDER_COST', 19, withLine(11, 'min_sum_cost;41')],
    ['BALLOT_POINTS_MISSING', 15, cumulative(['a;p,q;3'])],
    ['BALLOT_POINTS_RANGE', 15, cumulative(['a;p,q;3,-1'])],
    ['BALLOT_POINTS_OVER', 15, cumulative(['a;p,q;3,2.5'])],
    ['BALLOT_POINTS_UNDER', 16, cumulative(['a;p;1'], 'min_sum_points;2')],
    ['PB_NOT_UTF8', 15, Buffer.from(withLine(15, '2;50.25;2;B\u00e4nke;1'), 'latin1').toString('latin1')],
    ['PB_TOO_LARGE', 1, ''],
    ['PB_LINE_TOO_LONG', 3, ''],
    ['PB_TOO_MANY_PROJECTS', 12, ''],
    ['PB_TOO_MANY_VOTES', 17, ''],
  ];

  it.each(broken.filter(([code, , content]) => content !== '' && code !== 'PB_NOT_UTF8'))(
    'is refused with %s on line %i',
    (code, line, content) => {
      expect(faultsOf(content)).toContain(`${line} ${code}`);
    },
  );

  it('is refused where it is no UTF-8, on its line', () => {
    expect(faultsOf(Buffer.from(withLine(15, '2;50.25;2;Bänke;1'), 'latin1'))).toEqual(['15 PB_NOT_UTF8']);
  });

  it('is refused where it is too large, in each way', () => {
    const limited = (limits: Partial<typeof widestLimits>) =>
      faultsOf(text(), { ...widestLimits, ...limits });
    expect(limited({ bytes: 100 })).toEqual(['1 PB_TOO_LARGE']);
    expect(limited({ lineLength: 20 })).toContain('3 PB_LINE_TOO_LONG');
    expect(limited({ projects: 2 })).toEqual(['12 PB_TOO_MANY_PROJECTS']);
    expect(limited({ votes: 3 })).toEqual(['17 PB_TOO_MANY_VOTES']);
  });

  it('has a broken example for each code', () => {
    expect(pbFaultCodes.filter((code) => !broken.some(([own]) => own === code))).toEqual([]);
  });

  it('tells all faults at once, but not more than anyone reads', () => {
    const bad = withLine(19, 'a;33;9', 'a;1;1,1', ';;7');
    expect(faultsOf(bad)).toHaveLength(6);
    expect(faultsOf(bad, { ...widestLimits, faults: 2 })).toHaveLength(2);
  });

  it('never ends a program, whatever is in it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(400), fc.nat(60), (bytes, at, cut) => {
        const whole = new TextEncoder().encode(text());
        const damaged = Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + cut)]);
        const found = readPb(damaged);
        if ('faults' in found) {
          expect(found.faults.length).toBeGreaterThan(0);
          for (const { line } of found.faults) expect(line).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('A file that is written', () => {
  const contents: fc.Arbitrary<PbContent> = fc
    .record({
      kind: fc.constantFrom(
        'approval' as const,
        'cumulative' as const,
        'ordinal' as const,
        'scoring' as const,
      ),
      unit: fc.constantFrom(1, 10, 100),
      budget: fc.integer({ min: 1, max: 10 ** 9 }),
      names: fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { minLength: 1, maxLength: 6 }),
      description: fc.string({ unit: 'binary', maxLength: 20 }),
    })
    .chain(({ kind, unit, budget, names, description }) =>
      fc
        .array(
          fc.uniqueArray(
            fc.record({ project: fc.nat(names.length - 1), points: fc.integer({ min: 1, max: 9 }) }),
            {
              selector: ({ project }) => project,
              minLength: 1,
            },
          ),
          { maxLength: 6 },
        )
        .map((votes) => ({
          about: {
            description,
            country: 'Switzerland',
            unit: 'Basel',
            instance: '2026',
            date_begin: '2026',
            date_end: '2026',
          },
          rule: 'equalshares/add1',
          rules: {
            kind,
            minLength: 1,
            maxLength: names.length,
            ...(kind === 'cumulative' && { maxSumPoints: 60 }),
          },
          budget,
          unit,
          projects: names.map((name, place) => ({
            id: `P-${place}`,
            cost: place * 7 + 1,
            name,
            selected: place % 2 === 0,
          })),
          votes: votes.map((vote, place) => ({
            voter: `v${place}`,
            projects: vote.map(({ project }) => `P-${project}`),
            ...(kind !== 'approval' && kind !== 'ordinal' && { points: vote.map(({ points }) => points) }),
          })),
        })),
    );

  it('is read as what was meant, and written again the same, byte for byte', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const written = writePb(content);
        const found = read(written);
        expect(writePbFile(found.file)).toBe(written);
        const scale = found.election.unit / content.unit;
        expect(found.election.budget).toBe(content.budget * scale);
        expect(found.election.projects).toEqual(
          content.projects.map(({ id, cost }) => ({ id, cost: cost * scale })),
        );
        expect(found.election.ballots.map(({ projects }) => projects.map((place) => `P-${place}`))).toEqual(
          content.votes.map(({ projects }) => projects),
        );
        expect(found.selected).toEqual(content.projects.map(({ selected }) => (selected ? 1 : 0)));
      }),
      { numRuns: 500 },
    );
  });
});
