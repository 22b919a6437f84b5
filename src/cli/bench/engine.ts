// The engine alone: the longest worked example of each service, against reading and writing the same answers as JSON.
import { basename } from 'node:path';
import {
  evaluateTraced,
  holidayCalendar,
  loadDefinition,
  type ServiceDefinition,
} from '../../engine/index.ts';
import { readCanton } from '../../kernel/canton.ts';
import { loadOffers } from '../../modules/appointments/index.ts';
import {
  readServiceFolder,
  readSurroundings,
  serviceFolders,
} from '../../modules/catalogue/definitions/read-folder.ts';
import { loadHolidays, loadMap } from '../../modules/organisation/index.ts';
import { byTurns, median, type Figure } from './figures.ts';
import { callsPerSecond } from './load.ts';

interface Case {
  id: string;
  definition: ServiceDefinition;
  answers: unknown;
  /** JSON of the answers. */
  text: string;
  evaluate: () => void;
}

async function longestExamples(folder: string): Promise<Case[]> {
  const canton = await readCanton(folder);
  const surroundings = await readSurroundings(canton.folder);
  const { rules } = await loadHolidays(canton);
  const { offers } = await loadOffers(canton);
  const { area } = await loadMap(canton);
  const holidayOn = holidayCalendar(rules);
  const holidays = (day: string) => holidayOn(day) !== undefined;
  const cases: Case[] = [];
  for (const path of await serviceFolders(canton.folder)) {
    const files = await readServiceFolder(path);
    const loaded = loadDefinition({ ...surroundings, files, holidays, offers, area, folder: basename(path) });
    if ('faults' in loaded) throw new Error(`${path} has faults: npm run service -- check ${path}`);
    const { definition, examples, report } = loaded;
    const worked = report.results.map(({ answers }, index) => ({
      answers,
      text: JSON.stringify(answers),
      today: examples[index]?.on ?? '',
    }));
    const longest = worked.reduce((best, each) => (each.text.length > best.text.length ? each : best));
    const context = { today: longest.today, lists: surroundings.lists, holidays };
    cases.push({
      id: definition.id,
      definition,
      answers: longest.answers,
      text: longest.text,
      evaluate: () => evaluateTraced(definition, longest.answers, context),
    });
  }
  return cases;
}

/** The slowest of all, and the one with the most answers. */
export async function engine(folder: string): Promise<Figure[]> {
  const cases = await longestExamples(folder);
  // Three short looks at each, so that a moment's disturbance does not name the slowest.
  const speedOf = ({ evaluate }: Case) => median([1, 2, 3].map(() => callsPerSecond(0.1, evaluate).value));
  const speeds = cases.map((each) => ({ each, value: speedOf(each) }));
  const slowest = speeds.reduce((a, b) => (b.value < a.value ? b : a)).each;
  const longest = cases.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  const figures: Figure[] = [];
  for (const [task, each] of [
    ['evaluate-slowest', slowest],
    ['evaluate-longest', longest],
  ] as const) {
    const result = await byTurns(
      3,
      async () => callsPerSecond(1, each.evaluate),
      async () => callsPerSecond(1, () => void JSON.stringify(JSON.parse(each.text))),
    );
    figures.push({
      task,
      ...result,
      unit: 'evaluations/s',
      against: 'JSON.parse and JSON.stringify of the same answers',
      better: 'higher',
      subject: `${each.id}, ${each.text.length} characters, of ${cases.length} services`,
    });
  }
  return figures;
}
