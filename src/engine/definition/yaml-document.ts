// A YAML file with the place of every value, so that a fault names the line where it was written.
import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
} from 'yaml';
import { pathText, type AuthoredPath, type DefinitionFault } from './definition-fault.ts';

export class YamlDocument {
  readonly file: string;
  readonly value: unknown;
  readonly faults: DefinitionFault[] = [];
  private readonly text: string;
  private readonly lines = new LineCounter();
  private readonly document: Document;

  /** Parses YAML 1.2 with merge keys; syntax errors, doubled keys and alias bombs become faults, and the value is then undefined. */
  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      uniqueKeys: true,
      merge: true,
      prettyErrors: false,
      version: '1.2',
    });
    for (const error of this.document.errors) {
      const code = error.code === 'DUPLICATE_KEY' ? 'DUPLICATE_KEY' : 'YAML_SYNTAX';
      this.faults.push({ file, ...this.place(error.pos[0]), path: '', code, message: error.message });
    }
    this.value = this.faults.length === 0 ? this.toValue() : undefined;
  }

  private toValue(): unknown {
    try {
      return this.document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      const message = error instanceof Error ? error.message : 'not readable';
      this.faults.push({ file: this.file, line: 1, column: 1, path: '', code: 'YAML_SYNTAX', message });
      return undefined;
    }
  }

  private place(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  /**
   * A fault at an authored path; when the path does not exist (something is missing), at its nearest existing parent.
   * @param within offset in the scalar: the place inside an expression
   */
  fault(path: AuthoredPath, code: string, message: string, within = 0): DefinitionFault {
    return {
      file: this.file,
      ...this.place(this.offsetOf(path, within)),
      path: pathText(path),
      code,
      message,
    };
  }

  private offsetOf(path: AuthoredPath, within: number): number {
    let node: unknown = this.document.contents;
    let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    for (const part of path) {
      const next = this.child(node, part);
      if (!next) return offset;
      ({ node, offset } = next);
    }
    if (within > 0 && isScalar(node) && node.range) {
      const quoted = /^["']/.test(this.text.slice(node.range[0], node.range[0] + 1)) ? 1 : 0;
      // Exact only where the file holds the expression verbatim, on one line; else the start of the value.
      const verbatim = this.text.slice(node.range[0] + quoted, node.range[0] + quoted + within);
      if (String(node.value).startsWith(verbatim)) return node.range[0] + quoted + within;
    }
    return offset;
  }

  private child(node: unknown, part: string | number): { node: unknown; offset: number } | undefined {
    const target = this.resolve(node);
    if (isSeq(target) && typeof part === 'number') {
      const item = target.items[part];
      return isNode(item) ? { node: item, offset: item.range?.[0] ?? 0 } : undefined;
    }
    if (!isMap(target)) return undefined;
    for (const pair of target.items) {
      if (!isPair(pair) || !isScalar(pair.key) || String(pair.key.value) !== String(part)) continue;
      const value = isNode(pair.value) ? pair.value : undefined;
      const scalar = isScalar(value) ? (value.range?.[0] ?? 0) : undefined;
      return { node: value, offset: scalar ?? pair.key.range?.[0] ?? 0 };
    }
    return undefined;
  }

  private resolve(node: unknown): Node | undefined {
    if (!isNode(node)) return undefined;
    return 'resolve' in node && typeof node.resolve === 'function'
      ? (node.resolve(this.document) as Node | undefined)
      : node;
  }
}
