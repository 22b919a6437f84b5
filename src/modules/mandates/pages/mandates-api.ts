// GET /api/v1/me/mandates: for whom a program may act today, and under which mandate.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { manageMandates } from '../permissions.ts';
import { servicesByLaw } from '../queries/acting-by-law.ts';
import { servicesForOthers } from '../queries/acting-rules.ts';
import { clientsOf } from '../queries/clients.ts';
import { personOf } from './choose.tsx';

const Client = Type.Object({
  mandate: Type.String({
    format: 'uuid',
    description: 'Send it as Acting-Mandate with each request for this client',
  }),
  by: Type.Enum(['mandate', 'parent', 'guardian', 'signatory'], {
    description: 'By mandate, or by law as a register names me',
  }),
  signing: Type.Optional(
    Type.Enum(['single', 'joint'], { description: 'Of a company: alone, or with a second signature' }),
  ),
  giver: Type.String(),
  services: Type.Array(Type.String()),
  cases: Type.Array(Type.String()),
  validUntil: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
});

export const mandatesApiRoute: Route = {
  method: 'GET',
  url: '/api/v1/me/mandates',
  may: manageMandates,
  kind: 'api',
  summary: 'For whom I may act today; with the header Acting-Mandate a request is made for them',
  schema: {
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      cursor: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    reply: {
      200: Type.Object({
        items: Type.Array(Client),
        next: Type.Union([Type.String(), Type.Null()]),
        silent: Type.Array(Type.Enum(['residents', 'companies']), {
          description: 'Registers that do not answer: whom only they could name is missing',
        }),
      }),
    },
  },
  handle: async (request) => {
    const { app, language, query } = request;
    const open = servicesForOthers(app);
    const actor = personOf(request);
    const { items, next, silent } = await clientsOf(app, actor, language, query);
    return json({
      items: items.map((client) =>
        'mandate' in client
          ? {
              mandate: client.id,
              by: 'mandate',
              giver: client.name,
              services: open.filter(
                (id) => client.mandate.everything || client.mandate.services.includes(id),
              ),
              cases: client.mandate.matters,
              validUntil: client.mandate.validUntil,
            }
          : {
              mandate: client.id,
              by: client.byLaw.kind,
              ...(client.byLaw.signing === null ? {} : { signing: client.byLaw.signing }),
              giver: client.name,
              services: servicesByLaw(app, client.byLaw),
              cases: [],
              validUntil: client.byLaw.until,
            },
      ),
      next,
      // A register that does not answer may know of more.
      silent,
    });
  },
};
