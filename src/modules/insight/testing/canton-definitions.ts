// For tests: every service definition of the real canton, with its lists, loaded as the program loads them.
import { basename, join } from 'node:path';
import {
  holidayCalendar,
  loadDefinition,
  type Lists,
  type ServiceDefinition,
} from '../../../engine/index.ts';
import { readCanton } from '../../../kernel/canton.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';
import { loadOffers } from '../../appointments/index.ts';
import { readLists, readServiceFolder, serviceFolders } from '../../catalogue/definitions/read-folder.ts';
import { loadHolidays, loadMap } from '../../organisation/index.ts';

/** @throws Error with the first fault of a broken definition */
export async function cantonDefinitions(): Promise<{ definitions: ServiceDefinition[]; lists: Lists }> {
  const folder = join(projectFolder, 'canton/basel-stadt');
  const { lists } = await readLists(folder);
  const canton = await readCanton(folder);
  const { rules } = await loadHolidays(canton);
  const { offers } = await loadOffers(canton);
  const { area } = await loadMap(canton);
  const holidayOn = holidayCalendar(rules);
  const holidays = (day: string) => holidayOn(day) !== undefined;
  const definitions: ServiceDefinition[] = [];
  for (const each of await serviceFolders(folder)) {
    const files = await readServiceFolder(each);
    const loaded = loadDefinition({ files, lists, folder: basename(each), holidays, offers, area });
    if ('faults' in loaded) throw new Error(`${each}: ${JSON.stringify(loaded.faults[0])}`);
    definitions.push(loaded.definition);
  }
  return { definitions, lists };
}
