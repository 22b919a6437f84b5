// Syntax trees of FEEL, as the evaluator's own parser makes them: what is checked is what runs.
import { parseExpression as parseInContext, parseUnaryTests as parseTestsInContext } from 'feelin';

export type FeelTree = ReturnType<typeof parseInContext>;
export type FeelNode = FeelTree['topNode'];

/** Trees never change, and the checks of a definition look at each expression several times. */
const trees = new Map<string, FeelTree>();
const mostTrees = 4000;

function remembered(key: string, parse: () => FeelTree): FeelTree {
  let tree = trees.get(key);
  if (!tree) {
    tree = parse();
    if (trees.size >= mostTrees) trees.clear();
    trees.set(key, tree);
  }
  return tree;
}

/** Tree of an expression; errors are nodes in it. */
export const parseExpression = (source: string): FeelTree =>
  remembered(`e${source}`, () => parseInContext(source, {}, undefined));

/** Tree of a table cell. */
export const parseUnaryTests = (source: string): FeelTree =>
  remembered(`t${source}`, () => parseTestsInContext(source, {}, undefined));

/**
 * Words that are never free names, though the parser may take them for one: in `[{ k: [null..2] }][k = null]` it keeps
 * the first word of the range as a name that the filter knows. The library then gives null for them.
 */
export const literalWords: ReadonlySet<string> = new Set(['null', 'true', 'false']);

/** Parts of a node without comments. */
export function childrenOf(node: FeelNode): FeelNode[] {
  const found: FeelNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!child.type.isSkipped) found.push(child);
  return found;
}
