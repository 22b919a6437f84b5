/** The worklist of staff: a dense table on a desk, stacked lines on a phone, with the views and filters above it. */
import type { VNode } from 'preact';
import type { UiLabels } from '../labels.ts';
import { Button } from './buttons.tsx';
import type { Children, LinkItem } from './link.tsx';

/** @public */
export interface WorkColumn {
  label: string;
  sorted?: 'ascending' | 'descending' | undefined;
  /** Sorts by this column. */
  href?: string | undefined;
  /** Stays on one line; on phones a line of its own (`clock`) or part of the last line (`nowrap`; `n` for figures, which line up). */
  kind?: 'clock' | 'nowrap' | 'n' | undefined;
}

export interface WorkRow {
  key: string;
  /** What it is about; the link of the row. */
  title: string;
  href: string;
  /** Reference and person below the title. */
  sub?: Children;
  /** Cells for the columns after the first. */
  cells: readonly Children[];
  /** Tick box at the left; `label` says what it picks ("HB-2026-0417 auswählen"). */
  select?: { name: string; value: string; label: string; checked?: boolean | undefined } | undefined;
  /** The row that is open. */
  current?: boolean | undefined;
}

export interface WorkTableProps {
  labels: UiLabels;
  caption: string;
  columns: readonly WorkColumn[];
  rows: readonly WorkRow[];
}

/** Roles are written out because phones show the rows as blocks, which takes table roles away (WCAG 1.3.1, 1.4.10). */
export function WorkTable({ labels, caption, columns, rows }: WorkTableProps): VNode {
  const selectable = rows.some((row) => row.select);
  return (
    <table class="tbl work" role="table">
      <caption class="ds-sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {selectable ? (
            <th role="columnheader" scope="col">
              <span class="ds-sr-only">{labels.list.select}</span>
            </th>
          ) : null}
          {columns.map((column) => (
            <th
              key={column.label}
              role="columnheader"
              scope="col"
              class={column.kind === 'n' ? 'n' : undefined}
              aria-sort={column.sorted}
            >
              {column.href ? <a href={column.href}>{column.label}</a> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <WorkLine key={row.key} row={row} columns={columns} selectable={selectable} />
        ))}
      </tbody>
    </table>
  );
}

function WorkLine(props: { row: WorkRow; columns: readonly WorkColumn[]; selectable: boolean }): VNode {
  const { row, columns, selectable } = props;
  return (
    <tr role="row" class={row.current ? 'cur' : undefined}>
      {selectable ? (
        <td role="cell" class="pick">
          {row.select ? (
            <input
              type="checkbox"
              name={row.select.name}
              value={row.select.value}
              checked={row.select.checked}
              aria-label={row.select.label}
            />
          ) : null}
        </td>
      ) : null}
      <th role="rowheader" scope="row">
        <a href={row.href} aria-current={row.current ? 'true' : undefined}>
          {row.title}
        </a>
        {row.sub ? <span class="src"> {row.sub}</span> : null}
      </th>
      {row.cells.map((cell, index) => (
        <td key={index} role="cell" class={columns[index + 1]?.kind}>
          {cell}
        </td>
      ))}
    </tr>
  );
}

export interface ViewItem extends LinkItem {
  count?: number | undefined;
}

/** Saved views as a navigation (WCAG 2.4.8); the count stands beside the name. */
export function Views({
  label,
  views,
  end,
}: {
  label: string;
  views: readonly ViewItem[];
  end?: Children;
}): VNode {
  return (
    <nav aria-label={label}>
      <ul class="views" role="list">
        {views.map((view) => (
          <li key={view.label}>
            <a href={view.href} aria-current={view.current ? 'page' : undefined}>
              {view.label}
              {view.count === undefined ? null : <span> {view.count}</span>}
            </a>
          </li>
        ))}
        {end ? <li class="end">{end}</li> : null}
      </ul>
    </nav>
  );
}

/** @public */
export interface FilterItem {
  id: string;
  name: string;
  label: string;
  value?: string | undefined;
  /** With options a select, otherwise a search field. */
  options?: readonly { value: string; label: string }[] | undefined;
}

export interface FiltersProps {
  labels: UiLabels;
  /** Name of the form ("Arbeitsliste filtern"). */
  label: string;
  action: string;
  filters: readonly FilterItem[];
  hidden?: Readonly<Record<string, string>> | undefined;
  note?: Children;
}

/** A GET form: a filtered list has an address; nothing changes before the button is pressed (WCAG 3.2.2). */
export function Filters({ labels, label, action, filters, hidden, note }: FiltersProps): VNode {
  return (
    <form class="filters" role="search" aria-label={label} action={action} method="get">
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {filters.map((filter) => (
        <div key={filter.id}>
          <label for={filter.id}>{filter.label}</label>
          {filter.options ? (
            <select class="ds-input" id={filter.id} name={filter.name} data-width="auto">
              {filter.options.map((option) => (
                <option key={option.value} value={option.value} selected={option.value === filter.value}>
                  {option.label}
                </option>
              ))}
            </select>
          ) : (
            <input class="ds-input" id={filter.id} name={filter.name} type="search" value={filter.value} />
          )}
        </div>
      ))}
      <Button variant="secondary">{labels.search.filter}</Button>
      {note ? <p class="small quiet">{note}</p> : null}
    </form>
  );
}
