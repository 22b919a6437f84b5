// What other modules may use of the organisation: units, their names, who belongs to whom, and the canton's holidays.
export {
  childrenOf,
  departmentOf,
  isWithin,
  rootUnits,
  unitKind,
  unitName,
  unitOf,
  units,
  unitPath,
} from './queries/units.ts';
export { holidayName, holidaysIn, holidaysOf } from './queries/holidays.ts';
export { loadHolidays } from './load-holidays.ts';
export type { Unit } from './unit.ts';
