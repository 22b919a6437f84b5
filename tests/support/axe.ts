// axe in a page: injected and run once, so that the many pages that it is asked about are done quickly.
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';

const source = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Every page of the context has axe from its beginning, in a fraction of the time; where scripts are off it has not. */
export const bringAxe = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript({ content: source });

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What a colour scheme can break, and no language; they take more than half of axe's time. */
const colourRules = ['color-contrast', 'link-in-text-block'];

export type AxeRules = 'all' | 'colours' | 'all-but-colours';

/**
 * What axe finds against WCAG 2.2 AA and its best practices, as short lines: rule and elements.
 * @param without rules that a test has another measure for
 */
export async function axeFindings(
  page: Page,
  rules: AxeRules = 'all',
  without: string[] = [],
): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(source);
  const left = [...without, ...(rules === 'all-but-colours' ? colourRules : [])];
  const violations = await page.evaluate(
    async (options) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      return (await axe.run(document, options)).violations;
    },
    {
      resultTypes: ['violations' as const],
      runOnly:
        rules === 'colours'
          ? { type: 'rule' as const, values: colourRules }
          : { type: 'tag' as const, values: standards },
      rules: Object.fromEntries(left.map((rule) => [rule, { enabled: false }])),
      // Our pages frame nothing but scans of paper.
      iframes: false,
    },
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}
