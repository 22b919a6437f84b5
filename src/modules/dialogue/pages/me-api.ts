// The person's own account for programs: their cases by key, and a copy of everything held about them.
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOnly } from '../../../kernel/permission.ts';
import { mattersOf } from '../../cases/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { exportOwnData as mayExport } from '../permissions.ts';
import { exportOwnData } from '../queries/export-own-data.ts';
import { personOf } from './own-lists.tsx';

const NullableText = Type.Union([Type.String(), Type.Null()]);
const OwnCase = Type.Object({
  ref: Type.String(),
  service: Type.String(),
  title: Type.String(),
  unit: Type.String(),
  state: Type.String(),
  submittedAt: Type.String({ format: 'date-time' }),
  due: NullableText,
  closedAt: NullableText,
  url: Type.String(),
});

async function ownCases(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const { items, next } = await mattersOf(app, personOf(request), { cursor: query['cursor'], limit: 50 });
  return json({
    items: items.map((item) => ({
      ref: item.ref,
      service: item.serviceId,
      title: serviceTitle(app, item.serviceId, language),
      unit: unitName(app, item.unit, language),
      state: item.state,
      submittedAt: item.submittedAt.toISOString(),
      due: item.due,
      closedAt: item.closedAt?.toISOString() ?? null,
      url: `${app.config.baseUrl}/api/v1/cases/${item.ref}`,
    })),
    next,
  });
}

async function ownExport({ app, actor, language }: Request): Promise<Reply> {
  if (actor.kind !== 'person' && actor.kind !== 'staff') throw new Fault('SIGN_IN_REQUIRED');
  return {
    status: 200,
    type: 'application/json; charset=utf-8',
    body: Readable.from(await exportOwnData(app, actor, language)),
    headers: {
      'content-disposition': `attachment; filename="drehscheibe-export-${app.clock.today()}.json"`,
      'cache-control': 'private, no-store',
    },
  };
}

export const meApiRoutes: Route[] = [
  {
    method: 'GET',
    url: '/api/v1/me/cases',
    may: personOnly,
    acting: 'covered',
    kind: 'api',
    summary: 'My cases, newest first',
    schema: {
      query: Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 100 })) }),
      reply: { 200: Type.Object({ items: Type.Array(OwnCase), next: NullableText }) },
    },
    handle: ownCases,
  },
  {
    method: 'GET',
    url: '/api/v1/me/export',
    may: mayExport,
    kind: 'api',
    summary: 'Everything held about me, as one JSON file',
    schema: {
      reply: {
        200: Type.Object({
          exportedAt: Type.String({ format: 'date-time' }),
          account: Type.Object({}, { additionalProperties: true }),
          registers: Type.Object({}, { additionalProperties: true }),
          cases: Type.Array(Type.Object({}, { additionalProperties: true })),
          drafts: Type.Array(Type.Object({}, { additionalProperties: true })),
          paperForms: Type.Array(Type.Object({}, { additionalProperties: true })),
          waitingFiles: Type.Array(Type.Object({}, { additionalProperties: true })),
          mandates: Type.Array(Type.Object({}, { additionalProperties: true })),
          batchLines: Type.Array(Type.Object({}, { additionalProperties: true })),
          accesses: Type.Array(Type.Object({}, { additionalProperties: true })),
        }),
      },
    },
    // It reads all there is; nobody needs it more often.
    perMinute: 10,
    handle: ownExport,
  },
];
