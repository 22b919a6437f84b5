// GET /api/v1/community/pulse: a number that goes up with everything that is written, for pages that are open.
// A live value of the kernel would not do: it is read by every process and makes all public pages anew; this is one row by its key.
import { Type } from 'typebox';
import { Fault } from '../../kernel/errors.ts';
import { json } from '../../kernel/http/reply.ts';
import type { Route } from '../../kernel/http/route.ts';
import { entryPulse } from './entries/entry-pulse.ts';
import { sightOf } from './groups/sight.ts';
import { participantOf } from './participant-of.ts';
import { enter } from './permissions.ts';

export const pulseApi: Route = {
  method: 'GET',
  url: '/api/v1/community/pulse',
  may: enter,
  kind: 'api',
  perMinute: 120,
  summary: 'A number that goes up with everything that is written in a group or below an entry',
  schema: {
    query: Type.Object({
      group: Type.Optional(Type.String({ maxLength: 36 })),
      entry: Type.Optional(Type.String({ maxLength: 36 })),
    }),
    reply: { 200: Type.Object({ pulse: Type.Integer() }) },
  },
  async handle(request) {
    const { app, query } = request;
    const actor = participantOf(request);
    const { group, entry } = query;
    if (group !== undefined) return json({ pulse: (await sightOf(app, actor, group)).circle.pulse });
    if (entry !== undefined) return json({ pulse: await entryPulse(app, actor, entry) });
    throw new Fault('BAD_REQUEST');
  },
};
