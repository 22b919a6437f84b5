// `/health/live` and `/health/ready`: for the operator's supervision. Alive: the process answers. Ready: the database does too.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';

/** A database that takes longer than this is not one that a visitor should be sent to. */
const patience = 2000;

export const liveRoute: Route = {
  method: 'GET',
  url: '/health/live',
  may: everyone,
  kind: 'api',
  summary: 'Whether the process answers',
  schema: { reply: { 200: Type.Object({ status: Type.Literal('ok') }) } },
  handle: () => json({ status: 'ok' }, 200, { 'cache-control': 'no-store' }),
};

const Ready = Type.Object({
  status: Type.String(),
  database: Type.String(),
});

export const readyRoute: Route = {
  method: 'GET',
  url: '/health/ready',
  may: everyone,
  kind: 'api',
  summary: 'Whether requests can be answered: the database is there',
  schema: { reply: { 200: Ready, 503: Ready } },
  async handle({ app }) {
    // A database that takes the connection and never answers must not keep whoever asks waiting.
    const timeout = new Promise<false>((resolve) => setTimeout(resolve, patience, false).unref());
    const answers = app.pool.query('select 1').then(
      () => true,
      () => false,
    );
    const up = await Promise.race([answers, timeout]);
    return json({ status: up ? 'ok' : 'unavailable', database: up ? 'ok' : 'unavailable' }, up ? 200 : 503, {
      'cache-control': 'no-store',
    });
  },
};
