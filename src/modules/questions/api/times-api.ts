// The response times for programs: `GET /api/v1/response-times`; the CSV is open data.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Lang } from '../../catalogue/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { smallestShown } from '../../participation/index.ts';
import { responseTimes } from '../times/response-times.ts';

const Figure = (description: string) => Type.Union([Type.Number(), Type.Null()], { description });
const shownTimes = {
  answered: Figure('First answers; null: fewer than `fewest`, or hidden so that those can’t be reckoned'),
  median: Figure('Working days to the first answer, median'),
  ninety: Figure('Working days within which 90 % were answered'),
  within: Figure('Share answered within the promise'),
};

export const timesApi: Route[] = [
  {
    method: 'GET',
    url: '/antwortzeiten.csv',
    may: everyone,
    kind: 'file',
    summary: 'Leads to the same as open data',
    perMinute: 60,
    handle: () => ({
      status: 308,
      type: 'text/plain; charset=utf-8',
      body: '',
      headers: { location: '/data/response-times.csv', 'cache-control': 'public, max-age=3600' },
    }),
  },
  {
    method: 'GET',
    url: '/api/v1/response-times',
    may: everyone,
    kind: 'api',
    summary: 'Times to the first answer to questions of the last twelve months, by unit and month',
    perMinute: 600,
    schema: {
      query: Type.Object({ unit: Type.Optional(Type.String({ maxLength: 60 })), lang: Lang }),
      reply: {
        200: Type.Object({
          from: Type.String(),
          until: Type.String(),
          fewest: Type.Integer(),
          all: Type.Object({
            ...shownTimes,
            open: Type.Integer(),
            oldest: Figure('Working days that the oldest open one has waited'),
          }),
          units: Type.Array(
            Type.Object({
              unit: Type.String(),
              name: Type.String(),
              ...shownTimes,
              open: Figure('Waiting for a first answer'),
            }),
          ),
          months: Type.Array(Type.Object({ month: Type.String(), ...shownTimes })),
        }),
      },
    },
    async handle({ app, language, query }) {
      const times = await responseTimes(app, unitOf(app, query['unit'] ?? '')?.id);
      return json({
        ...times,
        fewest: smallestShown,
        units: times.units.map((each) => ({ ...each, name: unitName(app, each.unit, language) })),
      });
    },
  },
];
