// The API of batches: sent as newline delimited JSON, acknowledged at once, worked off later, with a result for each line.
import { Readable } from 'node:stream';
import { join } from 'node:path';
import { Type } from 'typebox';
import { IncomingFile } from '../../../kernel/files/incoming-file.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { disposition, json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { wantedService } from '../../catalogue/index.ts';
import { batchLimits } from '../batch/batch-limits.ts';
import { batchResults, openBatch, type LineResult } from '../batch/batch-results.ts';
import { batchesOf, findBatch, type Batch } from '../batch/batches.ts';
import { receiveBatch } from '../batch/receive-batch.ts';
import { sendBatch } from '../permissions.ts';
import { personOf } from './form-session.ts';
import { idempotencyKey } from './intake-api.ts';
import { Problem } from './problem.ts';

const ndjson = 'application/x-ndjson';

const BatchReply = Type.Object({
  id: Type.String({ format: 'uuid' }),
  service: Type.String(),
  state: Type.Union([Type.Literal('waiting'), Type.Literal('working'), Type.Literal('done')]),
  createdAt: Type.String({ format: 'date-time' }),
  finishedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  lines: Type.Integer(),
  done: Type.Integer({ description: 'Lines that have a result: accepted and refused together' }),
  accepted: Type.Integer(),
  refused: Type.Integer(),
  url: Type.String(),
  results: Type.String({ description: 'Address of the results, a line each' }),
});

const Line = Type.Object({
  line: Type.Integer({ description: 'As in what was sent, counted from 1' }),
  id: Type.Union([Type.String(), Type.Null()], { description: 'Your own id, where the line says one' }),
  status: Type.Integer({ description: 'HTTP status that it would have had by itself' }),
  case: Type.Optional(Type.Object({ ref: Type.String(), state: Type.String(), url: Type.String() })),
  code: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  errors: Type.Optional(
    Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() })),
  ),
});

const addressOf = ({ app }: Request, id: string) => `${app.config.baseUrl}/api/v1/batches/${id}`;

function batchReply(request: Request, batch: Batch) {
  const url = addressOf(request, batch.id);
  return {
    id: batch.id,
    service: batch.serviceId,
    state: batch.state,
    createdAt: batch.createdAt.toISOString(),
    finishedAt: batch.finishedAt?.toISOString() ?? null,
    lines: batch.lines,
    done: batch.done,
    accepted: batch.accepted,
    refused: batch.done - batch.accepted,
    url,
    results: `${url}/results`,
  };
}

async function send(request: Request): Promise<Reply> {
  const { app, language } = request;
  const actor = personOf(request);
  const definition = wantedService(request);
  const key = idempotencyKey(request);
  // On disk, so that a slow sender holds neither memory nor a connection of the database.
  const content = await IncomingFile.open(join(app.config.dataDir, 'incoming'));
  try {
    for await (const piece of request.body as AsyncIterable<Buffer>) await content.append(piece);
    const id = await receiveBatch(app, actor, { definition, content, key, language });
    const batch = await findBatch(app, actor, id);
    return json(batchReply(request, batch), 202, { location: addressOf(request, id) });
  } finally {
    await content.close();
  }
}

async function list(request: Request): Promise<Reply> {
  const { app, query } = request;
  const { items, next } = await batchesOf(app, personOf(request), { cursor: query['cursor'], limit: 50 });
  return json({ items: items.map((batch) => batchReply(request, batch)), next });
}

async function* resultLines(request: Request, found: AsyncIterable<LineResult>): AsyncGenerator<string> {
  const { app, language } = request;
  for await (const { line, clientId, status, code, errors, caseRef, caseState } of found) {
    const what =
      caseRef === null
        ? { code, title: faultText(app, language, code ?? 'INTERNAL'), errors }
        : { case: { ref: caseRef, state: caseState, url: `${app.config.baseUrl}/api/v1/cases/${caseRef}` } };
    yield `${JSON.stringify({ line, id: clientId, status, ...what })}\n`;
  }
}

async function results(request: Request): Promise<Reply> {
  const { app, params, query } = request;
  const batch = await openBatch(app, personOf(request), params['id'] ?? '');
  const lines = resultLines(request, batchResults(app, batch.id, Number(query['after'] ?? 0)));
  return {
    status: 200,
    type: `${ndjson}; charset=utf-8`,
    body: Readable.from(lines),
    headers: {
      'content-disposition': disposition(`${batch.serviceId}-${batch.id.slice(0, 8)}.ndjson`, false),
    },
  };
}

const BatchId = Type.Object({ id: Type.String({ format: 'uuid' }) });
const kibibytes = batchLimits.line / 1024;
const mebibytes = batchLimits.bytes / 1024 / 1024;

export const batchApiRoutes: Route[] = [
  {
    method: 'POST',
    url: '/api/v1/services/:id/batches',
    may: sendBatch,
    kind: 'api',
    summary: 'Sends many submissions of a company at once; the same Idempotency-Key gives the same batch',
    perMinute: 60,
    stream: ndjson,
    bodyLimit: batchLimits.bytes,
    schema: {
      params: Type.Object({ id: Type.String() }),
      headers: Type.Object({
        'idempotency-key': Type.Optional(
          Type.String({ description: 'Required: 1 to 200 visible ASCII characters' }),
        ),
      }),
      body: Type.Unsafe<unknown>({
        description: `One object a line: {"id":"your own id","answers":{…}}, UTF-8. At most ${batchLimits.lines} lines of ${kibibytes} KiB, ${mebibytes} MiB in all.`,
      }),
      reply: {
        202: BatchReply,
        400: Problem,
        403: Problem,
        404: Problem,
        413: Problem,
        415: Problem,
        422: Problem,
        429: Problem,
      },
    },
    handle: send,
  },
  {
    method: 'GET',
    url: '/api/v1/batches',
    may: sendBatch,
    kind: 'api',
    summary: 'Batches of my company, the latest first',
    schema: {
      query: Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 200 })) }),
      reply: {
        200: Type.Object({
          items: Type.Array(BatchReply),
          next: Type.Union([Type.String(), Type.Null()]),
        }),
      },
    },
    handle: list,
  },
  {
    method: 'GET',
    url: '/api/v1/batches/:id',
    may: sendBatch,
    kind: 'api',
    summary: 'How far a batch is',
    schema: { params: BatchId, reply: { 200: BatchReply, 404: Problem } },
    handle: async (request) =>
      json(batchReply(request, await findBatch(request.app, personOf(request), request.params['id'] ?? ''))),
  },
  {
    method: 'GET',
    url: '/api/v1/batches/:id/results',
    may: sendBatch,
    kind: 'api',
    summary: 'The result of each line, in order, as newline delimited JSON; `after` goes on behind a line',
    schema: {
      params: BatchId,
      query: Type.Object({
        after: Type.Optional(
          Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: 'The last line already read' }),
        ),
      }),
      reply: {
        200: Type.Unsafe<unknown>({
          description: 'One object a line, as far as all lines before it have a result',
          content: { [ndjson]: { schema: Line } },
        }),
        404: Problem,
      },
    },
    handle: results,
  },
];
