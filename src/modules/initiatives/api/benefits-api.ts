// `/api/v1/benefits` and `/api/v1/measures`: how digital the canton is, and what promises can be bound to.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { measureUnits } from '../../../kernel/measure.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Lang } from '../../catalogue/index.ts';
import { benefitsOf } from '../benefits/benefits.ts';
import { allMeasures, measureMeaning, measureTitle } from '../measures/registry.ts';

const Figure = Type.Object({
  measure: Type.String(),
  title: Type.String(),
  meaning: Type.String(),
  unit: Type.Enum([...measureUnits]),
  value: Type.Union([Type.Number(), Type.Null()], {
    description: 'Shares from 0 to 1; null: too little is known to say anything',
  }),
  sample: Type.Union([Type.Integer(), Type.Null()]),
  at: Type.String({ format: 'date-time' }),
  since: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  source: Type.String({ description: 'Page where people see the same' }),
});

const Row = Type.Object({
  id: Type.String({ description: 'T1 to G6: the same for good' }),
  theme: Type.String(),
  says: Type.String({ description: 'What the canton has set out to do' }),
  does: Type.String({ description: 'What the platform does for it' }),
  figures: Type.Array(Figure, { description: 'None: nothing is measured for it yet' }),
});

async function benefits({ app, language }: Request) {
  const rows = await benefitsOf(app);
  return json({
    items: rows.map(({ row, figures }) => ({
      ...{ id: row.id, theme: row.theme, says: row.says[language], does: row.does[language] },
      figures: figures.map(({ measure, reading }) => ({
        measure: measure.id,
        title: measureTitle(app, measure.id, language),
        meaning: measureMeaning(app, measure.id, language),
        unit: measure.unit,
        value: reading.value,
        sample: reading.sample,
        at: reading.at.toISOString(),
        since: reading.since?.toISOString() ?? null,
        source: `${app.config.baseUrl}${measure.page}`,
      })),
    })),
    // All rows at once: the list does not grow with use.
    next: null,
  });
}

const Measure = Type.Object({
  id: Type.String(),
  title: Type.String(),
  meaning: Type.String(),
  unit: Type.Enum([...measureUnits]),
  better: Type.Enum(['more', 'less']),
  of: Type.Array(Type.Enum(['canton', 'service'])),
  source: Type.String(),
});

function measures({ app, language }: Request) {
  return json({
    items: allMeasures(app).map(({ id, unit, better, of, page }) => ({
      ...{ id, unit, better, of: [...of] },
      title: measureTitle(app, id, language),
      meaning: measureMeaning(app, id, language),
      source: `${app.config.baseUrl}${page}`,
    })),
    next: null,
  });
}

const api = { method: 'GET', may: everyone, kind: 'api', perMinute: 600 } as const;

export const benefitsApi: Route[] = [
  {
    ...api,
    url: '/api/v1/benefits',
    summary: 'How digital the canton is: each row of its mission with figures, source and time',
    schema: {
      query: Type.Object({ lang: Lang }),
      reply: { 200: Type.Object({ items: Type.Array(Row), next: Type.Null() }) },
    },
    handle: benefits,
  },
  {
    ...api,
    url: '/api/v1/measures',
    summary: 'What the product measures of itself, and promises can be bound to',
    schema: {
      query: Type.Object({ lang: Lang }),
      reply: { 200: Type.Object({ items: Type.Array(Measure), next: Type.Null() }) },
    },
    handle: measures,
  },
];
