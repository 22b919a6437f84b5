// Manifest of the organisation: departments, units, what each is responsible for, and the days on which the canton rests.
import type { Module } from '../../kernel/module.ts';
import { stopForFaults } from '../../kernel/canton-file.ts';
import { loadHolidays } from './load-holidays.ts';
import { loadOrganisation } from './load-organisation.ts';
import { calendarOf } from './queries/holidays.ts';
import { organisationOf } from './queries/units.ts';

export const organisation: Module = {
  name: 'organisation',
  async start(app) {
    const [units, holidays] = await Promise.all([loadOrganisation(app.canton), loadHolidays(app.canton)]);
    stopForFaults('The organisation', [...units.faults, ...holidays.faults]);
    organisationOf.set(app, units.organisation);
    calendarOf.set(app, { rules: holidays.rules, years: new Map() });
  },
};
