// All ballots of a budget after its end, without whose they are: as an election to count, and as a file for everyone.
import { createHash } from 'node:crypto';
import type { App } from '../../../../kernel/app.ts';
import { impersonal } from '../../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../../kernel/errors.ts';
import { weightsOf } from '../../../../voting/ballots.ts';
import type { Election } from '../../../../voting/election.ts';
import { writePb } from '../../../../voting/pb-write.ts';
import { count } from '../../../../voting/rules.ts';
import { tallyOf } from '../../../../voting/tally.ts';
import { votingIsOver } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { receiptOf } from '../../../../voting/secret/box.ts';
import { ballotsInBox, fewestPublished } from '../../secret/published-box.ts';
import { countGently } from './count-gently.ts';
import { ballotRules, budgetOf } from './part.ts';
import { readVote } from './vote-text.ts';
import type { BudgetResult } from './result-bands.tsx';

/** What a contribution of the act `vote` holds. */
export interface CastBallot {
  projects: readonly string[];
  points?: readonly number[];
  /** Under which it is published. Of an open vote whoever reads the database can tell whose it is until participants are forgotten. */
  receipt: string;
}

export const rule = 'equalshares/add1';

/** Of the box: published with the proof that each is genuine, and nobody's. */
async function secretBallots(app: App, process: Process): Promise<CastBallot[]> {
  const ballots = await ballotsInBox(app, process);
  return Promise.all(
    ballots.map(async (ballot) => ({
      projects: [],
      ...readVote(ballot.vote),
      receipt: await receiptOf(process.id, ballot),
    })),
  );
}

async function castBallots(app: App, process: Process): Promise<CastBallot[]> {
  if (!votingIsOver(process, app.clock.today())) throw new Fault('NOT_FOUND');
  if (process.ballots === 'secret') return secretBallots(app, process);
  const rows = await impersonal(app, 'published', (db) =>
    db
      .selectFrom('participation.contribution')
      .select('data')
      .where('process_id', '=', process.id)
      .where('act', '=', 'vote')
      .execute(),
  );
  const key = (each: CastBallot) => createHash('sha256').update(each.receipt).digest('hex');
  // An order that says nothing about when somebody has voted.
  return rows.map(({ data }) => data as unknown as CastBallot).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function electionOf(process: Process, ballots: readonly CastBallot[]): Election {
  const { amount, projects } = budgetOf(process);
  const rules = ballotRules(process);
  const places = new Map(projects.map(({ id }, place) => [id, place]));
  return {
    kind: rules.kind,
    unit: 1,
    budget: amount,
    projects: projects.map(({ id, cost }) => ({ id, cost })),
    ballots: ballots.map((each) => {
      const weights = weightsOf(rules, each);
      // A project that was taken out of the definition counts no more.
      const known = each.projects.flatMap((id, at) => {
        const place = places.get(id);
        return place === undefined ? [] : [{ place, weight: weights[at] ?? 0 }];
      });
      return { projects: known.map(({ place }) => place), weights: known.map(({ weight }) => weight) };
    }),
  };
}

type Counted = Omit<BudgetResult, 'names'> & { ballots: readonly CastBallot[] };
/** Ballots don't change any more once they are published. */
const counted = new WeakMap<Process, Promise<Counted>>();

/** @throws Fault NOT_FOUND as long as people vote */
export async function countedBudget(app: App, process: Process): Promise<Counted> {
  if (!votingIsOver(process, app.clock.today())) throw new Fault('NOT_FOUND');
  const known = counted.get(process);
  if (known) return known;
  const work = (async () => {
    const ballots = await castBallots(app, process);
    const election = electionOf(process, ballots);
    const tally = tallyOf(election);
    const outcome = await countGently(election, rule, tally);
    return {
      ballots,
      election,
      tally,
      outcome,
      greedy: count(election, 'greedy', {}, tally),
      currency: 'CHF',
    };
  })();
  counted.set(process, work);
  // What has failed is tried again.
  work.catch(() => counted.delete(process));
  return work;
}

/** The file that `npm run recount` and others count. @throws Fault NOT_FOUND as long as people vote, BALLOTS_TOO_FEW */
export async function ballotFile(app: App, process: Process): Promise<string> {
  const { ballots, outcome } = await countedBudget(app, process);
  if (ballots.length < fewestPublished) throw new Fault('BALLOTS_TOO_FEW');
  const { amount, projects } = budgetOf(process);
  const [language = 'de'] = process.languages;
  const first = process.phases.find(({ takes }) => takes.includes('vote'))?.from ?? '';
  const last = process.phases.find(({ from }) => from > first)?.from ?? first;
  const day = (iso: string) => iso.split('-').toReversed().join('.');
  const chosen = new Set(outcome.chosen);
  return writePb({
    about: {
      description: process.title[language],
      country: 'Switzerland',
      unit: app.canton.name[language],
      instance: process.id,
      date_begin: day(first),
      date_end: day(last),
    },
    more: { language, currency: 'CHF', ...(process.invented && { experimental: '1' }) },
    rule,
    rules: ballotRules(process),
    budget: amount,
    unit: 1,
    projects: projects.map(({ id, cost, title }, place) => ({
      id,
      cost,
      name: title[language],
      selected: chosen.has(place),
    })),
    votes: ballots.map(({ receipt, ...vote }) => ({ voter: receipt, ...vote })),
  });
}
