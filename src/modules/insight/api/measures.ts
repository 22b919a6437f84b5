// `GET /api/v1/services/measures`: the figures of all services, the most effort first.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Lang, text } from '../../catalogue/index.ts';
import { fewestCases, figuresOf } from '../queries/service-figures.ts';

const Item = Type.Object({
  id: Type.String(),
  title: Type.String(),
  asked: Type.Integer({ description: 'Fields that may be asked' }),
  known: Type.Integer({ description: 'Of these, what registers or the account may know' }),
  steps: Type.Object({ least: Type.Integer(), most: Type.Integer() }),
  mediaBreaks: Type.Array(
    Type.Object({
      kind: Type.String({ description: 'upload, post, visit or payment' }),
      always: Type.Boolean({ description: 'Nobody can avoid it' }),
    }),
  ),
  canDecideAtOnce: Type.Boolean(),
  cases: Type.Union([Type.Integer(), Type.Null()], {
    description:
      'Cases submitted since `since`; null: fewer than `fewestCases`, or hidden so that those can’t be worked out',
  }),
  decidedAtOnce: Type.Union([Type.Number(), Type.Null()], {
    description: 'Share decided at once; null below `fewestCases`',
  }),
  notAsked: Type.Union([Type.Number(), Type.Null()], {
    description: 'Questions not asked because known, on average of the cases; null below `fewestCases`',
  }),
  medianSeconds: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Median from submission to decision; null below `fewestCases` or without decisions',
  }),
});

export const measuresApi: Route = {
  method: 'GET',
  url: '/api/v1/services/measures',
  may: everyone,
  kind: 'api',
  perMinute: 600,
  summary:
    'Figures of all services: what they ask, steps, media breaks, decided at once, time until the decision',
  schema: {
    query: Type.Object({ lang: Lang }),
    reply: {
      200: Type.Object({
        asOf: Type.String({ format: 'date-time' }),
        since: Type.String({ format: 'date-time' }),
        fewestCases: Type.Integer(),
        notAsked: Type.Integer({ description: 'Questions not asked because known, of all cases since then' }),
        askedInSilence: Type.Integer({
          description: 'Questions asked only because a register gave no answer',
        }),
        items: Type.Array(Item),
      }),
    },
  },
  async handle({ app, language }) {
    const { asOf, since, items, notAsked, askedInSilence } = await figuresOf(app);
    return json({
      asOf: asOf.toISOString(),
      since: since.toISOString(),
      fewestCases,
      notAsked,
      askedInSilence,
      items: items.map(({ service, effort, canDecideAtOnce, cases, measured }) => ({
        id: service.id,
        title: text(service, language, 'title'),
        ...effort,
        canDecideAtOnce,
        cases,
        decidedAtOnce: measured?.share ?? null,
        notAsked: measured?.notAsked ?? null,
        medianSeconds: measured?.medianSeconds ?? null,
      })),
    });
  },
};
