// What can be reported in this canton, as the program holds it; read once when the module starts.
import { perApp, type App } from '../../kernel/app.ts';
import { Fault } from '../../kernel/errors.ts';
import type { Category } from './category.ts';
import type { Reports } from './load-reports.ts';

export const reportsState = perApp<Reports>('What can be reported');

export const reportsOf = (app: App): Reports => reportsState.of(app);

/** @throws Fault NOT_FOUND */
export function categoryById(app: App, id: string | undefined): Category {
  const found = reportsOf(app).byId.get(id ?? '');
  if (!found) throw new Fault('NOT_FOUND');
  return found;
}
