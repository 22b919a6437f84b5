/** Tables: figures and facts in a named scroll region, and the worklist that stacks on phones. */
import type { VNode } from 'preact';
import type { Children } from './link.tsx';

/** @public */
export interface Column {
  label: Children;
  /** Figures line up at the right. */
  numeric?: boolean | undefined;
  nowrap?: boolean | undefined;
}

export interface TableProps {
  /** Names the caption and the scroll region. */
  id: string;
  caption: string;
  /** The heading above already says it: the caption is for screen readers only. */
  hideCaption?: boolean | undefined;
  columns: readonly Column[];
  rows: readonly { key: string | number; cells: readonly Children[] }[];
  /** Totals below a rule. */
  foot?: readonly Children[] | undefined;
  /** Column whose cells head their row; `null` if none does. Default 0. */
  rowHeader?: number | null | undefined;
}

/**
 * Caption and header cells (WCAG 1.3.1); the region scrolls sideways by keyboard because it takes focus
 * and has a name (WCAG 2.1.1, 1.4.10 exempts tables).
 */
export function Table({ id, caption, hideCaption, columns, rows, foot, rowHeader = 0 }: TableProps): VNode {
  const cellClass = (index: number): string | undefined => {
    const column = columns[index];
    return [column?.numeric && 'n', column?.nowrap && 'nowrap'].filter(Boolean).join(' ') || undefined;
  };
  return (
    <div class="scroll" role="region" aria-labelledby={id} tabIndex={0}>
      <table class="tbl">
        <caption id={id} class={hideCaption ? 'ds-sr-only' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col" class={cellClass(index)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, index) =>
                index === rowHeader ? (
                  <th key={index} scope="row" class={cellClass(index)}>
                    {cell}
                  </th>
                ) : (
                  <td key={index} class={cellClass(index)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot ? (
          <tfoot>
            <tr>
              {foot.map((cell, index) =>
                index === 0 ? (
                  <th key={index} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={index} class={cellClass(index)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}
