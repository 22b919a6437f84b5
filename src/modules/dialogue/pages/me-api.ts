// The person's own account for programs: their cases by key, and a copy of everything held about them.
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { streamOnce } from '../../../kernel/files/stream-once.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOf } from '../../../kernel/http/signed-in.ts';
import { personOnly } from '../../../kernel/permission.ts';
import { mattersOf } from '../../cases/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { assured } from '../../identity/index.ts';
import { unitName } from '../../organisation/index.ts';
import { makeCopy } from '../copy/make-copy.ts';
import { exportOwnData as mayExport } from '../permissions.ts';

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

async function ownCopy({ app, actor, language }: Request, as: 'json' | 'zip'): Promise<Reply> {
  if (actor.kind !== 'person' && actor.kind !== 'staff') throw new Fault('SIGN_IN_REQUIRED');
  const file = await makeCopy(app, actor, language, as);
  return {
    status: 200,
    type: as === 'json' ? 'application/json; charset=utf-8' : 'application/zip',
    body: streamOnce(file),
    headers: {
      'content-length': String(file.size),
      'content-disposition': `attachment; filename="drehscheibe-export-${app.clock.today()}.${as}"`,
      'cache-control': 'private, no-store',
    },
  };
}

const Items = Type.Array(Type.Object({}, { additionalProperties: true }));
/** The lists that modules give, for the description of the API; a test holds them against the modules. */
export const listsOfCopy = [
  'signIns',
  'passkeys',
  'certificates',
  'emergencyAccesses',
  'accesses',
  'disclosureBlocks',
  'corrections',
  'contributions',
  'opinionVotes',
  'statementTexts',
  'ballotRights',
  'dutyFacts',
  'dutyMarks',
  'dutySettings',
  'cases',
  'mandates',
  'representations',
  'drafts',
  'paperForms',
  'waitingFiles',
  'submissions',
  'jointSubmissions',
  'batchLines',
  'mails',
  'endings',
  'accessQuestions',
  'unusualReadings',
  'incidents',
  'electronicService',
  'proposals',
  'pushDevices',
  'questions',
  'reports',
  'subscriptions',
  'threads',
  'bills',
  'community',
  'communityTexts',
  'initiatives',
  'learningModules',
  'learningTests',
  'learningCompletions',
  'learningCertificates',
  'learningDuties',
];

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
  assured('ownCopy', {
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
          ...Object.fromEntries(listsOfCopy.map((name) => [name, Items])),
        }),
      },
    },
    // It reads all there is; nobody needs it more often.
    perMinute: 10,
    handle: (request) => ownCopy(request, 'json'),
  }),
  assured('ownCopy', {
    method: 'GET',
    url: '/konto/alle-daten.zip',
    may: mayExport,
    kind: 'file',
    summary: 'Everything held about me: JSON, a readable PDF, letters and files, and every use, as one ZIP',
    perMinute: 10,
    handle: (request) => ownCopy(request, 'zip'),
  }),
];
