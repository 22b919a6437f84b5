// `GET /api/v1/contact`: who is responsible for a topic, a service or words, in a municipality, and how to reach them.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Lang, offers } from '../../catalogue/index.ts';
import { findContact, type ContactAnswer } from '../queries/find-contact.ts';
import { waysTo } from '../queries/ways.ts';

const Id = (description: string) => Type.Optional(Type.String({ maxLength: 60, description }));
const Subject = Type.Object({
  kind: Type.Enum(['topic', 'service', 'unit']),
  id: Type.String(),
  title: Type.String(),
  url: Type.String({ format: 'uri' }),
});
const Way = Type.Object({
  kind: Type.String({ description: 'ask, message, appointment, visit, write, mail, web' }),
  url: Type.Optional(Type.String()),
  address: Type.Optional(Type.String()),
  hours: Type.Optional(Type.String()),
});
const Unit = Type.Object({
  id: Type.String(),
  name: Type.String(),
  responsibility: Type.String(),
  url: Type.String({ format: 'uri' }),
  areas: Type.Union([Type.Array(Type.String()), Type.Null()], {
    description: 'Municipalities in which it is responsible; null: all',
  }),
  unverified: Type.Boolean({ description: 'Not checked against an official source' }),
  ways: Type.Array(Way),
  services: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), online: Type.Boolean() })),
});

export const contactApi: Route = {
  method: 'GET',
  url: '/api/v1/contact',
  may: everyone,
  kind: 'api',
  summary: 'Who is responsible for a topic, a service or words, in a municipality, and how to reach them',
  perMinute: 120,
  schema: {
    query: Type.Object({
      q: Type.Optional(Type.String({ description: 'Words, with typos; the first 200 characters are read' })),
      topic: Id('Id of a topic'),
      service: Id('Id of a service'),
      unit: Id('Id of a unit'),
      area: Id('Id of a municipality: basel, riehen, bettingen'),
      lang: Lang,
    }),
    reply: {
      200: Type.Object({
        subject: Type.Union([Subject, Type.Null()]),
        units: Type.Array(Unit),
        others: Type.Array(Subject),
      }),
    },
  },
  async handle({ app, language, query }) {
    const { baseUrl } = app.config;
    const { q = '', topic, service, unit, area } = query;
    const answer = await findContact(app, { q, topic, service, unit, area }, language);
    const shown = (each: ContactAnswer['others'][number]) => ({
      ...each,
      url: `${baseUrl}${subjectPath(each)}`,
    });
    return json({
      subject: answer.subject ? shown(answer.subject) : null,
      units: answer.units.map(({ unit: found, areas, unverified }) => ({
        id: found.id,
        name: found.name[language],
        responsibility: found.responsibility[language],
        url: `${baseUrl}/stellen/${found.id}`,
        areas: areas ?? null,
        unverified,
        ways: waysTo(app, found, language).map((way) => ({
          kind: way.kind,
          ...('href' in way ? { url: way.href.startsWith('/') ? `${baseUrl}${way.href}` : way.href } : {}),
          ...('service' in way ? { url: `${baseUrl}/leistungen/${way.service}`, address: way.place } : {}),
          ...('address' in way ? { address: way.address } : {}),
          ...(way.kind === 'visit' && way.hours !== undefined ? { hours: way.hours } : {}),
        })),
        services: offers(app)
          .filter(({ owner }) => owner === found.id)
          .map(({ id, title, online }) => ({ id, title: title[language], online })),
      })),
      others: answer.others.map(shown),
    });
  },
};

const words = { topic: 'thema', service: 'leistung', unit: 'stelle' } as const;

/** The finder with this thing chosen. */
export const subjectPath = ({ kind, id }: { kind: keyof typeof words; id: string }, area?: string): string =>
  `/kontakt?${new URLSearchParams({ [words[kind]]: id, ...(area ? { wo: area } : {}) }).toString()}`;
