// A YAML file with the place of every value, so that a fault names the line where it was written.
import { constructFromEvents, CORE_SCHEMA, mergeTag, parseEvents, YAMLException, type Event } from 'js-yaml';
import { pathText, type AuthoredPath, type DefinitionFault } from './definition-fault.ts';
import { isBomb, offsetOf, treeOf, type YamlNode } from './yaml-places.ts';

const schema = CORE_SCHEMA.withTags(mergeTag);

export class YamlDocument {
  readonly file: string;
  readonly value: unknown;
  readonly faults: DefinitionFault[] = [];
  private readonly text: string;
  private readonly events: Event[] = [];
  private tree: YamlNode | undefined;

  /** Parses YAML 1.2 with merge keys; a syntax error, doubled keys and alias bombs become faults, and the value is then undefined. */
  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    try {
      this.events = parseEvents(text, {});
      if (isBomb(this.events, text)) throw new YAMLException('aliases repeat each other too often');
      const [value, ...more] = constructFromEvents(this.events, { source: text, schema });
      if (more.length > 0) throw new YAMLException('one document is expected, and here are several');
      this.value = value ?? null;
    } catch (error) {
      this.faults.push(this.syntaxFault(error));
    }
  }

  private syntaxFault(error: unknown): DefinitionFault {
    const known = error instanceof YAMLException ? error : undefined;
    const message = known?.reason ?? (error instanceof Error ? error.message : 'not readable');
    const code = message === 'duplicated mapping key' ? 'DUPLICATE_KEY' : 'YAML_SYNTAX';
    return { file: this.file, ...this.place(known?.mark?.position ?? 0), path: '', code, message };
  }

  /** Lines and columns count from one. */
  private place(offset: number): { line: number; column: number } {
    const before = this.text.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  }

  /**
   * A fault at an authored path; when the path does not exist (something is missing), at its nearest existing parent.
   * @param within offset in the scalar: the place inside an expression
   */
  fault(path: AuthoredPath, code: string, message: string, within = 0): DefinitionFault {
    // Places are seldom asked for: the tree is made with the first fault.
    this.tree ??= treeOf(this.events, this.text);
    const offset = this.tree ? offsetOf(this.tree, this.text, path, within) : 0;
    return { file: this.file, ...this.place(offset), path: pathText(path), code, message };
  }
}
