/** The box-less block in the side column: who is responsible, how to reach them, when they are open. */
import type { VNode } from 'preact';
import type { Children } from './link.tsx';

export interface UnitProps {
  id: string;
  title: string;
  children?: Children;
}

/** A block of the side column with its own small heading (WCAG 1.3.1). */
export function Unit({ id, title, children }: UnitProps): VNode {
  return (
    <section class="unit" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

export interface UnitTableProps {
  caption?: string | undefined;
  /** Pairs such as weekday and hours, or name and value. */
  rows: readonly { label: string; value: Children }[];
}

/** Opening hours and key data: a small table with row headers (WCAG 1.3.1). */
export function UnitTable({ caption, rows }: UnitTableProps): VNode {
  return (
    <table>
      {caption ? <caption>{caption}</caption> : null}
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td>{row.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
