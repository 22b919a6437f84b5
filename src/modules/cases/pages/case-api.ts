// The API of cases: the same view and the same action as the pages.
import { Type } from 'typebox';
import { dataClasses, type DataClass } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { bytes, json } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { unitName } from '../../organisation/index.ts';
import { accountNames } from '../../identity/index.ts';
import { actOnCase } from '../actions/act-on-case.ts';
import { caseWord } from '../case-texts.ts';
import { openCasePage, seeWorklist } from '../permissions.ts';
import { caseView, type CaseView } from '../queries/case-view.ts';
import { documentFile } from '../queries/find-document.ts';
import { content, costs } from '../queries/withhold.ts';
import { missingText } from '../why/condition-words.ts';
import { channels, dueFilters, openStates, readFilter } from '../queries/worklist-filter.ts';
import { worklist, worklistViews } from '../queries/worklist.ts';

const Ref = Type.Object({ ref: Type.String() });
const NullableText = Type.Union([Type.String(), Type.Null()]);
const Case = Type.Object({
  ref: Type.String(),
  service: Type.String(),
  version: Type.Integer(),
  state: Type.String(),
  answers: Type.Object({}, { additionalProperties: true }),
  fee: Type.Object({}, { additionalProperties: true }),
  actions: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Type.String(),
      schema: Type.Object({}, { additionalProperties: true }),
    }),
  ),
  clocks: Type.Array(Type.Object({ id: Type.String(), due: NullableText, paused: Type.Boolean() })),
  documents: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      url: Type.String(),
      verifyCode: Type.String(),
      revokedAt: NullableText,
    }),
  ),
  revision: Type.Integer(),
  disclosureBlocked: Type.Boolean({
    description: 'For staff: the person forbids that anything is told to others; false for everyone else',
  }),
  withheld: Type.Array(
    Type.Object({
      part: Type.Enum(['answer', 'evidence', 'fee', 'documents', 'history']),
      pointer: NullableText,
      class: Type.Enum([...dataClasses]),
      why: Type.String(),
    }),
    {
      description:
        'What this member of staff may not see, and what is missing for it; empty for everyone else',
    },
  ),
});
const problem = Type.Object(
  { code: Type.String(), status: Type.Integer(), title: Type.String() },
  { additionalProperties: true },
);

async function viewOf(request: Request): Promise<CaseView> {
  const view = await caseView(request.app, request.actor, request.params['ref'] ?? '', request.language);
  if (!view) throw new Fault('NOT_FOUND');
  return view;
}

/** The state that the caller has seen: `If-Match: 3`, `"3"` or `W/"3"` (RFC 9110). */
function revisionOf(request: Request): number {
  const header = String(request.headers['if-match'] ?? '');
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim());
  if (!match) throw new Fault('PRECONDITION_REQUIRED');
  return Number(match[1]);
}

function caseJson(request: Request, view: CaseView) {
  const { matter } = view;
  return {
    ref: matter.ref,
    service: matter.serviceId,
    version: matter.serviceVersion,
    state: matter.state,
    answers: matter.answers,
    fee: view.withheld.costs ? {} : matter.evaluation.fee,
    actions: view.actions.map((each) => ({
      id: each.id,
      label: caseWord(request.language, 'action', each.id),
      schema: each.schema,
    })),
    clocks: view.clocks.map((clock) => ({
      id: clock.id,
      due: clock.pausedOn === null ? clock.due : null,
      paused: clock.pausedOn !== null,
    })),
    documents: view.documents.map((document) => ({
      id: document.id,
      title: document.title,
      url: `${request.app.config.baseUrl}/api/v1/cases/${matter.ref}/documents/${document.id}`,
      verifyCode: document.verifyCode,
      revokedAt: document.revokedAt?.toISOString() ?? null,
    })),
    revision: matter.revision,
    disclosureBlocked: view.blocked,
    withheld: withheldJson(request, view),
  };
}

/** What is kept back, in the words of the page. */
function withheldJson({ app, language }: Request, { standing, withheld }: CaseView) {
  if (!standing) return [];
  const row = (part: string, own: DataClass, pointer: string | null = null) => ({
    part,
    pointer,
    class: own,
    why: missingText(app, language, standing.may('see', own), standing.certificates),
  });
  return [
    ...withheld.fields.map(({ pointer, class: own }) => row('answer', own, pointer)),
    ...(withheld.files > 0 ? [row('evidence', content)] : []),
    ...(withheld.costs ? [row('fee', costs)] : []),
    ...(withheld.content ? [row('documents', content), row('history', content)] : []),
  ];
}

export const caseApiRoutes: Route[] = [
  {
    method: 'GET',
    url: '/api/v1/cases/:ref',
    may: openCasePage,
    acting: 'covered',
    kind: 'api',
    summary: 'A case as this role may see it, with the actions it may take now',
    schema: { params: Ref, reply: { 200: Case, 404: problem } },
    handle: async (request) => {
      const view = await viewOf(request);
      return json(caseJson(request, view), 200, { etag: `"${view.matter.revision}"` });
    },
  },
  {
    method: 'GET',
    url: '/api/v1/cases/:ref/events',
    may: openCasePage,
    acting: 'covered',
    kind: 'api',
    summary: 'History of a case, newest first',
    schema: { params: Ref },
    handle: async (request) => {
      const view = await viewOf(request);
      // Whoever may not see what a case holds reads no name of persons either; those of staff stand in every list.
      const named = view.history.filter((each) => each.actorKind === 'staff' || !view.withheld.content);
      const names = view.asStaff
        ? await accountNames(
            request.app,
            named.map((each) => each.actorId).filter((id) => id !== null),
          )
        : new Map<string, string>();
      return json({
        items: view.history.map((entry) => ({
          id: String(entry.id),
          at: entry.at.toISOString(),
          action: entry.action,
          state: entry.toState,
          by: {
            kind: entry.actorKind,
            unit: entry.actorUnit === null ? null : unitName(request.app, entry.actorUnit, request.language),
            name: names.get(entry.actorId ?? '') ?? null,
          },
          input: entry.input,
        })),
        next: null,
      });
    },
  },
  {
    method: 'GET',
    url: '/api/v1/cases/:ref/documents/:id',
    may: openCasePage,
    acting: 'covered',
    kind: 'api',
    summary: 'Bytes of a document (PDF)',
    schema: { params: Type.Object({ ref: Type.String(), id: Type.String() }) },
    handle: async ({ app, actor, params }) => {
      const file = await documentFile(app, actor, params['ref'] ?? '', params['id'] ?? '');
      if (!file) throw new Fault('NOT_FOUND');
      return bytes(file.bytes, 'application/pdf', file.name);
    },
  },
  {
    method: 'POST',
    url: '/api/v1/cases/:ref/actions/:action',
    may: openCasePage,
    acting: 'covered',
    kind: 'api',
    summary: 'Takes an action; needs If-Match with the revision seen',
    schema: {
      params: Type.Object({ ref: Type.String(), action: Type.String() }),
      reply: { 200: Case, 403: problem, 404: problem, 409: problem, 422: problem, 428: problem },
    },
    handle: async (request) => {
      const { app, actor, params } = request;
      const body = request.body ?? {};
      if (typeof body !== 'object' || Array.isArray(body)) throw new Fault('CASE_INPUT_INVALID');
      // Whether the caller may see it is answered before what is missing in the request.
      await viewOf(request);
      await actOnCase(app, actor, {
        ref: params['ref'] ?? '',
        action: params['action'] ?? '',
        input: body as Record<string, unknown>,
        revision: revisionOf(request),
        language: request.language,
      });
      return json(caseJson(request, await viewOf(request)));
    },
  },
  {
    method: 'GET',
    url: '/api/v1/worklist',
    may: seeWorklist,
    kind: 'api',
    summary:
      'Open cases of my unit by due day: all, mine, free or waiting; by service, state, clock, channel, words',
    schema: {
      query: Type.Object({
        view: Type.Optional(Type.Enum([...worklistViews])),
        service: Type.Optional(Type.String()),
        state: Type.Optional(Type.Enum([...openStates])),
        due: Type.Optional(Type.Enum([...dueFilters])),
        channel: Type.Optional(Type.Enum([...channels])),
        q: Type.Optional(Type.String({ maxLength: 100 })),
        cursor: Type.Optional(Type.String()),
      }),
      reply: {
        200: Type.Object({
          items: Type.Array(
            Type.Object({
              ref: Type.String(),
              service: Type.String(),
              state: Type.String(),
              due: NullableText,
              assignee: NullableText,
            }),
          ),
          next: NullableText,
        }),
      },
    },
    handle: async ({ app, actor, query }) => {
      if (actor.kind !== 'staff') throw new Fault('FORBIDDEN');
      const { items, next } = await worklist(app, actor, {
        view: worklistViews.find((each) => each === query['view']) ?? 'all',
        filter: readFilter(query),
        cursor: query['cursor'],
        limit: 50,
      });
      const names = await accountNames(
        app,
        items.map((item) => item.assigneeId).filter((id) => id !== null),
      );
      return json({
        items: items.map((item) => ({
          ref: item.ref,
          service: item.serviceId,
          state: item.state,
          due: item.due,
          assignee: names.get(item.assigneeId ?? '') ?? null,
        })),
        next,
      });
    },
  },
];
