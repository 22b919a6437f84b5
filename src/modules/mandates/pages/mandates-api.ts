// GET /api/v1/me/mandates: for whom a program may act today, and under which mandate.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { manageMandates } from '../permissions.ts';
import { servicesForOthers } from '../queries/acting-rules.ts';
import { clientsOf } from '../queries/clients.ts';
import { personOf } from './choose.tsx';

const Client = Type.Object({
  mandate: Type.String({
    format: 'uuid',
    description: 'Send it as Acting-Mandate with each request for this client',
  }),
  giver: Type.String(),
  services: Type.Array(Type.String()),
  cases: Type.Array(Type.String()),
  validUntil: Type.String({ format: 'date' }),
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
      200: Type.Object({ items: Type.Array(Client), next: Type.Union([Type.String(), Type.Null()]) }),
    },
  },
  handle: async (request) => {
    const { app, query } = request;
    const open = servicesForOthers(app);
    const { items, next } = await clientsOf(app, personOf(request), {
      q: query['q'],
      cursor: query['cursor'],
    });
    return json({
      items: items.map((mandate) => ({
        mandate: mandate.id,
        giver: mandate.giverName,
        services: open.filter((id) => mandate.everything || mandate.services.includes(id)),
        cases: mandate.matters,
        validUntil: mandate.validUntil,
      })),
      next,
    });
  },
};
