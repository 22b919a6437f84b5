// The API of second signatures: what waits, as it will be sent, and signing, refusing or withdrawing it.
import { Type } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { fillForm } from '../permissions.ts';
import { refuseJoint, signJoint, withdrawJoint } from '../signing/decide-joint.ts';
import { waitingSignatures } from '../signing/find-joint.ts';
import type { JointSubmission } from '../signing/joint-submission.ts';
import { viewJoint } from '../signing/view-joint.ts';
import { personOf } from './form-session.ts';
import { Problem } from './problem.ts';

const Waiting = Type.Object({
  id: Type.String({ format: 'uuid' }),
  service: Type.String(),
  state: Type.Enum(
    ['awaiting-second-signature', 'signed', 'refused', 'withdrawn', 'lapsed', 'outdated', 'first-ended'],
    {
      description:
        'outdated: the service, a register’s value or what the answers amount to has changed; first-ended: the register names the first one no more',
    },
  ),
  until: Type.String({ format: 'date', description: 'Last day for the second signature' }),
  firstSignature: Type.Object({ name: Type.String(), at: Type.String({ format: 'date-time' }) }),
  url: Type.String({ format: 'uri' }),
  case: Type.Union([Type.String(), Type.Null()]),
});
export const WaitingReply = Type.Object({ submission: Waiting });

export function waitingOf(app: App, joint: JointSubmission) {
  return {
    id: joint.id,
    service: joint.serviceId,
    state: joint.state === 'waiting' ? 'awaiting-second-signature' : joint.state,
    until: joint.waitsUntil,
    firstSignature: { name: joint.first.name, at: joint.first.at.toISOString() },
    url: `${app.config.baseUrl}/api/v1/submissions/${joint.id}`,
    case: joint.caseRef,
  };
}

const idOf = ({ params }: Request) => params['id'] ?? '';

/** What is waiting, as after each action. */
async function shown(request: Request): Promise<Reply> {
  const { app } = request;
  const { joint } = await viewJoint(app, personOf(request), idOf(request));
  return json({ submission: waitingOf(app, joint) });
}

const params = Type.Object({ id: Type.String({ format: 'uuid' }) });
const problems = { 403: Problem, 404: Problem, 409: Problem };

export const signatureApiRoutes: Route[] = [
  {
    method: 'GET',
    url: '/api/v1/me/signatures',
    may: fillForm,
    acting: 'covered',
    kind: 'api',
    summary: 'Submissions of companies that wait for a second signature, mine or another one’s',
    schema: {
      reply: {
        200: Type.Object({
          items: Type.Array(
            Type.Object({
              id: Type.String({ format: 'uuid' }),
              service: Type.String(),
              company: Type.String(),
              until: Type.String({ format: 'date' }),
              firstSignature: Type.String(),
              forMe: Type.Boolean(),
            }),
          ),
        }),
      },
    },
    handle: async (request) => {
      const items = await waitingSignatures(request.app, personOf(request), request.language);
      return json({
        items: items.map(({ id, serviceId, company, until, firstName, forMe }) => ({
          ...{ id, service: serviceId, company, until, firstSignature: firstName, forMe },
        })),
      });
    },
  },
  {
    method: 'GET',
    url: '/api/v1/submissions/:id',
    may: fillForm,
    acting: 'covered',
    kind: 'api',
    summary:
      'A submission that two sign for a company, with its answers as they will be sent; with Acting-Mandate',
    schema: {
      params,
      reply: {
        200: Type.Object({
          submission: Waiting,
          answers: Type.Object({}, { additionalProperties: true }),
        }),
        ...problems,
      },
    },
    handle: async (request) => {
      const { app } = request;
      const { joint, evaluation } = await viewJoint(app, personOf(request), idOf(request));
      const answers = joint.state === 'signed' ? {} : evaluation.answers;
      return json({ submission: waitingOf(app, joint), answers });
    },
  },
  {
    method: 'POST',
    url: '/api/v1/submissions/:id/signature',
    may: fillForm,
    acting: 'covered',
    kind: 'api',
    summary: 'Signs it as the second one; it becomes a case',
    schema: {
      params,
      reply: {
        201: Type.Object({
          case: Type.Object({ ref: Type.String(), state: Type.String(), url: Type.String() }),
        }),
        ...problems,
      },
    },
    handle: async (request) => {
      const { app, language } = request;
      const { ref, state } = await signJoint(app, personOf(request), idOf(request), language);
      const url = `${app.config.baseUrl}/api/v1/cases/${ref}`;
      return json({ case: { ref, state, url } }, 201, { location: url });
    },
  },
  {
    method: 'POST',
    url: '/api/v1/submissions/:id/refusal',
    may: fillForm,
    acting: 'covered',
    kind: 'api',
    summary: 'Refuses to sign it as the second one, with a reason',
    schema: {
      params,
      body: Type.Object(
        { reason: Type.String({ minLength: 1, maxLength: 1000 }) },
        { additionalProperties: false },
      ),
      reply: { 200: WaitingReply, ...problems, 422: Problem },
    },
    handle: async (request) => {
      const { reason } = request.body as { reason: string };
      await refuseJoint(request.app, personOf(request), idOf(request), reason);
      return shown(request);
    },
  },
  {
    method: 'POST',
    url: '/api/v1/submissions/:id/withdrawal',
    may: fillForm,
    acting: 'covered',
    kind: 'api',
    summary: 'Withdraws it, by the one who signed first',
    schema: { params, reply: { 200: WaitingReply, ...problems } },
    handle: async (request) => {
      await withdrawJoint(request.app, personOf(request), idOf(request));
      return shown(request);
    },
  },
];
