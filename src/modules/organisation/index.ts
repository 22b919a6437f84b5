// What other modules may use of the organisation: units, their names, who belongs to whom, the canton's holidays and its map.
export {
  childrenOf,
  departmentOf,
  isWithin,
  rootUnits,
  unitInFile,
  unitKind,
  unitName,
  unitOf,
  units,
  unitsBelow,
  unitPath,
} from './queries/units.ts';
export { holidayName, holidayRules, holidaysOf } from './queries/holidays.ts';
export { areaOf } from './queries/area.ts';
export { loadMap } from './load-map.ts';
export { loadHolidays } from './load-holidays.ts';
export type { Unit } from './unit.ts';
export {
  correctedState,
  provideDirectory,
  withFields,
  type CorrectedFields,
  type Directory,
} from './corrected.ts';
