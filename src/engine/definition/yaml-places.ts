// Where each value of a YAML file stands, from the events of its parser.
import { EVENT_ID, getScalarValue, SCALAR_STYLE, type Event, type ScalarEvent } from 'js-yaml';
import type { AuthoredPath } from './definition-fault.ts';

/** A value with the offset where it begins; an alias is the node that it names. */
export interface YamlNode {
  start: number;
  scalar?: ScalarEvent;
  items?: YamlNode[];
  entries?: { key: string; keyStart: number; value: YamlNode }[];
  /** How many values it stands for with all aliases written out. */
  weight: number;
}

/** A file of a canton has some thousand values; aliases that stand for more than this are no abbreviation. */
const heaviest = 100_000;

/** Whether few aliases stand for very many values: the "billion laughs" attack. */
export function isBomb(events: readonly Event[], text: string): boolean {
  return (
    events.some((event) => event.type === EVENT_ID.ALIAS) && (treeOf(events, text)?.weight ?? 0) > heaviest
  );
}

/** The tree of the first document; undefined when there is none. */
export function treeOf(events: readonly Event[], text: string): YamlNode | undefined {
  const anchors = new Map<string, YamlNode>();
  let at = 1;
  const anchored = (event: { anchorStart: number; anchorEnd: number }, node: YamlNode) => {
    if (event.anchorStart >= 0) anchors.set(text.slice(event.anchorStart, event.anchorEnd), node);
    return node;
  };
  const next = (): YamlNode | undefined => {
    const event = events[at++];
    if (event?.type === EVENT_ID.SCALAR)
      return anchored(event, { start: scalarStart(event), scalar: event, weight: 1 });
    if (event?.type === EVENT_ID.ALIAS)
      return anchors.get(text.slice(event.anchorStart, event.anchorEnd)) ?? { start: 0, weight: 1 };
    if (event?.type === EVENT_ID.SEQUENCE) {
      const node = anchored(event, { start: event.start, items: [], weight: 1 });
      for (let item = next(); item; item = next()) {
        node.items?.push(item);
        node.weight += item.weight;
      }
      return node;
    }
    if (event?.type !== EVENT_ID.MAPPING) return undefined;
    const node = anchored(event, { start: event.start, entries: [], weight: 1 });
    for (let key = next(); key; key = next()) {
      const value = next();
      if (!value) break;
      const name = key.scalar ? getScalarValue(text, key.scalar) : '';
      node.entries?.push({ key: name, keyStart: key.start, value });
      node.weight += value.weight;
    }
    return node;
  };
  return events[0]?.type === EVENT_ID.DOCUMENT ? next() : undefined;
}

const quoted = ({ style }: ScalarEvent) =>
  style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;

/** With its quotation mark. */
const scalarStart = (scalar: ScalarEvent) => scalar.valueStart - (quoted(scalar) ? 1 : 0);

const isBlock = ({ style }: ScalarEvent) =>
  style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;

/**
 * The offset of what stands at a path, or of its nearest parent that exists. A text on the line of its key has its own
 * place; maps, lists and texts in blocks have that of their key.
 * @param within offset inside the text; exact only where the file holds it verbatim
 */
export function offsetOf(root: YamlNode, text: string, path: AuthoredPath, within: number): number {
  let node = root;
  let offset = root.start;
  for (const part of path) {
    if (node.items && typeof part === 'number') {
      const item = node.items[part];
      if (!item) return offset;
      node = item;
      offset = item.start;
      continue;
    }
    const entry = node.entries?.find(({ key }) => key === String(part));
    if (!entry) return offset;
    node = entry.value;
    offset = node.scalar && !isBlock(node.scalar) ? node.start : entry.keyStart;
  }
  const { scalar } = node;
  if (within === 0 || !scalar) return offset;
  const verbatim = text.slice(scalar.valueStart, scalar.valueStart + within);
  return getScalarValue(text, scalar).startsWith(verbatim) ? scalar.valueStart + within : offset;
}
