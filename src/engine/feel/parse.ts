// Syntax trees of FEEL, as the evaluator's own parser makes them: what is checked is what runs.
import { parseExpression as parseInContext, parseUnaryTests as parseTestsInContext } from 'feelin';

export type FeelTree = ReturnType<typeof parseInContext>;
export type FeelNode = FeelTree['topNode'];

/** Tree of an expression; errors are nodes in it. */
export const parseExpression = (source: string): FeelTree => parseInContext(source, {}, undefined);

/** Tree of a table cell. */
export const parseUnaryTests = (source: string): FeelTree => parseTestsInContext(source, {}, undefined);

/** Parts of a node without comments. */
export function childrenOf(node: FeelNode): FeelNode[] {
  const found: FeelNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!child.type.isSkipped) found.push(child);
  return found;
}
