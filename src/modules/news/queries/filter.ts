// By what lists of news can be filtered: the key of a filter, and all keys under which an item is listed.
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { unitPath } from '../../organisation/index.ts';
import type { Content } from '../item.ts';

/** In the order in which they stand in a key. */
export const combinable = ['topic', 'area', 'unit'] as const;
const alone = ['service', 'process'] as const;
export const filterNames = [...combinable, ...alone] as const;
export type Filter = Partial<Record<(typeof filterNames)[number], string>>;

/** @throws Fault BAD_REQUEST for what can be no id, and for a service or process together with something else */
export function readFilter(query: Record<string, string>): Filter {
  const filter: Filter = {};
  for (const name of filterNames) {
    const value = query[name] ?? '';
    if (value === '') continue;
    if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(value)) throw new Fault('BAD_REQUEST');
    filter[name] = value;
  }
  if (alone.some((name) => filter[name] !== undefined) && Object.keys(filter).length > 1)
    throw new Fault('BAD_REQUEST');
  return filter;
}

export const filterKey = (filter: Filter): string =>
  filterNames.flatMap((name) => (filter[name] === undefined ? [] : [`${name}=${filter[name]}`])).join('&');

/**
 * One key for each way in which somebody may filter and find it, so that a list is one range of an index however it is
 * filtered. News of the whole canton belong to each municipality; those of a unit to the units above it, too.
 */
export function keysOf(app: App, { topics, areas, unit, services, processes }: Content): string[] {
  const everywhere = app.canton.municipalities.map(({ id }) => id);
  const any = undefined;
  const units = unitPath(app, unit).map(({ id }) => id);
  const keys: string[] = [];
  for (const topic of [any, ...topics])
    for (const area of [any, ...(areas.length > 0 ? areas : everywhere)])
      for (const each of [any, ...units])
        keys.push(
          filterKey({
            ...(topic === any ? {} : { topic }),
            ...(area === any ? {} : { area }),
            ...(each === any ? {} : { unit: each }),
          }),
        );
  return [
    ...keys,
    ...services.map((service) => filterKey({ service })),
    ...processes.map((process) => filterKey({ process })),
  ];
}
