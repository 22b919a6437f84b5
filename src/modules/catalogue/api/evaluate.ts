// `POST /api/v1/services/{id}/evaluate`: what the engine says about answers, open to everyone; nothing is stored.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { evaluateService } from '../queries/evaluate-service.ts';
import { namedFaultText } from '../queries/fault-text.ts';
import { Lang, ServiceId } from './query-parameters.ts';
import { wantedService } from './service.ts';

const Evaluated = Type.Object({
  path: Type.Array(Type.String(), { description: 'Ids of the pages that the answers lead through' }),
  faults: Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() })),
  answers: Type.Object(
    {},
    { additionalProperties: true, description: 'Only what is on the path, normalised' },
  ),
  fee: Type.Object({
    total: Type.Number(),
    currency: Type.String(),
    items: Type.Array(Type.Object({ id: Type.String(), amount: Type.Number() })),
  }),
  decision: Type.Union([Type.String(), Type.Null()], {
    description: 'at-once, by-staff, or null while there are faults',
  }),
  deadline: Type.Union([Type.String(), Type.Null()], {
    description: 'Day until which staff promise to decide',
  }),
});

export const evaluateApi: Route = {
  method: 'POST',
  url: '/api/v1/services/:id/evaluate',
  may: everyone,
  kind: 'api',
  summary: 'Evaluates answers, possibly partial: path, faults, fee, decision, deadline. Stores nothing',
  perMinute: 3000,
  schema: {
    params: ServiceId,
    query: Type.Object({ lang: Lang }),
    body: Type.Object(
      { answers: Type.Object({}, { additionalProperties: true }) },
      { additionalProperties: false },
    ),
    reply: { 200: Evaluated },
  },
  handle(request) {
    const service = wantedService(request);
    // The schema has let only an object with `answers` pass.
    const { answers } = request.body as { answers: unknown };
    const evaluation = evaluateService(request.app, service, answers);
    return json({
      path: evaluation.path,
      faults: evaluation.faults.map((fault) => ({
        pointer: fault.pointer,
        code: fault.code,
        detail: namedFaultText(service, fault, request.language),
      })),
      answers: evaluation.answers,
      fee: evaluation.fee,
      decision: evaluation.decision,
      deadline: evaluation.deadline,
    });
  },
};
