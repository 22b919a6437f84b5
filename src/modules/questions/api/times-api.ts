// The response times for programs: `GET /antwortzeiten.csv` and `GET /api/v1/response-times`.
import { Type } from 'typebox';
import { csv } from '../../../kernel/csv.ts';
import { bytes, json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Lang } from '../../catalogue/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { smallestShown } from '../../participation/index.ts';
import { responseTimes, type Times } from '../times/response-times.ts';

async function download({ app, language }: Request): Promise<Reply> {
  const { units, months } = await responseTimes(app);
  const cells = ({ answered, median, ninety, within }: Times) =>
    [answered, median, ninety, within].map((each) => each ?? '');
  const rows = csv([
    [
      'group',
      'id',
      'name',
      'answered',
      'median_working_days',
      'p90_working_days',
      'share_within_promise',
      'open',
    ],
    ...units.map((each) => [
      'unit',
      each.unit,
      unitName(app, each.unit, language),
      ...cells(each),
      each.open ?? '',
    ]),
    ...months.map((each) => ['month', each.month, each.month, ...cells(each), '']),
  ]);
  return bytes(Buffer.from(rows), 'text/csv; charset=utf-8', 'antwortzeiten.csv', false);
}

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
    summary: 'The same as comma-separated values',
    perMinute: 60,
    handle: download,
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
