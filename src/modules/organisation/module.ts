// Manifest of the organisation: departments, units, what each is responsible for, the days on which the canton rests, its map.
import type { Module } from '../../kernel/module.ts';
import { stopForFaults } from '../../kernel/canton-file.ts';
import { loadHolidays } from './load-holidays.ts';
import { loadMap } from './load-map.ts';
import { loadOrganisation } from './load-organisation.ts';
import { organisationOpenData } from './open-data.ts';
import { areaState } from './queries/area.ts';
import { setHolidays } from './queries/holidays.ts';
import { organisationOf } from './queries/units.ts';

export const organisation: Module = {
  name: 'organisation',
  async start(app) {
    const [units, holidays, map] = await Promise.all([
      loadOrganisation(app.canton),
      loadHolidays(app.canton),
      loadMap(app.canton),
    ]);
    stopForFaults('The organisation', [...units.faults, ...holidays.faults, ...map.faults]);
    organisationOf.set(app, units.organisation);
    areaState.set(app, map.area);
    setHolidays(app, holidays.rules);
  },
  openData: organisationOpenData,
};
