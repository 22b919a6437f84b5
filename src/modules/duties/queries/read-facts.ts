// Facts from JSON and from forms: every fault with its place; a date that is stated says yes to what it belongs to.
import { readFact, readSingle, type Facts, type FactValue, type FormBody } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { FaultPlace } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { dutiesOf, factFaultText } from '../../catalogue/index.ts';

/** More unknown names than this are not listed one by one. */
const mostUnknown = 50;

/** @param raw JSON of any kind; never throws */
export function readFacts(
  app: App,
  raw: Readonly<Record<string, unknown>>,
  language: Language,
): { facts: Facts; errors: FaultPlace[] } {
  const { fields } = dutiesOf.of(app);
  const facts: Record<string, FactValue> = {};
  const errors: FaultPlace[] = [];
  const names = Object.keys(raw);
  const fault = (name: string, code: Parameters<typeof factFaultText>[0]) =>
    errors.push({
      pointer: `/facts/${name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`,
      code,
      detail: factFaultText(code, language),
    });
  for (const name of names.filter((each) => !fields.has(each)).slice(0, mostUnknown))
    fault(name, 'UNKNOWN_FIELD');
  for (const [name, field] of fields) {
    if (!Object.hasOwn(raw, name)) continue;
    const read = readFact(field, raw[name]);
    if (read.fault) fault(name, read.fault.code);
    else if (read.value !== undefined) facts[name] = read.value;
  }
  return { facts: withImplied(app, facts), errors };
}

/** Who says since when they have a dog has one, where nothing else is said and the date belongs to this fact alone. */
function withImplied(app: App, facts: Record<string, FactValue>): Facts {
  const all = dutiesOf.of(app).facts;
  for (const { id, date } of all) {
    const alone = date !== undefined && all.filter((each) => each.date === date).length === 1;
    if (alone && Object.hasOwn(facts, date) && !Object.hasOwn(facts, id)) facts[id] = true;
  }
  return facts;
}

/** What a form says: ticked facts, and the dates that belong to them. */
export interface StatedFacts {
  facts: Facts;
  /** Dates that are asked, in the order of the file, as they were typed. */
  dates: { id: string; typed: { day: string; month: string; year: string }; error: string | undefined }[];
}

/** @param ticked ids of facts; unknown ones are left out. @param body controls `hundSeit.day` and so on */
export function readStated(
  app: App,
  ticked: readonly string[],
  body: FormBody,
  language: Language,
): StatedFacts {
  const file = dutiesOf.of(app);
  const chosen = file.facts.filter(({ id }) => ticked.includes(id));
  const facts: Record<string, FactValue> = Object.fromEntries(chosen.map(({ id }) => [id, true]));
  const asked = new Set(chosen.map(({ date }) => date));
  const dates = file.dates
    .filter(({ id }) => asked.has(id))
    .map(({ id }) => {
      const part = (name: string) => {
        const value = body[`${id}.${name}`];
        return typeof value === 'string' ? value : '';
      };
      const typed = { day: part('day'), month: part('month'), year: part('year') };
      const blank = Object.values(typed).every((each) => each.trim() === '');
      const { value } = readSingle({ id, type: 'date' }, body, id, language, { lists: {} });
      if (typeof value === 'string') facts[id] = value;
      const wrong = !blank && typeof value !== 'string';
      return { id, typed, error: wrong ? factFaultText('DATE_INVALID', language) : undefined };
    });
  return { facts, dates };
}
