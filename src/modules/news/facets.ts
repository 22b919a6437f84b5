// What news are about: topics, municipalities, units, services and processes, with their names, and only such as there are.
import type { App } from '../../kernel/app.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { offerById, topicById } from '../catalogue/index.ts';
import { unitOf } from '../organisation/index.ts';
import { allProcesses } from '../participation/index.ts';

export const areaName = (app: App, id: string): string =>
  app.canton.municipalities.find((each) => each.id === id)?.name ?? id;
export const areaNames = (app: App, ids: readonly string[]): string =>
  ids.map((id) => areaName(app, id)).join(', ');

export const isTopic = (app: App, id: string): boolean => topicById(app, id) !== undefined;
export const isArea = (app: App, id: string): boolean =>
  app.canton.municipalities.some((each) => each.id === id);
export const isUnit = (app: App, id: string): boolean => unitOf(app, id) !== undefined;
export const isService = (app: App, id: string): boolean => offerById(app, id) !== undefined;

/** What a service is called; its id for one that has gone since. */
export const serviceName = (app: App, id: string, language: Language): string =>
  offerById(app, id)?.title[language] ?? id;
export const processTitle = (app: App, id: string, language: Language): string =>
  allProcesses(app).find((each) => each.id === id)?.title[language] ?? id;
export const isProcess = (app: App, id: string): boolean => allProcesses(app).some((each) => each.id === id);
