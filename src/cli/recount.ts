// npm run recount -- FILE.pb: counts a participatory budget again, without network and without a database.
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { endWithFault, StartFault } from '../kernel/start-fault.ts';
import { TooMuchWork, type Utility } from '../voting/election.ts';
import { explain, type Explanation } from '../voting/explain.ts';
import type { PbFault } from '../voting/pb-fault.ts';
import { readPb, type PbElection } from '../voting/pb-read.ts';
import { widestLimits } from '../voting/pb-table.ts';
import { isRule, recount, ruleFor, type Recount } from '../voting/recount.ts';
import { rules } from '../voting/rules.ts';

const usage = `npm run recount -- FILE.pb [--rule RULE] [--utility cost|cardinality] [--lot ID,ID…] [--explain | --text]

Counts a participatory budget from a Pabulib file. Asks nobody: no network, no database. Prints one JSON object
{"rule","selected","spent","budget"}; with --explain also why each project was chosen or not; with --text the same in words.
RULE is by default Equal Shares with Add1, compared with greedy where the file says so; or one of
${rules.join(', ')}.
--lot gives the order in which lots were drawn for projects that nothing else tells apart; by default their ids decide.
Exit code 0: counted. 1: the file is broken (each fault with its line), or it was counted by the very rule that it names
and says that other projects were chosen (each with its line).`;

const isUtility = (text: string): text is Utility => text === 'cost' || text === 'cardinality';

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        rule: { type: 'string' },
        utility: { type: 'string', default: 'cost' },
        lot: { type: 'string' },
        explain: { type: 'boolean', default: false },
        text: { type: 'boolean', default: false },
      },
    });
    const { rule, utility } = values;
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new StartFault(usage);
    if ((rule !== undefined && !isRule(rule)) || !isUtility(utility)) throw new StartFault(usage);
    return { ...values, file, rule, utility, lot: values.lot?.split(',') };
  } catch {
    throw new StartFault(usage);
  }
}

/** At most what a file may have, so that a wrong name does not fill the memory. */
async function readBytes(name: string): Promise<Uint8Array> {
  try {
    await using file = await open(resolve(name));
    const { size } = await file.stat();
    if (size > widestLimits.bytes) throw new Error(`${size} bytes are more than ${widestLimits.bytes}`);
    return await file.readFile();
  } catch (error) {
    throw new StartFault(
      `The file can't be read (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
}

function readFile(name: string, content: Uint8Array): PbElection {
  const found = readPb(content);
  if (!('faults' in found)) return found;
  const line = ({ line: at, code, what }: PbFault) => `${name}:${at} ${code}${what ? ` ${what}` : ''}`;
  throw new StartFault(found.faults.map(line).join('\n'));
}

const amount = (value: number) => value.toLocaleString('en-CH', { maximumFractionDigits: 2 });

function inWords({ id, chosen, reason, bought, short, room, ...each }: Explanation, name?: string): string[] {
  const votes = `${amount(each.supporters)} supporters, ${amount(each.score)} ${each.score === each.supporters ? 'votes' : 'points'}`;
  const lines = [
    `${chosen ? '+' : '-'} ${id}  ${name ?? ''}`.trimEnd(),
    `    costs ${amount(each.cost)}; ${votes}`,
  ];
  if (bought)
    lines.push(
      `    bought ${chosen ? 'as' : 'by Equal Shares as'} number ${bought.round}: ${amount(bought.payingMost)} pay ${amount(bought.most)} for each vote or point, ` +
        `${amount(bought.payingLess)} all they have left (together ${amount(bought.paidByThose)}), ${amount(bought.payingNothing)} nothing; effective support ${amount(bought.effective)}` +
        (bought.tiedWith.length > 0 ? `; tied with ${bought.tiedWith.join(', ')}` : ''),
    );
  if (short)
    lines.push(
      `    its supporters have ${amount(short.left)} left; ${amount(short.missing)} are missing, since purchase ${short.since}`,
    );
  if (room !== undefined) lines.push(`    only ${amount(room)} of the budget is left beside what was chosen`);
  const plain: Partial<Record<Explanation['reason'], string>> = {
    greedy: 'among the most supported that fit the budget',
    added: 'added with what Equal Shares left of the budget',
    'dearer-than-budget': 'costs more than the whole budget',
    'no-support': 'nobody voted for it',
    'below-threshold': 'has less support than the file demands',
    'after-stop': 'comes after the first project that did not fit, where this rule ends',
    'greedy-preferred': 'more voters prefer the result of greedy, which leaves it out',
  };
  const words = plain[reason];
  return words ? [...lines, `    ${words}`] : lines;
}

function textOf(pb: PbElection, { outcome, tally }: Recount, utility: Utility): string {
  const { unit, budget } = pb.election;
  const { comparison, shares, overspend } = outcome;
  const lines = [
    `${outcome.rule}: ${outcome.chosen.length} of ${pb.election.projects.length} projects, ${amount(outcome.spent / unit)} of ${amount(budget / unit)} ${pb.meta.get('currency') ?? ''}`.trimEnd(),
  ];
  const voters = pb.election.ballots.length;
  if (shares)
    lines.push(
      `Each of ${amount(voters)} voters has a share of ${amount(shares.money / voters / unit)} (${shares.runs} runs).` +
        (overspend
          ? ` With ${amount(overspend.money / voters / unit)} it would cost ${amount(overspend.cost / unit)}.`
          : ''),
    );
  if (comparison)
    lines.push(
      `${amount(comparison.equalShares)} voters have more of their projects by Equal Shares, ${amount(comparison.greedy)} by greedy, ${amount(comparison.indifferent)} as many.`,
    );
  const each = explain(pb.election, tally, outcome, utility);
  return [...lines, ...each.flatMap((one, place) => inWords(one, pb.names[place]))].join('\n');
}

try {
  const { file, rule, utility, lot, explain: explained, text } = readArguments();
  const pb = readFile(file, await readBytes(file));
  const { election } = pb;
  const chosenRule = rule ?? ruleFor(pb);
  const counted = recount(pb, chosenRule, { utility, ...(lot && { lot }) });
  const { outcome, tally, compared, differences } = counted;
  const result = {
    rule: outcome.rule,
    selected: outcome.chosen.map((place) => election.projects[place]?.id),
    spent: outcome.spent / election.unit,
    budget: election.budget / election.unit,
    ...(explained && { projects: explain(election, tally, outcome, utility) }),
  };
  console.log(text ? textOf(pb, counted, utility) : JSON.stringify(result));
  if (compared && differences.length > 0)
    throw new StartFault(
      differences
        .map(({ line, id, selected }) =>
          selected
            ? `${file}:${line} project ${id} is marked as chosen, but this count does not choose it`
            : `${file}:${line} project ${id} is not marked as chosen, but this count chooses it`,
        )
        .join('\n'),
    );
} catch (error) {
  if (error instanceof TooMuchWork)
    endWithFault(new StartFault(`${error.message}: shares are very large beside one of the currency.`));
  endWithFault(error);
}
