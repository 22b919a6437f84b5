// The appointments module: what units offer, which slots are taken, bookings of cases.
import type { Module } from '../../kernel/module.ts';
import { stopForFaults } from '../../kernel/canton-file.ts';
import { unitOf } from '../organisation/index.ts';
import { freeingEvents, freeSlots } from './actions/free-slots.ts';
import { removeOfCase } from './actions/remove-of-case.ts';
import { removePastBookings } from './actions/remove-past-bookings.ts';
import { loadOffers } from './load-offers.ts';
import { offersState } from './queries/offers.ts';
import { appointmentDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';

export const appointments: Module = {
  name: 'appointments',
  schema: 'appointments',
  jobs: {
    'appointments.free': freeSlots,
    'appointments.remove-past': (app) => removePastBookings(app),
  },
  subscribes: freeingEvents.map((event) => ({ event, task: 'appointments.free' })),
  schedule: [{ task: 'appointments.remove-past', cron: '23 2 * * *' }],
  events: { 'appointment.freed': 'A case that was withdrawn or refused has given its appointments back.' },
  removeCase: removeOfCase,
  copy: { parts: [], within: { 'appointments.booking': 'cases' } },
  datasets: appointmentDatasets,
  datasetTexts,
  async start(app) {
    const { offers, faults } = await loadOffers(app.canton, (id) => unitOf(app, id) !== undefined);
    stopForFaults('The appointments', faults);
    offersState.set(app, offers);
  },
};
