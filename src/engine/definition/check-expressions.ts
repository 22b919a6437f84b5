// Type-checks every expression of a definition in its place, and finds cycles.
import {
  inferExpression,
  inferUnaryTests,
  type FeelFault,
  type FeelScope,
  type Inference,
} from '../feel/infer.ts';
import { booleanType, fits, join, nullType, numberType, typeName, type FeelType } from '../feel/types.ts';
import type { Lists } from '../fields/field-kind.ts';
import { cellText } from './compiled-service.ts';
import { dependencyPaths, type DependencyNode } from './cycles.ts';
import type { AuthoredPath, DefinitionFault } from './definition-fault.ts';
import type { FieldDefinition, LetterId, RuleDefinition, ServiceDocument } from './schema.ts';
import { Scopes } from './scopes.ts';
import type { YamlDocument } from './yaml-document.ts';

export function checkExpressions(
  service: ServiceDocument,
  document: YamlDocument,
  lists: Lists,
  faults: DefinitionFault[],
): Scopes {
  const check = new ExpressionCheck(service, document, lists, faults);
  check.run();
  return check.scopes;
}

class ExpressionCheck {
  readonly scopes: Scopes;
  private readonly service: ServiceDocument;
  private readonly document: YamlDocument;
  private readonly faults: DefinitionFault[];
  private readonly pathBetween: (from: DependencyNode, to: DependencyNode) => DependencyNode[] | undefined;

  constructor(service: ServiceDocument, document: YamlDocument, lists: Lists, faults: DefinitionFault[]) {
    this.service = service;
    this.document = document;
    this.faults = faults;
    this.scopes = new Scopes(service, lists);
    this.pathBetween = dependencyPaths(service);
  }

  run(): void {
    this.service.pages.forEach((page, index) => {
      this.condition(
        page.when,
        this.scopes.onPath({ page: index, field: 0 }),
        ['pages', index, 'when'],
        `pages.${page.id}`,
      );
      page.fields.forEach((field, f) => this.field(field, index, f, page.repeat !== undefined));
      const whole = this.scopes.onPath({ page: index, field: page.fields.length });
      page.fields.forEach((field, f) =>
        field.checks?.forEach((check, c) =>
          this.condition(check.that, whole, ['pages', index, 'fields', f, 'checks', c, 'that'], undefined),
        ),
      );
    });
    for (const [id, rule] of Object.entries(this.service.rules ?? {})) this.rule(id, rule);
    const after = this.scopes.afterPath();
    this.service.fees.forEach((fee, index) => {
      this.condition(fee.when, after, ['fees', index, 'when'], undefined);
      this.expect(fee.amount, after, numberType, ['fees', index, 'amount'], undefined);
    });
    this.condition(this.service.process.decideAtOnce, after, ['process', 'decideAtOnce'], undefined);
    for (const id of Object.keys(this.service.letters) as LetterId[])
      for (const [name, source] of Object.entries(this.service.letters[id]?.vars ?? {}))
        this.letterVariable(source, after, ['letters', id, 'vars', name]);
  }

  private field(field: FieldDefinition, page: number, index: number, inRepeat: boolean): void {
    const scope = this.scopes.onPath({ page, field: index });
    const path = ['pages', page, 'fields', index];
    this.condition(field.when, scope, [...path, 'when'], field.id);
    if (field.type !== 'calculated' || field.value === undefined) return;
    const { type } = this.infer(field.value, scope, [...path, 'value'], field.id);
    if (type.kind === 'context' || type.kind === 'function' || type.kind === 'range')
      this.fault(
        [...path, 'value'],
        'RESULT_TYPE',
        `A calculated value can't be shown as ${typeName(type)}.`,
      );
    this.scopes.setComputed(field.id, type, inRepeat ? page : undefined);
  }

  private rule(id: string, rule: RuleDefinition): void {
    const scope = this.scopes.afterPath(id);
    if ('value' in rule) {
      this.scopes.setComputed(id, this.infer(rule.value, scope, ['rules', id, 'value'], id).type);
      return;
    }
    const inputs = rule.inputs.map(
      (input, index) => this.infer(input, scope, ['rules', id, 'inputs', index], id).type,
    );
    const results = rule.rows.map((row, r): FeelType => {
      const path = ['rules', id, 'rows', r];
      if (row.length !== inputs.length + 1)
        this.fault(
          path,
          'ROW_LENGTH',
          `A row has one cell for each of the ${inputs.length} inputs and a result; this one has ${row.length}.`,
        );
      row.slice(0, -1).forEach((cell, c) => {
        const input = inputs[c];
        if (input) this.report(inferUnaryTests(cellText(cell), scope, input), [...path, c], id);
      });
      return this.infer(cellText(row.at(-1) ?? 'null'), scope, [...path, row.length - 1], id).type;
    });
    const type = results.reduce(join, nullType);
    if (type.kind === 'any' && results.every((each) => each.kind !== 'any'))
      this.fault(
        ['rules', id, 'rows'],
        'WRONG_TYPE',
        `The results are of different types: ${[...new Set(results.map(typeName))].join(', ')}.`,
      );
    this.scopes.setComputed(id, type);
  }

  private letterVariable(source: string, scope: FeelScope, path: AuthoredPath): void {
    const { type } = this.infer(source, scope, path, undefined);
    // A field by itself is printed as it reads everywhere: an address on a line, an appointment in words.
    const isField = this.service.pages.some(
      (page) => !page.repeat && page.fields.some(({ id }) => id === source.trim()),
    );
    if (isField && type.kind === 'context') return;
    if (['context', 'list', 'function', 'range'].includes(type.kind))
      this.fault(
        path,
        'RESULT_TYPE',
        `A letter can't print ${typeName(type)}; make it a text, a number, a date or yes/no.`,
      );
  }

  private condition(
    source: string | undefined,
    scope: FeelScope,
    path: AuthoredPath,
    node: DependencyNode | undefined,
  ): void {
    if (source !== undefined) this.expect(source, scope, booleanType, path, node);
  }

  private expect(
    source: string,
    scope: FeelScope,
    wanted: FeelType,
    path: AuthoredPath,
    node: DependencyNode | undefined,
  ): void {
    const { type, faults } = this.infer(source, scope, path, node);
    if (faults.length === 0 && !fits(type, wanted))
      this.fault(path, 'RESULT_TYPE', `The result must be ${typeName(wanted)}, but it is ${typeName(type)}.`);
  }

  private infer(
    source: string,
    scope: FeelScope,
    path: AuthoredPath,
    node: DependencyNode | undefined,
  ): Inference {
    return this.report(inferExpression(source, scope), path, node);
  }

  private report(inference: Inference, path: AuthoredPath, node: DependencyNode | undefined): Inference {
    for (const fault of inference.faults) {
      const { code, message, from } = this.asCycle(fault, node);
      this.faults.push(this.document.fault(path, code, message, from));
    }
    return inference;
  }

  /** A name used before it is known is a cycle when what it stands for depends on this very place. */
  private asCycle(fault: FeelFault, node: DependencyNode | undefined): FeelFault {
    if (fault.code !== 'FORWARD_REFERENCE' || fault.name === undefined || node === undefined) return fault;
    const way = this.pathBetween(fault.name, node);
    if (!way) return fault;
    return { ...fault, code: 'CYCLE', message: `Depends on itself: ${[node, ...way].join(' → ')}.` };
  }

  private fault(path: AuthoredPath, code: string, message: string): void {
    this.faults.push(this.document.fault(path, code, message));
  }
}
