// definition + answers + day -> path, faults, pruned answers, fee, decision, deadline. Total: no answers make it throw.
import { isRecord } from '../is-record.ts';
import {
  compileService,
  type CompiledField,
  type CompiledPage,
  type CompiledService,
  type Slots,
} from '../definition/compiled-service.ts';
import type { ServiceDocument } from '../definition/schema.ts';
import { promisedDay } from '../deadline/working-days.ts';
import { feelToJson, todayFunction, type FeelValues } from '../feel/compile.ts';
import { Work } from '../feel/work.ts';
import type { ValueFault } from '../fields/field-kind.ts';
import { runTable } from './decision-table.ts';
import { sumFee } from './fee.ts';
import type { AnswerFault, Answers, EvaluateContext, Evaluation } from './evaluation.ts';

/** More unknown keys than this are not listed one by one. */
const mostUnknownKeys = 50;

/** Everything the steps share; `values` is what FEEL sees. */
interface Run {
  context: EvaluateContext;
  values: FeelValues;
  work: Work;
  faults: AnswerFault[];
  answers: Answers;
  /** Page of each fault, by index; faults of unknown keys belong to none. */
  faultPages: (string | null)[];
  page: string | null;
  trace: Trace;
}

/** What an onlooker may want to know of an evaluation. */
export interface Trace {
  /** Rows of a decision table that fit. */
  row?: (rule: string, rows: number[]) => void;
  /** Pointer of a field that is asked (its conditions hold), answered or not. */
  field?: (pointer: string) => void;
}

/**
 * Evaluates answers against a definition, in this order:
 * 1. unknown keys become faults and are dropped;
 * 2. page by page: its `when` decides whether it is on the path; then field by field its `when`, its reading, its faults;
 *    then the page's `checks`, which see the whole page;
 * 3. rules in their order; 4. fees; 5. decision; 6. deadline.
 * A value with a fault counts as not answered (null) in every expression. Never throws, whatever JSON the answers are.
 * Loops and lists cost steps of work; when they are used up, nothing more is computed and the answers have a fault.
 */
export function evaluate(service: ServiceDocument, answers: unknown, context: EvaluateContext): Evaluation {
  return evaluateTraced(service, answers, context);
}

/** As `evaluate`, and tells an onlooker: for the worked examples' coverage, and for forms that show what is asked now. */
export function evaluateTraced(
  service: ServiceDocument,
  answers: unknown,
  context: EvaluateContext,
  trace: Trace = {},
): Evaluation {
  const compiled = compileService(service);
  const values: FeelValues = Object.create(null) as FeelValues;
  values['today'] = todayFunction(context.today);
  const work = new Work();
  const run: Run = { context, values, work, faults: [], answers: {}, faultPages: [], page: null, trace };
  const raw = readObject(run, answers, '', compiled.answerKeys);
  const path = walkPages(run, compiled, raw);
  const rules = runRules(run, compiled);
  const { fee, certain } = computeFee(run, compiled);
  const simple = run.faults.length === 0 && certain && compiled.decideAtOnce?.run(values, work) === true;
  if (work.exceeded) addFault(run, '', { code: 'TOO_MUCH_WORK' });
  const complete = run.faults.length === 0;
  const atOnce = complete && simple;
  return {
    path,
    next: run.faultPages.find((page) => page !== null) ?? null,
    faults: run.faults,
    answers: run.answers,
    fee,
    decision: complete ? (atOnce ? 'at-once' : 'by-staff') : null,
    deadline:
      complete && !atOnce
        ? promisedDay(context.today, service.process.promise.workingDays, context.holidays)
        : null,
    rules,
  };
}

function addFault(run: Run, pointer: string, { code, part, params }: ValueFault): void {
  run.faults.push({
    pointer: part === undefined ? pointer : `${pointer}/${escapePointer(part)}`,
    code,
    params: params ?? {},
  });
  run.faultPages.push(run.page);
}

const escapePointer = (part: string): string => part.replace(/~/g, '~0').replace(/\//g, '~1');

/** The object's own known keys only, by their slots: `__proto__` and the like count as unknown keys. */
function readObject(run: Run, raw: unknown, pointer: string, known: Slots): readonly unknown[] {
  const found: unknown[] = [];
  found.length = known.size;
  if (!isRecord(raw)) {
    if (raw !== undefined && raw !== null) addFault(run, pointer, { code: 'TYPE' });
    return found;
  }
  let unknown = 0;
  // All values at once: to look each up by its key would take as long as all the rest.
  const values = Object.values(raw);
  const keys = Object.keys(raw);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? '';
    const slot = known.get(key);
    if (slot !== undefined) found[slot] = values[index];
    else if (++unknown <= mostUnknownKeys)
      addFault(run, pointer, { code: 'UNKNOWN_FIELD', part: key.slice(0, 100) });
  }
  return found;
}

function walkPages(run: Run, compiled: CompiledService, raw: readonly unknown[]): string[] {
  const onPath: Record<string, boolean> = {};
  run.values['pages'] = onPath;
  for (const page of compiled.pages) if (page.definition.repeat) run.values[page.definition.repeat.id] = [];
  const path: string[] = [];
  for (const page of compiled.pages) {
    const { id } = page.definition;
    run.page = id;
    const asked = page.when === undefined || page.when.run(run.values, run.work) === true;
    onPath[id] = asked && walkPage(run, page, raw);
    if (onPath[id]) path.push(id);
  }
  run.page = null;
  return path;
}

/** Whether the page has anything to ask. */
function walkPage(run: Run, page: CompiledPage, raw: readonly unknown[]): boolean {
  const { repeat } = page.definition;
  if (!repeat) return walkFields(run, page.fields, raw, run.answers, '');
  const items = readItems(run, raw[page.slot], repeat.id, repeat.min, repeat.max);
  const results: Answers[] = [];
  const seen: FeelValues[] = [];
  run.answers[repeat.id] = results;
  run.values[repeat.id] = seen;
  items.forEach((item, index) => {
    const pointer = `/${repeat.id}/${index}`;
    const answers: Answers = {};
    const rawItem = readObject(run, item, pointer, page.itemKeys);
    seen.push(
      withOwnNames(run.values, page.fields, () => walkFields(run, page.fields, rawItem, answers, pointer)),
    );
    results.push(answers);
  });
  if (results.length === 0) delete run.answers[repeat.id];
  return true;
}

/** Inside a repeat the item's fields are known by their bare id; afterwards the names mean again what they meant. */
function withOwnNames(values: FeelValues, fields: readonly CompiledField[], walk: () => void): FeelValues {
  const before = fields.map(({ definition: { id } }) => values[id]);
  walk();
  const own: FeelValues = {};
  fields.forEach(({ definition: { id } }, index) => {
    own[id] = values[id] ?? null;
    values[id] = before[index];
  });
  return own;
}

function readItems(run: Run, raw: unknown, id: string, min: number, max: number): unknown[] {
  const pointer = `/${id}`;
  if (raw !== undefined && raw !== null && !Array.isArray(raw)) {
    addFault(run, pointer, { code: 'TYPE' });
    return [];
  }
  const items: unknown[] = raw ?? [];
  if (items.length > max) addFault(run, pointer, { code: 'TOO_MANY_ITEMS', params: { max } });
  if (items.length < min) addFault(run, pointer, { code: 'TOO_FEW_ITEMS', params: { min } });
  return items.slice(0, max);
}

function walkFields(
  run: Run,
  fields: readonly CompiledField[],
  raw: readonly unknown[],
  answers: Answers,
  parent: string,
): boolean {
  const { values, work, trace } = run;
  // Answered, and with checks.
  const checked: CompiledField[] = [];
  let asked = 0;
  for (const field of fields) {
    // In an item: as long as nothing has been read, the name must not mean what it means outside.
    if (parent !== '') values[field.definition.id] = null;
    if (field.when !== undefined && field.when.run(values, work) !== true) continue;
    asked++;
    trace.field?.(`${parent}/${field.definition.id}`);
    if (readField(run, field, raw[field.slot], answers, parent) && field.checks.length > 0)
      checked.push(field);
  }
  for (const field of checked)
    for (const check of field.checks)
      // Null means: depends on something not answered, whose own fault says so.
      if (check.that.run(values, work) === false)
        addFault(run, `${parent}/${field.definition.id}`, { code: 'CHECK', params: { check: check.id } });
  return asked > 0;
}

/** Reads one answer; whether it is answered without fault. */
function readField(run: Run, field: CompiledField, raw: unknown, answers: Answers, parent: string): boolean {
  const { values } = run;
  const { definition, kind } = field;
  const { id } = definition;
  if (field.value !== undefined) {
    const value = field.value.run(values, run.work);
    values[id] = value;
    const json = feelToJson(value);
    if (json !== null) answers[id] = json;
    return value !== null;
  }
  if (kind.isBlank(raw)) {
    if (!definition.optional && definition.type !== 'calculated')
      addFault(run, `${parent}/${id}`, { code: 'REQUIRED' });
    return false;
  }
  const { value, faults } = kind.parse(raw, definition, run.context);
  if (value !== undefined) answers[id] = value;
  for (const fault of faults) addFault(run, `${parent}/${id}`, fault);
  if (faults.length > 0 || value === undefined) return false;
  values[id] = kind.toFeel(value);
  return true;
}

function runRules(run: Run, compiled: CompiledService): Record<string, unknown> {
  const results: Record<string, unknown> = {};
  for (const rule of compiled.rules) {
    let value: unknown = null;
    if (rule.formula) value = rule.formula.run(run.values, run.work);
    else if (rule.table) {
      const result = runTable(rule.table, run.values, run.work);
      run.trace.row?.(rule.id, result.hits);
      value = result.value;
    }
    run.values[rule.id] = value;
    results[rule.id] = feelToJson(value);
  }
  return results;
}

/** An amount that can't be computed is left out; the decision is then for people (`certain` false). */
function computeFee(run: Run, compiled: CompiledService): { fee: Evaluation['fee']; certain: boolean } {
  const items: { id: string; francs: number }[] = [];
  let certain = true;
  for (const fee of compiled.fees) {
    if (fee.when !== undefined && fee.when.run(run.values, run.work) !== true) continue;
    const francs = fee.amount.run(run.values, run.work);
    if (typeof francs === 'number' && Math.abs(francs) <= 1e9) items.push({ id: fee.id, francs });
    else certain = false;
  }
  return { fee: sumFee(items), certain };
}
