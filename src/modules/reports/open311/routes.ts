// The addresses of Open311 GeoReport v2 below /open311/v2, each with .xml and .json; faults are told as the specification says.
import { createHash } from 'node:crypto';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { reportsOf } from '../reports-state.ts';
import { requireJurisdiction, type Fields } from './arguments.ts';
import { errorReply, formatOf, Open311Fault, reply, splitFormat, tellFault, type Value } from './format.ts';
import { requireKey } from './keys.ts';
import { postRequest, postUpdate } from './post-request.ts';
import { requestList, requestsById, updateList } from './request-list.ts';
import { serviceByCode, serviceDefinition, serviceList } from './service-list.ts';

const base = '/open311/v2';

interface Answer {
  root: string;
  value: Value;
}

/** Runs a call and tells what goes wrong in the format that was asked for. */
async function answered(request: Request, fields: Fields, call: () => Promise<Answer>): Promise<Reply> {
  const format = formatOf(request);
  try {
    requireJurisdiction(request.app, fields);
    const { root, value } = await call();
    return reply(format, root, value);
  } catch (error) {
    if (error instanceof Open311Fault) return errorReply(format, error.status, error.errors);
    // All that can't be done as asked is 400, what there is not 404.
    if (error instanceof Fault && error.status < 500 && error.status !== 429)
      return errorReply(format, error.status === 404 ? 404 : 400, [
        faultText(request.app, request.language, error.code),
      ]);
    throw error;
  }
}

/** The same resource without an ending, as XML and as JSON. */
function lists(name: string, summary: string, call: (request: Request) => Promise<Answer> | Answer): Route[] {
  return ['', '.xml', '.json'].map((ending) => ({
    ...{ method: 'GET', url: `${base}/${name}${ending}`, may: everyone, kind: 'api', perMinute: 600 },
    ...{ summary: `Open311: ${summary}`, tellFault },
    handle: (request: Request) => answered(request, request.query, async () => call(request)),
  }));
}

function one(
  name: string,
  summary: string,
  call: (request: Request, id: string) => Promise<Answer> | Answer,
): Route {
  return {
    ...{ method: 'GET', url: `${base}/${name}/:id`, may: everyone, kind: 'api', perMinute: 600 },
    ...{ summary: `Open311: ${summary} (.xml, .json)`, tellFault },
    handle: (request) =>
      answered(request, request.query, async () =>
        call(request, splitFormat(request.params['id'] ?? '', '').name),
      ),
  };
}

function posts(
  name: string,
  summary: string,
  call: (request: Request, fields: Fields, sender: string) => Promise<Answer>,
): Route[] {
  return ['', '.xml', '.json'].map((ending) => ({
    ...{ method: 'POST', url: `${base}/${name}${ending}`, may: everyone, kind: 'api', perMinute: 120 },
    ...{ summary: `Open311: ${summary} (form fields, api_key)`, tellFault, bodyLimit: 32 * 1024 * 1024 },
    handle(request: Request) {
      const type = String(request.headers['content-type'] ?? '');
      const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);
      const fields = isForm ? ((request.body ?? {}) as Fields) : {};
      return answered(request, fields, async () => {
        if (!isForm)
          throw new Open311Fault(400, 'The content type must be application/x-www-form-urlencoded.');
        return call(request, fields, requireKey(request.app, fields));
      });
    },
  }));
}

/** Changes when what can be reported changes. */
function changeset({ app }: Request): string {
  const { categories } = reportsOf(app);
  return createHash('sha256').update(JSON.stringify(categories)).digest('hex').slice(0, 16);
}

const requests = 'service_requests';
const updates = 'service_request_updates';

export const open311Routes: Route[] = [
  ...lists('discovery', 'where what is', (request) => {
    const { app } = request;
    const { baseUrl } = app.config;
    return {
      root: 'discovery',
      value: {
        changeset: changeset(request),
        contact: `${baseUrl}/meldungen`,
        key_service:
          app.config.mode === 'demo'
            ? 'This is a demonstration: the api_key is "demo".'
            : `Ask for an api_key: ${baseUrl}/stellen`,
        endpoints: {
          each: 'endpoint',
          items: [
            {
              specification: 'http://wiki.open311.org/GeoReport_v2',
              url: `${baseUrl}${base}`,
              changeset: changeset(request),
              type: app.config.mode === 'demo' ? 'test' : 'production',
              formats: { each: 'format', items: ['text/xml', 'application/json'] },
            },
          ],
        },
      },
    };
  }),
  ...lists('services', 'what can be reported', ({ app, language }) => ({
    root: 'services',
    value: serviceList(app, language),
  })),
  one('services', 'the questions of a service', ({ app, language }, id) => ({
    root: 'service_definition',
    value: serviceDefinition(serviceByCode(app, id), language),
  })),
  ...lists(
    'requests',
    'reports of 90 days (service_request_id, service_code, start_date, end_date, status, updated_after, updated_before)',
    async ({ app, query, language }) => ({ root: requests, value: await requestList(app, query, language) }),
  ),
  one('requests', 'one report', async ({ app, language }, id) => {
    const items = await requestsById(app, [id], language);
    if (items.length === 0) throw new Open311Fault(404, 'service_request_id was not found.');
    return { root: requests, value: { each: 'request', items } };
  }),
  one(
    'tokens',
    'reports by token; there are none, for every report has its number at once',
    (_request, id) => {
      throw new Open311Fault(404, `token ${id.slice(0, 60)} was not found: numbers are given at once.`);
    },
  ),
  ...posts('requests', 'sends a report', async (request, fields, sender) => ({
    root: requests,
    value: await postRequest(request, fields, sender),
  })),
  ...lists(
    'servicerequestupdates',
    'what has happened to reports (start_date, end_date)',
    async (request) => ({
      root: updates,
      value: await updateList(request.app, request.query, request.language),
    }),
  ),
  ...posts('servicerequestupdates', 'sends an update to a report', async (request, fields, sender) => ({
    root: updates,
    value: await postUpdate(request, fields, sender),
  })),
  {
    ...{ method: 'GET', url: `${base}/*`, may: everyone, kind: 'api', perMinute: 600, tellFault },
    summary: 'Open311: there is nothing else',
    handle: (request) => errorReply(formatOf(request), 404, ['There is nothing at this address.']),
  },
];
