// XML of banks as a tree with the line of each element: what is wrong with a file is said at its place.
import { Parser } from 'saxen';

export interface Node {
  /** Without its prefix. */
  name: string;
  attributes: Record<string, string>;
  /** Without blanks around it; of a node with others in it nothing. */
  text: string;
  children: Node[];
  /** Counted from 1. */
  line: number;
}

export interface XmlFault {
  line: number;
  /** What the reader of XML says. */
  message: string;
}

const deepest = 40;
/** More than a bank puts in one file; a reader must not be made to hold a file without end. */
const mostNodes = 2_000_000;

/** What no XML may hold, not even as an entity (XML 1.0, 2.2), and no database keeps; each half of a pair alone, too. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** @returns the root, or the first fault; a document type is one, since nothing but attacks has it */
export function readXmlTree(xml: string): { root: Node } | { fault: XmlFault } {
  const top: Node = { name: '', attributes: {}, text: '', children: [], line: 1 };
  const open = [top];
  let fault: XmlFault | undefined;
  let count = 0;
  const stop = (line: number, message: string) => {
    fault ??= { line, message };
  };
  const notAllowed = 'a character that XML does not allow';
  const add = (node: Node, text: string) => {
    if (forbidden.test(text)) stop(node.line, notAllowed);
    node.text += text;
  };
  // The place costs a pass over all before it: asked for each element, long files would take for ever.
  const lines = lineCounter(xml);
  const parser = new Parser()
    .on('openTag', (name, attributes, decode) => {
      if (fault) return;
      const line = lines.next(name);
      const given = Object.entries(attributes()).map(([key, value]) => [key, decode(value)]);
      if (given.some(([, value]) => forbidden.test(value ?? ''))) stop(line, notAllowed);
      const node = {
        name: localName(name),
        attributes: Object.fromEntries(given),
        text: '',
        children: [],
        line,
      };
      open.at(-1)?.children.push(node);
      open.push(node);
      count += 1;
      if (open.length > deepest) stop(line, 'elements too deep');
      if (count > mostNodes) stop(line, 'too many elements');
    })
    .on('closeTag', () => void open.pop())
    .on('text', (text, decode) => {
      const node = open.at(-1);
      if (node && !fault) add(node, decode(text));
    })
    .on('cdata', (text) => {
      const node = open.at(-1);
      if (node && !fault) add(node, text);
    })
    .on('attention', () => stop(lines.line(), 'a document type is not allowed'))
    .on('warn', (error, place) => stop(place().line + 1, error.message))
    .on('error', (error, place) => stop(place().line + 1, error.message));
  try {
    parser.parse(xml);
  } catch (error) {
    stop(lines.line(), error instanceof Error ? error.message : 'unreadable');
  }
  const unclosed = open.length > 1 ? open.at(-1) : undefined;
  if (unclosed) stop(unclosed.line, `${unclosed.name} does not end`);
  const [root, ...others] = top.children;
  if (!fault && (!root || others.length > 0 || top.text.trim() !== ''))
    stop(1, 'no element that holds all others');
  if (fault || !root) return { fault: fault ?? { line: 1, message: 'unreadable' } };
  trim(root);
  return { root };
}

/** Lines of the opening tags in their order, in one pass. */
function lineCounter(xml: string) {
  let at = 0;
  let line = 1;
  return {
    next(name: string): number {
      const found = xml.indexOf(`<${name}`, at);
      if (found < 0) return line;
      for (
        let newline = xml.indexOf('\n', at);
        newline >= 0 && newline < found;
        newline = xml.indexOf('\n', newline + 1)
      )
        line += 1;
      at = found + 1;
      return line;
    },
    line: () => line,
  };
}

function trim(node: Node): void {
  node.text = node.children.length > 0 ? '' : node.text.trim();
  node.children.forEach(trim);
}

/** The first node at a path of names. */
export function nodeAt(node: Node | undefined, ...path: string[]): Node | undefined {
  return path.reduce<Node | undefined>(
    (from, name) => from?.children.find((each) => each.name === name),
    node,
  );
}

export const nodesOf = (node: Node | undefined, name: string): Node[] =>
  node?.children.filter((each) => each.name === name) ?? [];

/** Text at a path; undefined where there is none, or nothing in it. */
export const textAt = (node: Node | undefined, ...path: string[]): string | undefined =>
  nodeAt(node, ...path)?.text || undefined;
