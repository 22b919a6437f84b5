// What the response times say of the canton: with the same counts hidden as on their page.
import type { App } from '../../kernel/app.ts';
import type { Measure, Reading } from '../../kernel/measure.ts';
import { measureTexts as texts } from './measure-texts.ts';
import { responseTimes, type Times } from './times/response-times.ts';

async function from(app: App, value: (times: Times) => number | null): Promise<Reading> {
  const { all, from: first } = await responseTimes(app);
  return {
    value: value(all),
    sample: all.answered,
    at: app.clock.now(),
    since: new Date(`${first}T00:00:00Z`),
  };
}

const times = { texts, of: ['canton'], page: '/antwortzeiten' } as const;

export const questionsMeasures: readonly Measure[] = [
  {
    ...times,
    id: 'answer-days',
    unit: 'working-days',
    better: 'less',
    read: (app) => from(app, ({ median }) => median),
  },
  {
    ...times,
    id: 'answered-in-time',
    unit: 'share',
    better: 'more',
    read: (app) => from(app, ({ within }) => within),
  },
];
