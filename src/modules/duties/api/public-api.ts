// `GET /api/v1/duties`: all duties and the facts they ask for; `POST /api/v1/duties/evaluate`: what follows from facts. Stores nothing.
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { dutiesOf, Lang, ruleText } from '../../catalogue/index.ts';
import { dutiesFor } from '../queries/duties.ts';
import { serviceOf } from '../queries/duty-words.ts';
import { readFacts } from '../queries/read-facts.ts';
import { DutyItem, dutyItem } from './duty-item.ts';

const Fact = Type.Object({
  id: Type.String(),
  type: Type.Union([Type.Literal('boolean'), Type.Literal('date')]),
  label: Type.String(),
});
const Listed = Type.Object({
  id: Type.String(),
  title: Type.String(),
  text: Type.String(),
  rule: Type.String({ description: 'When it falls due, in words' }),
  when: Type.String({ description: 'Whom it concerns: FEEL over the facts' }),
  service: Type.Union([Type.String(), Type.Null()]),
  legalBasis: Type.Array(Type.String()),
  unverified: Type.Boolean(),
});

export const publicDutiesApi: Route[] = [
  {
    method: 'GET',
    url: '/api/v1/duties',
    may: everyone,
    kind: 'api',
    summary: 'All duties with their rules, and the facts that they follow from',
    perMinute: 600,
    schema: {
      query: Type.Object({
        service: Type.Optional(Type.String({ maxLength: 60, description: 'Only those that it fulfils' })),
        group: Type.Optional(Type.String({ maxLength: 60, description: 'Only facts of this group' })),
        lang: Lang,
      }),
      reply: { 200: Type.Object({ items: Type.Array(Listed), facts: Type.Array(Fact) }) },
    },
    handle({ app, language, query }) {
      const { duties, facts, dates } = dutiesOf.of(app);
      const { service, group } = query;
      return json({
        items: duties
          .filter((duty) => service === undefined || duty.service === service)
          .map((duty) => ({
            id: duty.id,
            title: duty.title[language],
            text: duty.text[language],
            rule: ruleText(duty.due, language),
            when: duty.when,
            service: serviceOf(app, duty, language)?.id ?? null,
            legalBasis: duty.legalBasis,
            unverified: duty.unverified ?? false,
          })),
        facts: [
          ...facts
            .filter((fact) => group === undefined || fact.group === group)
            .map(({ id, label }) => ({ id, type: 'boolean', label: label[language] })),
          ...dates.map(({ id, label }) => ({ id, type: 'date', label: label[language] })),
        ],
      });
    },
  },
  {
    method: 'POST',
    url: '/api/v1/duties/evaluate',
    may: everyone,
    kind: 'api',
    summary: 'The duties that follow from facts, the next one first. Open to everyone, stores nothing',
    perMinute: 600,
    schema: {
      query: Type.Object({ lang: Lang }),
      body: Type.Object(
        {
          facts: Type.Object(
            {},
            {
              additionalProperties: true,
              description: 'true or false by fact, `YYYY-MM-DD` by date, as `GET /api/v1/duties` lists them',
            },
          ),
        },
        { additionalProperties: false },
      ),
      reply: { 200: Type.Object({ items: Type.Array(DutyItem) }) },
    },
    handle({ app, language, body }) {
      // The schema has let only an object with `facts` pass.
      const { facts: raw } = body as { facts: Record<string, unknown> };
      const { facts, errors } = readFacts(app, raw, language);
      if (errors.length > 0) throw new Fault('INVALID', {}, errors);
      return json({ items: dutiesFor(app, facts).map((own) => dutyItem(app, own, facts, language)) });
    },
  },
];
