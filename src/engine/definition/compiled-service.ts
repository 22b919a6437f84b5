// A definition made ready to run: every expression compiled once and kept as long as the definition lives.
import {
  compileExpression,
  compileUnaryTests,
  type CompiledExpression,
  type CompiledTest,
} from '../feel/compile.ts';
import { fieldKinds } from '../fields/index.ts';
import type { FieldKind } from '../fields/field-kind.ts';
import type { FieldDefinition, PageDefinition, RuleDefinition, ServiceDocument } from './schema.ts';

/** The keys that an object of answers may have, each with its place among the values that are read of it. */
export type Slots = ReadonlyMap<string, number>;

export interface CompiledField {
  definition: FieldDefinition;
  /** Its place in the slots: of the answers, or of an item. */
  slot: number;
  kind: FieldKind;
  when: CompiledExpression | undefined;
  value: CompiledExpression | undefined;
  checks: { id: string; that: CompiledExpression }[];
}

export interface CompiledPage {
  definition: PageDefinition;
  /** Of a repeat: its place in the slots of the answers. */
  slot: number;
  when: CompiledExpression | undefined;
  fields: CompiledField[];
  /** Keys of an item, where the page repeats. */
  itemKeys: Slots;
}

export interface CompiledTable {
  hit: 'first' | 'unique';
  inputs: CompiledExpression[];
  rows: { cells: CompiledTest[]; result: CompiledExpression }[];
}

export interface CompiledRule {
  id: string;
  formula: CompiledExpression | undefined;
  table: CompiledTable | undefined;
}

export interface CompiledService {
  pages: CompiledPage[];
  /** Keys that answers may have: field ids and repeat ids. */
  answerKeys: Slots;
  rules: CompiledRule[];
  fees: { id: string; amount: CompiledExpression; when: CompiledExpression | undefined }[];
  decideAtOnce: CompiledExpression | undefined;
}

const compiled = new WeakMap<ServiceDocument, CompiledService>();

/** The compiled form of a definition that has passed the loader. */
export function compileService(service: ServiceDocument): CompiledService {
  let result = compiled.get(service);
  if (!result) {
    result = compileAll(service);
    compiled.set(service, result);
  }
  return result;
}

const optionally = (source: string | undefined) =>
  source === undefined ? undefined : compileExpression(source);

const slotsOf = (keys: readonly string[]): Slots => new Map(keys.map((key, slot) => [key, slot]));

function compileAll(service: ServiceDocument): CompiledService {
  const answerKeys = slotsOf([
    ...new Set(
      service.pages.flatMap((page) =>
        page.repeat ? [page.repeat.id] : page.fields.map((field) => field.id),
      ),
    ),
  ]);
  const pages = service.pages.map((page) => {
    const itemKeys = slotsOf([...new Set(page.repeat ? page.fields.map((field) => field.id) : [])]);
    const slots = page.repeat ? itemKeys : answerKeys;
    return {
      definition: page,
      slot: answerKeys.get(page.repeat?.id ?? '') ?? -1,
      when: optionally(page.when),
      fields: page.fields.map((field) => compileField(field, slots.get(field.id) ?? -1)),
      itemKeys,
    };
  });
  return {
    pages,
    answerKeys,
    rules: Object.entries(service.rules ?? {}).map(([id, rule]) => compileRule(id, rule)),
    fees: service.fees.map((fee) => ({
      id: fee.id,
      amount: compileExpression(fee.amount),
      when: optionally(fee.when),
    })),
    decideAtOnce: optionally(service.process.decideAtOnce),
  };
}

function compileField(field: FieldDefinition, slot: number): CompiledField {
  return {
    definition: field,
    slot,
    kind: fieldKinds[field.type],
    when: optionally(field.when),
    value: field.type === 'calculated' ? optionally(field.value) : undefined,
    checks: (field.checks ?? []).map((check) => ({ id: check.id, that: compileExpression(check.that) })),
  };
}

/** The FEEL text of a table cell: YAML numbers and booleans stand for themselves. */
export const cellText = (cell: string | number | boolean): string => String(cell);

function compileRule(id: string, rule: RuleDefinition): CompiledRule {
  if ('value' in rule) return { id, formula: compileExpression(rule.value), table: undefined };
  const rows = rule.rows.map((row) => ({
    cells: row.slice(0, -1).map((cell) => compileUnaryTests(cellText(cell))),
    result: compileExpression(cellText(row.at(-1) ?? 'null')),
  }));
  return {
    id,
    formula: undefined,
    table: { hit: rule.hit, inputs: rule.inputs.map(compileExpression), rows },
  };
}
