// The HTTP server: registers the modules' routes and does for each request, in this order: who is it, may they, is it well-formed, handle.
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import underPressure from '@fastify/under-pressure';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { lapsedCode, permitActing, signedInId } from '../acting.ts';
import { anonymous } from '../actor.ts';
import type { App } from '../app.ts';
import { Fault } from '../errors.ts';
import { contentSecurity } from './content-security.ts';
import { registerOpenApi } from './openapi.ts';
import { answerFault } from './answer-fault.ts';
import { answerUnreadable } from './answer-unreadable.ts';
import { toRequest, type Identified } from './to-request.ts';
import { isOwnForm, parkFields, parkForm, parkedPerMinute } from './parked-form.ts';
import { closeFiles, largestText, parseForm, parseMultipart } from './parse-form.ts';
import { decodeJson, parseStrictJson } from './refuse-doubled-keys.ts';
import { compileSchemas } from './compile-schemas.ts';
import { csrfHolder, self } from './csrf.ts';
import type { Reply, Route } from './route.ts';
import { createSharedPages } from './shared-pages.ts';
import { lastingPressure, sampleInterval } from './lasting-pressure.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { acceptStreams, requireStreamable } from './streamed-body.ts';

declare module 'fastify' {
  interface FastifyRequest {
    identified?: Identified;
    route?: Route;
  }
  interface FastifyInstance {
    secureCookies: boolean;
  }
}

/** Makes the server with every route of every module; it does not listen yet. */
export async function createServer(app: App, assetsFolder: string): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: app.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: app.config.mode === 'demo' }),
    // Believes as many forwarded addresses as there are proxies, counted from us.
    trustProxy: (_address, hop) => hop < app.config.trustedProxies,
    bodyLimit: largestText,
    // Whoever sends a byte now and then must not hold a connection for ever; files over a slow line have their time.
    requestTimeout: 300_000,
    clientErrorHandler: answerUnreadable,
    // Addresses that can't be read (%ff) reach no route and no hook.
    frameworkErrors: (error, request, reply) => {
      request.cookies = server.parseCookie(request.headers.cookie ?? '');
      request.query = {};
      void answerFault(app, request, error).then((answer) =>
        (reply as FastifyReply)
          .code(answer.status)
          .type(answer.type)
          .headers({ 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' })
          .send(answer.body),
      );
    },
    // Requests in flight are finished; new ones on the same connection are told to go elsewhere.
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  // Behind a proxy that ends TLS the connection here is plain; what counts is how browsers reach us.
  server.decorate('secureCookies', app.config.baseUrl.startsWith('https:'));
  server.setValidatorCompiler(compileSchemas);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, body.length === 0 ? undefined : parseStrictJson(decodeJson(body as Buffer)));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, parseForm(String(body))),
  );
  acceptStreams(
    server,
    app.modules.flatMap((module) => module.routes ?? []),
  );
  await server.register(cookie);
  await server.register(helmet, {
    // Without a referrer browsers send `Origin: null` with forms, and a form after an expired session could not be told from a foreign one.
    referrerPolicy: { policy: 'same-origin' },
    contentSecurityPolicy: contentSecurity(app),
    crossOriginEmbedderPolicy: false,
  });
  await server.register(multipart, {
    // A file that is too large is told at its field; it must not cost what else was typed.
    throwFileSizeLimit: false,
    limits: { fileSize: 10 * 1024 * 1024, files: 10, fields: 500, fieldSize: 1024 * 1024 },
  });
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: () => new Fault('TOO_MANY_REQUESTS'),
  });
  const tooBusy = lastingPressure();
  await server.register(underPressure, {
    maxEventLoopDelay: 5000,
    sampleInterval,
    pressureHandler: () => {
      if (tooBusy(performance.now())) throw new Fault('UNAVAILABLE');
    },
  });
  await server.register(fastifyStatic, {
    root: assetsFolder,
    prefix: '/assets/',
    preCompressed: true,
    index: false,
    immutable: true,
    maxAge: '365d',
    // Files with a content hash never change.
    decorateReply: false,
  });
  await registerOpenApi(server, app);
  const shared = createSharedPages(app);
  // What is typed without a session is kept, whoever sends it: not more than those behind one address type.
  const parking = server.createRateLimit({ max: parkedPerMinute, timeWindow: '1 minute' });

  // However a request ends, when it is answered its files are stored or no longer wanted.
  server.addHook('onSend', closeFiles);
  server.setErrorHandler(async (error, request, reply) =>
    send(reply, await answerFault(app, request, error)),
  );
  server.setNotFoundHandler(async (request, reply) => {
    const known = (['GET', 'HEAD', 'POST'] as const).filter(
      (method) =>
        method !== request.method && server.findRoute({ method, url: request.url.split('?')[0] ?? '/' }),
    );
    const fault =
      known.length > 0
        ? new Fault('METHOD_NOT_ALLOWED', { allow: known.join(', ') })
        : new Fault('NOT_FOUND');
    return send(reply, await answerFault(app, request, fault));
  });

  for (const module of app.modules) await module.mount?.(app, server);
  for (const module of app.modules) {
    for (const route of module.routes ?? []) {
      if (route.demoOnly && app.config.mode !== 'demo') continue;
      server.route({
        method: route.method,
        url: route.url,
        bodyLimit: largestText,
        ...(route.unlogged ? { logLevel: 'silent' as const } : {}),
        schema: {
          ...(route.kind === 'api'
            ? {
                summary: route.summary,
                tags: [module.name],
                ...(route.schema?.reply ? { response: route.schema.reply } : {}),
              }
            : { hide: true }),
          ...(route.schema?.params ? { params: route.schema.params } : {}),
          ...(route.schema?.query ? { querystring: route.schema.query } : {}),
          ...(route.schema?.body
            ? {
                body: route.stream
                  ? { content: { [route.stream]: { schema: route.schema.body } } }
                  : route.schema.body,
              }
            : {}),
          ...(route.schema?.headers ? { headers: route.schema.headers } : {}),
        },
        // Replies are serialised by the routes themselves; a schema must not silently drop fields.
        serializerCompiler: () => (data) => JSON.stringify(data),
        ...(route.perMinute ? { config: { rateLimit: limitOf(route.perMinute) } } : {}),
        onRequest: async (request, reply) => {
          request.route = route;
          if (!route.shared) return;
          const page = shared.find(request);
          if (page) return shared.send(page, request, reply);
        },
        preParsing: async (request) => {
          request.identified = await toRequest.identify(app, request);
          if (route.kind !== 'form') {
            // Default no: the rule is asked before the body is even read.
            permit(app, route, request);
          }
          requireStreamable(route, request);
        },
        preValidation: async (request, reply) => {
          const actor = request.identified?.actor ?? anonymous;
          const visiting = actor.kind === 'anonymous' ? route.visitors : undefined;
          const mayPost =
            route.may.allows(actor, undefined, app) && (!visiting || visiting.begun(request.cookies));
          if (request.isMultipart()) {
            // Files of people who may not send any are not even written to disk.
            const mayUpload = mayPost && (!visiting || (await visiting.mayUpload(app, request.cookies)));
            const folder = mayUpload ? join(app.config.dataDir, 'incoming') : undefined;
            const limit = (mayPost ? visiting?.bodyLimit : undefined) ?? route.bodyLimit ?? largestText;
            request.body = await parseMultipart(request, limit, folder);
          }
          if (route.kind !== 'form') return;
          const bound = request.identified?.csrfBound;
          const body = request.body as Record<string, unknown> | undefined;
          const madeFor = bound === undefined ? undefined : csrfHolder(app.secret, bound, body?.['_csrf']);
          const ours = madeFor !== undefined;
          if (actor.kind === 'anonymous' && (visiting ? !ours : !mayPost) && isOwnForm(app, request)) {
            const use = await parking(request);
            if (!use.isAllowed && use.isExceeded) throw new Fault('TOO_MANY_REQUESTS');
            return send(reply, await parkForm(app, request, mayPost ? 'here' : 'signed-in'));
          }
          if (actor.kind === 'person' && ours && route.acting !== 'always') {
            const { acting } = actor;
            const own = madeFor === self;
            const changed = own ? acting !== undefined : madeFor !== (acting && actor.id);
            if (changed || acting?.lapsed) {
              // What was typed for one person must not become another one's: it waits for whom it was meant.
              const holder = own ? signedInId(actor) : madeFor;
              const path = request.url.split('?')[0] ?? '/';
              request.identified?.cookies.push(await parkFields(app, path, body ?? {}, holder));
              throw new Fault(changed || !acting ? 'ACTING_CHANGED' : lapsedCode(acting));
            }
          }
          permit(app, route, request);
          if (!ours) throw new Fault('CSRF_FAILED');
          await refuseUnreadable(app, route, request, server.hasRoute({ method: 'GET', url: route.url }));
        },
        handler: async (request, reply) => {
          const result = await route.handle(toRequest.build(app, request));
          if (route.shared) return shared.keep(request, result, reply, send);
          return send(reply, result);
        },
      });
    }
  }
  return server;
}

/**
 * Of somebody who is signed in their own requests are counted: many people have one address, in an office or a library. Of all
 * others the address counts.
 */
const limitOf = (max: number) => ({
  max,
  timeWindow: '1 minute',
  // Who it is must be known.
  hook: 'preParsing' as const,
  keyGenerator: ({ identified, ip }: FastifyRequest) => {
    const actor = identified?.actor ?? anonymous;
    if (actor.kind === 'person') return signedInId(actor);
    return actor.kind === 'staff' ? actor.id : ip;
  },
});

function permit(app: App, route: Route, request: FastifyRequest): void {
  const actor = request.identified?.actor ?? { kind: 'anonymous' };
  if (route.may.allows(actor, undefined, app)) {
    if (actor.kind === 'person') permitActing(route, request.method, actor);
    return;
  }
  throw new Fault(actor.kind === 'anonymous' ? 'SIGN_IN_REQUIRED' : 'FORBIDDEN', {
    permission: route.may.id,
  });
}

/** Writes a reply; personal pages are never stored by browsers or proxies. */
function send(reply: FastifyReply, result: Reply): FastifyReply {
  // A route's own cookie counts more than one of the same name that came with recognising the visitor.
  for (const each of [...(reply.request.identified?.cookies ?? []), ...(result.cookies ?? [])]) {
    reply.setCookie(each.name, each.value, {
      path: each.path ?? '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: reply.server.secureCookies || reply.request.protocol === 'https',
      ...(each.maxAge === undefined ? {} : { maxAge: each.maxAge }),
    });
  }
  reply.code(result.status).type(result.type);
  reply.headers({ 'cache-control': 'private, no-store', ...result.headers });
  return reply.send(result.body);
}
