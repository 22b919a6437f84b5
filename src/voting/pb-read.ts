// Reads a Pabulib `.pb` file (Stolicki, Szufa, Talmon 2020; format as at pabulib.org/format): what it means, or all its faults.
import { checkBallot, weightsOf, type BallotRules, type RawBallot } from './ballots.ts';
import { inUnits, parseDecimal, type Decimal } from './decimal.ts';
import { ballotKinds, type Ballot, type BallotKind, type Election, type Project } from './election.ts';
import { PbFaults, type PbFault } from './pb-fault.ts';
import { readTable, widestLimits, type PbFile, type PbLimits, type PbSection } from './pb-table.ts';

/** A file that has no faults. */
export interface PbElection {
  file: PbFile;
  meta: ReadonlyMap<string, string>;
  election: Election;
  rules: BallotRules;
  /** As META has it; may be a rule that is not known here, or `unknown`. */
  rule: string;
  /** What the file says was chosen, for each project; 2 is a case of its own that the file's comment explains. */
  selected?: readonly (0 | 1 | 2)[];
  /** Name of each project where the file has them. */
  names: readonly (string | undefined)[];
}

/** More places than money and points have anywhere, fewer than would need care with sums. */
const mostPlaces = 4;
/** So that sums over all projects and ballots stay exact in JavaScript's numbers. */
const mostCost = 9e11;
const mostPoints = 1e6;

/** @returns what the file means, or its faults with their lines, at most `limits.faults` of them */
export function readPb(
  content: Uint8Array | string,
  limits: PbLimits = widestLimits,
): PbElection | { faults: PbFault[] } {
  const read = readTable(content, limits);
  if ('faults' in read) return read;
  return new Reading(read.file, new PbFaults(limits.faults), limits).result();
}

type Column = (row: readonly string[]) => string | undefined;

class Reading {
  readonly #meta = new Map<string, { value: string; line: number }>();

  readonly file: PbFile;
  readonly faults: PbFaults;
  readonly limits: PbLimits;

  constructor(file: PbFile, faults: PbFaults, limits: PbLimits) {
    this.file = file;
    this.faults = faults;
    this.limits = limits;
  }

  result(): PbElection | { faults: PbFault[] } {
    const { file, faults } = this;
    this.#readMeta();
    const kind = this.#kind();
    for (const name of ['project_id', 'cost']) this.#needColumn(file.PROJECTS, name);
    const withPoints = kind === 'cumulative' || kind === 'scoring';
    for (const name of ['voter_id', 'vote', ...(withPoints ? ['points'] : [])])
      this.#needColumn(file.VOTES, name);
    if (file.PROJECTS.rows.length > this.limits.projects)
      faults.add(file.PROJECTS.line, 'PB_TOO_MANY_PROJECTS', String(file.PROJECTS.rows.length));
    if (file.VOTES.rows.length > this.limits.votes)
      faults.add(file.VOTES.line, 'PB_TOO_MANY_VOTES', String(file.VOTES.rows.length));
    if (faults.list.length > 0 || !kind) return { faults: faults.list };

    const moneyPlaces = this.#places(file.PROJECTS, 'cost', ['budget', 'min_sum_cost', 'max_sum_cost']);
    const pointKeys = ['min_points', 'max_points', 'min_sum_points', 'max_sum_points'];
    const pointPlaces = withPoints ? this.#places(file.VOTES, 'points', pointKeys) : 0;
    const projects = this.#projects(moneyPlaces);
    const rules = this.#rules(kind, projects.length, moneyPlaces, pointPlaces);
    const budget = this.#metaUnits('budget', moneyPlaces) ?? 0;
    if (this.#meta.has('budget') && !(budget > 0 && budget <= mostCost))
      this.#metaFault('PB_NUMBER', 'budget');
    const minScore = this.#metaUnits('min_project_score_threshold', pointPlaces);
    if (faults.list.length > 0) return { faults: faults.list };

    const ballots = this.#ballots(rules, projects, pointPlaces);
    const selected = this.#selected();
    if (!faults.full) this.#checkCounts(kind, projects, ballots, pointPlaces);
    if (faults.list.length > 0) return { faults: faults.list };
    const unit = 10 ** moneyPlaces;
    const name = columnOf(file.PROJECTS, 'name');
    return {
      file,
      meta: new Map([...this.#meta].map(([key, { value }]) => [key, value])),
      election: { kind, projects, ballots, budget, unit, ...(minScore !== undefined && { minScore }) },
      rules,
      rule: this.#meta.get('rule')?.value ?? 'unknown',
      ...(selected && { selected }),
      names: file.PROJECTS.rows.map(({ cells }) => name(cells)),
    };
  }

  #readMeta(): void {
    const { META } = this.file;
    if (META.columns.length !== 2 || META.columns[0] !== 'key' || META.columns[1] !== 'value')
      this.faults.add(META.line + 1, 'PB_COLUMN_MISSING', 'key;value');
    for (const { line, cells } of META.rows) {
      const [key = '', value = ''] = cells;
      if (this.#meta.has(key)) this.faults.add(line, 'PB_KEY_DOUBLE', key);
      else this.#meta.set(key, { value, line });
    }
    const kind = this.#meta.get('vote_type')?.value;
    const needed = ['num_projects', 'num_votes', 'budget', 'vote_type', 'rule'];
    for (const key of [...needed, ...(kind === 'cumulative' ? ['max_sum_points'] : [])])
      if (!this.#meta.get(key)?.value) this.faults.add(META.line, 'PB_KEY_MISSING', key);
    const standard = this.#meta.get('default_score')?.value;
    if (standard !== undefined && parseDecimal(standard)?.digits !== 0n)
      this.#metaFault('PB_DEFAULT_SCORE', 'default_score');
    const scoring = this.#meta.get('scoring_fn')?.value;
    if (scoring !== undefined && scoring !== 'Borda') this.#metaFault('PB_SCORING_FUNCTION', 'scoring_fn');
  }

  #kind(): BallotKind | undefined {
    const value = this.#meta.get('vote_type')?.value;
    if (!value) return undefined;
    // One project each is approval with at most one.
    const kind = value === 'choose-1' ? 'approval' : ballotKinds.find((each) => each === value);
    if (!kind) this.#metaFault('PB_VOTE_TYPE', 'vote_type');
    return kind;
  }

  #metaFault(code: PbFault['code'], key: string): void {
    const found = this.#meta.get(key);
    this.faults.add(found?.line ?? this.file.META.line, code, `${key};${found?.value ?? ''}`);
  }

  #needColumn({ columns, line }: PbSection, name: string): void {
    if (!columns.includes(name)) this.faults.add(line + 1, 'PB_COLUMN_MISSING', name);
  }

  /** As many places as the numbers of a column and of META need; numbers that are none are faults. */
  #places(section: PbSection, name: string, keys: readonly string[]): number {
    const column = columnOf(section, name);
    let most = 0;
    const look = (text: string, line: number) => {
      const found = parseDecimal(text);
      if (!found) this.faults.add(line, 'PB_NUMBER', text);
      else if (found.places > mostPlaces) this.faults.add(line, 'PB_TOO_MANY_PLACES', text);
      else most = Math.max(most, found.places);
    };
    for (const { line, cells } of section.rows) for (const text of listOf(column(cells))) look(text, line);
    for (const key of keys) {
      const found = this.#meta.get(key);
      if (found && !isInfinite(found.value)) look(found.value, found.line);
    }
    return most;
  }

  #metaUnits(key: string, places: number): number | undefined {
    const found = this.#meta.get(key);
    if (!found || isInfinite(found.value)) return undefined;
    const value = units(parseDecimal(found.value), places);
    if (value === undefined) this.#metaFault('PB_NUMBER', key);
    return value;
  }

  #projects(places: number): Project[] {
    const id = columnOf(this.file.PROJECTS, 'project_id');
    const cost = columnOf(this.file.PROJECTS, 'cost');
    const seen = new Set<string>();
    return this.file.PROJECTS.rows.map(({ line, cells }) => {
      const own = id(cells) ?? '';
      if (own === '' || own.includes(',')) this.faults.add(line, 'PB_PROJECT_ID', own);
      else if (seen.has(own)) this.faults.add(line, 'PB_PROJECT_DOUBLE', own);
      seen.add(own);
      const value = units(parseDecimal(cost(cells) ?? ''), places) ?? 0;
      if (!(value > 0 && value <= mostCost)) this.faults.add(line, 'PB_COST', cost(cells) ?? '');
      return { id: own, cost: value };
    });
  }

  #rules(kind: BallotKind, projects: number, moneyPlaces: number, pointPlaces: number): BallotRules {
    const optional = <Key extends keyof BallotRules>(name: Key, value: number | undefined) =>
      value === undefined ? {} : { [name]: value };
    return {
      kind,
      minLength: this.#metaUnits('min_length', 0) ?? 1,
      maxLength:
        this.#metaUnits('max_length', 0) ??
        (this.#meta.get('vote_type')?.value === 'choose-1' ? 1 : projects),
      ...optional('minCost', this.#metaUnits('min_sum_cost', moneyPlaces)),
      ...optional('maxCost', this.#metaUnits('max_sum_cost', moneyPlaces)),
      ...optional(
        'minPoints',
        this.#metaUnits('min_points', pointPlaces) ?? (kind === 'cumulative' ? 0 : undefined),
      ),
      ...optional('maxPoints', this.#metaUnits('max_points', pointPlaces)),
      ...optional('minSumPoints', this.#metaUnits('min_sum_points', pointPlaces)),
      ...optional('maxSumPoints', this.#metaUnits('max_sum_points', pointPlaces)),
    };
  }

  #ballots(rules: BallotRules, projects: readonly Project[], pointPlaces: number): Ballot[] {
    const { VOTES } = this.file;
    const [id, vote, points] = ['voter_id', 'vote', 'points'].map((name) => columnOf(VOTES, name));
    const costs = new Map(projects.map((each) => [each.id, each.cost]));
    const placeOf = new Map(projects.map((each, place) => [each.id, place]));
    const withPoints = rules.kind === 'cumulative' || rules.kind === 'scoring';
    const seen = new Set<string>();
    const ballots: Ballot[] = [];
    for (const { line, cells } of VOTES.rows) {
      if (this.faults.full) break;
      const voter = id?.(cells) ?? '';
      if (voter === '') this.faults.add(line, 'PB_VOTER_ID');
      else if (seen.has(voter)) this.faults.add(line, 'PB_VOTER_DOUBLE', voter);
      seen.add(voter);
      const raw: RawBallot = {
        projects: listOf(vote?.(cells)),
        ...(withPoints && {
          points: listOf(points?.(cells)).map((text) => units(parseDecimal(text), pointPlaces) ?? Infinity),
        }),
      };
      const faults = checkBallot(rules, costs, raw);
      for (const each of raw.points ?? [])
        if (Math.abs(each) > mostPoints) faults.push({ code: 'BALLOT_POINTS_RANGE', what: String(each) });
      for (const { code, what } of faults) this.faults.add(line, code, what);
      if (faults.length === 0)
        ballots.push({
          projects: raw.projects.map((each) => placeOf.get(each) ?? 0),
          weights: weightsOf(rules, raw),
        });
    }
    return ballots;
  }

  #selected(): (0 | 1 | 2)[] | undefined {
    const { PROJECTS } = this.file;
    if (!PROJECTS.columns.includes('selected')) return undefined;
    const column = columnOf(PROJECTS, 'selected');
    return PROJECTS.rows.map(({ line, cells }) => {
      const value = column(cells) ?? '';
      if (!/^[012]$/.test(value)) this.faults.add(line, 'PB_SELECTED', value);
      return value === '1' ? 1 : value === '2' ? 2 : 0;
    });
  }

  /** What the file says about itself must be what it holds. */
  #checkCounts(
    kind: BallotKind,
    projects: readonly Project[],
    ballots: readonly Ballot[],
    pointPlaces: number,
  ): void {
    const { PROJECTS, VOTES } = this.file;
    if (this.#meta.get('num_projects')?.value !== String(PROJECTS.rows.length))
      this.#metaFault('PB_PROJECT_COUNT', 'num_projects');
    if (this.#meta.get('num_votes')?.value !== String(VOTES.rows.length))
      this.#metaFault('PB_VOTE_COUNT', 'num_votes');
    if (ballots.length !== VOTES.rows.length) return;
    const votes = projects.map(() => 0);
    const scores = projects.map(() => 0);
    for (const ballot of ballots)
      for (const [place, project] of ballot.projects.entries()) {
        votes[project] = (votes[project] ?? 0) + 1;
        scores[project] = (scores[project] ?? 0) + (ballot.weights[place] ?? 0);
      }
    const checks = [
      { name: 'votes', code: 'PB_VOTES_WRONG', counted: votes, places: 0 },
      ...(kind === 'approval'
        ? []
        : [{ name: 'score', code: 'PB_SCORE_WRONG', counted: scores, places: pointPlaces } as const]),
    ] as const;
    for (const { name, code, counted, places } of checks) {
      if (!PROJECTS.columns.includes(name)) continue;
      const column = columnOf(PROJECTS, name);
      for (const [place, { line, cells }] of PROJECTS.rows.entries()) {
        const said = units(parseDecimal(column(cells) ?? ''), places);
        if (said !== counted[place]) this.faults.add(line, code, column(cells) ?? '');
      }
    }
  }
}

function columnOf({ columns }: PbSection, name: string): Column {
  const place = columns.indexOf(name);
  return (row) => (place < 0 ? undefined : row[place]);
}

function listOf(cell: string | undefined): string[] {
  return cell === undefined || cell === '' ? [] : cell.split(',').map((each) => each.trim());
}

function isInfinite(text: string): boolean {
  return /^[-+]?(inf|infinity|∞)$/i.test(text) || text === '';
}

function units(value: Decimal | undefined, places: number): number | undefined {
  try {
    return value && inUnits(value, places);
  } catch {
    return undefined;
  }
}
