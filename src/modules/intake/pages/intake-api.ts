// The API of submissions: the same rules and the same case as the form.
import { Type } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { serveFile } from '../../../kernel/files/serve-file.ts';
import { wantedService } from '../../catalogue/index.ts';
import type { RegisterId } from '../../data/index.ts';
import { previewKnown } from '../actions/preview-known.ts';
import { requestable } from '../actions/request-known.ts';
import { storeUpload } from '../actions/store-upload.ts';
import { submitOnce, type Submitted } from '../actions/submit.ts';
import { fillForm } from '../permissions.ts';
import { sourcedFields } from '../queries/sourced-fields.ts';
import { ownFile } from '../queries/own-file.ts';
import { prepareOnce } from '../signing/prepare.ts';
import { signsJointly } from '../signing/joint-submission.ts';
import { viewJoint } from '../signing/view-joint.ts';
import { personOf } from './form-session.ts';
import { Problem } from './problem.ts';
import { WaitingReply, waitingOf } from './signature-api.ts';

/** 1 to 200 visible ASCII characters. */
export function idempotencyKey(request: Request): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Fault('IDEMPOTENCY_KEY_REQUIRED');
  return key;
}

function caseReply(app: App, { ref, state }: Submitted): Reply {
  const url = `${app.config.baseUrl}/api/v1/cases/${ref}`;
  return json({ case: { ref, state, url } }, 201, { location: url });
}

/** As the button of the form does: without it these registers are not asked. */
const Requested = Type.Optional(
  Type.Array(Type.Enum([...requestable]), {
    uniqueItems: true,
    maxItems: 10,
    description: 'Registers that the person asks for explicitly: fields that are left out are read there.',
  }),
);

export const intakeApiRoutes: Route[] = [
  {
    method: 'POST',
    url: '/api/v1/services/:id/known',
    may: fillForm,
    acting: 'covered',
    kind: 'api',
    summary:
      'What the registers know of the fields of a service, with where from and as of when, before it is sent; a logged read',
    perMinute: 30,
    schema: {
      params: Type.Object({ id: Type.String() }),
      body: Type.Object({ request: Requested }, { additionalProperties: false }),
      reply: {
        200: Type.Object({
          items: Type.Array(
            Type.Object({
              pointer: Type.String(),
              value: Type.Unknown(),
              register: Type.String(),
              asOf: Type.String({ format: 'date' }),
              proven: Type.Boolean({ description: 'What is sent instead does not count' }),
            }),
          ),
          silent: Type.Array(Type.String(), { description: 'Registers that give no answer now' }),
        }),
        403: Problem,
        404: Problem,
      },
    },
    handle: async (request) => {
      const definition = wantedService(request);
      const { request: requested = [] } = request.body as { request?: RegisterId[] };
      const options = { requested, language: request.language };
      const { known, silent } = await previewKnown(request.app, personOf(request), definition, options);
      const proven = new Set(
        sourcedFields(definition).flatMap((each) => (each.proven || each.backed ? [each.id] : [])),
      );
      return json({
        items: Object.entries(known).map(([id, { value, register, asOf }]) => ({
          ...{ pointer: `/${id}`, value, register, asOf, proven: proven.has(id) },
        })),
        silent,
      });
    },
  },
  {
    method: 'POST',
    url: '/api/v1/services/:id/submissions',
    may: fillForm,
    acting: 'covered',
    kind: 'api',
    summary:
      'Submits answers; the same Idempotency-Key gives the same case. 202: a second one has to sign for the company',
    schema: {
      params: Type.Object({ id: Type.String() }),
      body: Type.Object(
        { answers: Type.Object({}, { additionalProperties: true }), request: Requested },
        { additionalProperties: false },
      ),
      reply: {
        201: Type.Object({
          case: Type.Object({ ref: Type.String(), state: Type.String(), url: Type.String() }),
        }),
        202: WaitingReply,
        400: Problem,
        403: Problem,
        404: Problem,
        409: Problem,
        422: Problem,
      },
    },
    handle: async (request) => {
      const { app, language, params } = request;
      wantedService(request);
      const key = idempotencyKey(request);
      const { answers, request: requested = [] } = request.body as {
        answers: Record<string, unknown>;
        request?: RegisterId[];
      };
      const actor = personOf(request);
      const sent = { serviceId: params['id'] ?? '', answers, key, language, requested };
      if (signsJointly(actor)) {
        const prepared = await prepareOnce(app, actor, sent);
        if ('ref' in prepared) return caseReply(app, prepared);
        const submission = waitingOf(app, (await viewJoint(app, actor, prepared.id)).joint);
        return json({ submission }, 202, { location: submission.url });
      }
      return caseReply(app, await submitOnce(app, actor, sent));
    },
  },
  {
    method: 'POST',
    url: '/api/v1/files',
    may: fillForm,
    acting: 'covered',
    kind: 'api',
    summary: 'Uploads a file (multipart field "file"); the reply is an answer for a file field',
    bodyLimit: 11 * 1024 * 1024,
    schema: {
      reply: {
        201: Type.Object({
          id: Type.String(),
          name: Type.String(),
          type: Type.String(),
          size: Type.Integer(),
        }),
        413: Problem,
        415: Problem,
        422: Problem,
      },
    },
    handle: async (request) => {
      const [file] = request.files;
      if (!file) throw new Fault('BAD_REQUEST');
      return json(await storeUpload(request.app, personOf(request), file), 201);
    },
  },
  {
    method: 'GET',
    url: '/api/v1/files/:id',
    may: fillForm,
    kind: 'api',
    summary: 'A file of mine that is not part of a case yet',
    schema: { params: Type.Object({ id: Type.String({ format: 'uuid' }) }), reply: { 404: Problem } },
    handle: async (request) => {
      const file = await ownFile(request.app, personOf(request), request.params['id'] ?? '');
      if (!file) throw new Fault('NOT_FOUND');
      return serveFile(request.app.db, file);
    },
  },
];
