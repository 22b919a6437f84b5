// npm run service -- check PATH: checks one service definition, or all in a folder, and works its examples.
import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import {
  holidayCalendar,
  loadDefinition,
  type DefinitionFault,
  type DefinitionSource,
  type LoadedDefinition,
} from '../engine/index.ts';
import { readCanton } from '../kernel/canton.ts';
import { loadGrants } from '../modules/catalogue/definitions/load-grants.ts';
import { loadOffers } from '../modules/appointments/index.ts';
import {
  readServiceFolder,
  readSurroundings,
  serviceFolders,
  serviceIds,
  type Surroundings,
} from '../modules/catalogue/definitions/read-folder.ts';
import { loadHolidays, loadMap } from '../modules/organisation/index.ts';

const usage = `npm run service -- check PATH

PATH is a service's folder (canton/basel-stadt/services/hund-anmelden) or a canton's folder, for all its services.
Prints every fault with file, line and path and ends with 1; or the results of the worked examples and ends with 0.`;

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

async function foldersAt(path: string): Promise<{ canton: string; folders: string[] } | undefined> {
  if (await exists(join(path, 'services'))) return { canton: path, folders: await serviceFolders(path) };
  if (basename(path) === 'services')
    return { canton: dirname(path), folders: await serviceFolders(dirname(path)) };
  if (!(await exists(path))) return undefined;
  return { canton: dirname(dirname(path)), folders: [path] };
}

/**
 * Public holidays, appointments, map and grants of the canton; without its files only weekends are free, any instant will do,
 * and any register may be read.
 */
async function aroundOf(
  folder: string,
): Promise<Pick<DefinitionSource, 'holidays' | 'offers' | 'area' | 'grants'>> {
  if (!(await exists(join(folder, 'canton.yaml')))) return {};
  const canton = await readCanton(folder);
  const { rules } = await loadHolidays(canton);
  const { offers } = await loadOffers(canton);
  const { area } = await loadMap(canton);
  const { grants } = await loadGrants(canton, new Set(await serviceIds(folder)));
  const holidayOn = holidayCalendar(rules);
  return { holidays: (day) => holidayOn(day) !== undefined, offers, area, grants };
}

function printFault(folder: string, { file, line, column, path, code, message }: DefinitionFault): void {
  const shown = relative(process.cwd(), join(folder, file));
  console.log(`${shown}:${line}:${column}  ${code}  ${path === '' ? '' : `${path}: `}${message}`);
}

function printReport(folder: string, { definition, report }: LoadedDefinition): void {
  console.log(
    `${definition.id} version ${definition.version}: no faults (${relative(process.cwd(), folder)})`,
  );
  for (const { name, evaluation } of report.results) {
    const { path, fee, decision, deadline, faults } = evaluation;
    const outcome =
      decision === null
        ? `${faults.length} faults expected`
        : `${decision}${deadline === null ? '' : ` by ${deadline}`}`;
    console.log(`  ok  ${name}: ${path.join(' > ')}, CHF ${fee.total.toFixed(2)}, ${outcome}`);
  }
}

async function check(path: string): Promise<number> {
  const found = await foldersAt(path);
  if (!found) {
    console.error(`There is no folder ${path}.`);
    return 1;
  }
  const surroundings: Surroundings = await readSurroundings(found.canton);
  const around = await aroundOf(found.canton);
  // A folder checked alone, outside a canton, can't be held against its neighbours.
  const services = (await exists(join(found.canton, 'services')))
    ? await serviceIds(found.canton)
    : undefined;
  for (const fault of surroundings.faults) printFault(found.canton, fault);
  let faults = surroundings.faults.length;
  for (const folder of found.folders) {
    const files = await readServiceFolder(folder);
    const result = loadDefinition({
      ...surroundings,
      ...around,
      services,
      files,
      folder: basename(folder),
    });
    if ('faults' in result) {
      faults += result.faults.length;
      for (const fault of result.faults) printFault(folder, fault);
    } else printReport(folder, result);
  }
  console.log(
    faults === 0
      ? `${found.folders.length} checked, no faults`
      : `${found.folders.length} checked, ${faults} ${faults === 1 ? 'fault' : 'faults'}`,
  );
  return faults === 0 ? 0 : 1;
}

const [command, path, ...more] = process.argv.slice(2);
if (command === 'check' && path !== undefined && more.length === 0)
  process.exitCode = await check(resolve(path));
else {
  console.error(usage);
  process.exitCode = 1;
}
