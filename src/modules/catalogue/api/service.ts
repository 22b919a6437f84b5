// `GET /api/v1/services/{id}` and what belongs to it: schema of the answers, the definition, the worked examples.
import { Type } from 'typebox';
import { answersSchema, type Example, type ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import '../errors.ts';
import { describedById } from '../queries/described.ts';
import { contextOf } from '../queries/context.ts';
import { evaluateService } from '../queries/evaluate-service.ts';
import { exampleAnswers } from '../queries/example-answers.ts';
import { examplesOf, serviceById } from '../queries/services.ts';
import { DescribedDescription, describeDescribed } from './describe-described.ts';
import { ServiceDescription, describeService } from './describe-service.ts';
import { Lang, ServiceId } from './query-parameters.ts';

/** @throws Fault SERVICE_NOT_FOUND, or SERVICE_NOT_ONLINE for one that is only described (both 404) */
export function wantedService(request: Request): ServiceDefinition {
  const id = request.params['id'] ?? '';
  const service = serviceById(request.app, id);
  if (service) return service;
  throw new Fault(describedById(request.app, id) ? 'SERVICE_NOT_ONLINE' : 'SERVICE_NOT_FOUND');
}

const base = { method: 'GET', may: everyone, kind: 'api', perMinute: 600 } as const;
const query = Type.Object({ lang: Lang });

export const serviceApi: Route = {
  ...base,
  url: '/api/v1/services/:id',
  summary: 'Description of a service: who, cost, duration, needs, legal basis, unit, addresses',
  schema: {
    params: ServiceId,
    query,
    reply: { 200: Type.Union([ServiceDescription, DescribedDescription]) },
  },
  handle(request) {
    const { app, language } = request;
    const described = describedById(app, request.params['id'] ?? '');
    return json(
      described
        ? describeDescribed(app, described, language)
        : describeService(app, wantedService(request), language),
    );
  },
};

export const serviceSchemaApi: Route = {
  ...base,
  url: '/api/v1/services/:id/schema',
  summary: 'JSON Schema 2020-12 of the answers of a service',
  schema: { params: ServiceId, query, reply: { 200: Type.Object({}, { additionalProperties: true }) } },
  handle(request) {
    const service = wantedService(request);
    const { lists } = contextOf(request.app, service);
    return json({
      $id: `${request.app.config.baseUrl}/api/v1/services/${service.id}/schema`,
      ...answersSchema(service, lists, request.language),
    });
  },
};

export const serviceDefinitionApi: Route = {
  ...base,
  url: '/api/v1/services/:id/definition',
  summary: 'The definition of a service: structure, rules and texts in all languages, as one document',
  schema: { params: ServiceId, reply: { 200: Type.Object({}, { additionalProperties: true }) } },
  handle: (request) => json(wantedService(request)),
};

const ExampleItem = Type.Object({
  name: Type.String(),
  answers: Type.Object({}, { additionalProperties: true }),
  expect: Type.Object({
    path: Type.Array(Type.String()),
    faults: Type.Array(Type.Object({ pointer: Type.String(), code: Type.String() })),
    fee: Type.Object({ total: Type.Number(), currency: Type.String() }),
    decision: Type.Union([Type.String(), Type.Null()]),
    deadline: Type.Union([Type.String(), Type.Null()]),
  }),
});

export const serviceExamplesApi: Route = {
  ...base,
  url: '/api/v1/services/:id/examples',
  summary: 'Worked examples of a service: answers in, what must come out; days are those of today',
  schema: { params: ServiceId, reply: { 200: Type.Object({ items: Type.Array(ExampleItem) }) } },
  handle(request) {
    const service = wantedService(request);
    return json({
      items: examplesOf(request.app, service.id).flatMap(
        (example) => exampleOfToday(request.app, service, example) ?? [],
      ),
    });
  },
};

/**
 * The example as if it were worked today: relative days are filled in, and the deadline moves with them.
 * Undefined for an example that holds only at its own time of the year (a tax deadline in spring, say).
 */
export function exampleOfToday(app: App, service: ServiceDefinition, example: Example) {
  const { name, expect } = example;
  const resolved = exampleAnswers(app, example);
  const evaluation = evaluateService(app, service, resolved);
  const holdsToday =
    evaluation.decision === expect.decision &&
    evaluation.fee.total === expect.fee &&
    evaluation.path.join() === expect.path.join() &&
    evaluation.faults.length === expect.faults.length;
  if (!holdsToday) return undefined;
  return {
    name,
    answers: resolved,
    expect: {
      path: expect.path,
      faults: expect.faults.map(({ pointer, code }) => ({ pointer, code })),
      fee: { total: expect.fee, currency: 'CHF' },
      decision: expect.decision,
      deadline: expect.deadline === null ? null : evaluation.deadline,
    },
  };
}
