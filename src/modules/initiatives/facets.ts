// What initiatives are about and whom they concern: only ids that exist, and the department that lists are filtered by.
import type { App } from '../../kernel/app.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { offerById, serviceById, topicById } from '../catalogue/index.ts';
import { departmentOf, unitOf, units } from '../organisation/index.ts';

export const isTopic = (app: App, id: string): boolean => topicById(app, id) !== undefined;
export const isUnit = (app: App, id: string): boolean => unitOf(app, id) !== undefined;
export const isService = (app: App, id: string): boolean => offerById(app, id) !== undefined;
/** Measures can be asked only of services that are online. */
export const isOnline = (app: App, id: string): boolean => serviceById(app, id) !== undefined;

/** What a service is called; its id for one that has gone since. */
export const serviceName = (app: App, id: string, language: Language): string =>
  offerById(app, id)?.title[language] ?? id;

/** Empty as long as no unit is responsible. */
export const departmentIdOf = (app: App, unit: string): string =>
  unit === '' ? '' : (departmentOf(app, unit)?.id ?? unit);

/** Departments, and what else stands directly below government and canton, that units belong to. */
export const departments = (app: App): { id: string; name: Record<Language, string> }[] => {
  const ids = new Set(units(app).map(({ id }) => departmentIdOf(app, id)));
  return units(app).filter(({ id }) => ids.has(id));
};
