// Rows of a set to look at: the first ones, and what a chart draws; from the newest version where it is kept.
import type { App } from '../../../kernel/app.ts';
import type { OpenDataset, OpenRow, OpenValue } from '../../../kernel/open-data.ts';
import { publicRows } from './rows.ts';
import { keptText, type Newest } from './versions.ts';

export interface Look {
  first: readonly OpenRow[];
  bars: { label: string; value: number }[];
}

export async function lookAt(
  app: App,
  set: OpenDataset,
  newest: Newest | undefined,
  most: number,
): Promise<Look> {
  const kept = newest?.whole ? await keptText(app, set.id, newest.number, 'json') : undefined;
  if (kept) {
    // Written by ourselves; a version with other columns than today's shows what today's have of it.
    const objects = JSON.parse(kept.text) as Record<string, OpenValue>[];
    const rows = objects.map((each) => set.columns.map(({ name }) => each[name] ?? null));
    return { first: rows.slice(0, most), bars: barsOf(set, rows) };
  }
  // One portion only: a long set is not read to show the beginning of it.
  for await (const rows of publicRows(app, set)) return { first: rows.slice(0, most), bars: [] };
  return { first: [], bars: [] };
}

/** Summed where several rows have the same label; what is hidden is left out. */
function barsOf(set: OpenDataset, rows: readonly OpenRow[]): Look['bars'] {
  if (!set.chart) return [];
  const at = (name: string) => set.columns.findIndex((column) => column.name === name);
  const [label, value] = [at(set.chart.label), at(set.chart.value)];
  const sums = new Map<string, number>();
  for (const row of rows) {
    const number = row[value];
    const name = String(row[label] ?? '');
    if (typeof number === 'number') sums.set(name, (sums.get(name) ?? 0) + number);
  }
  return [...sums].map(([name, sum]) => ({ label: name, value: sum })).filter((bar) => bar.value > 0);
}
