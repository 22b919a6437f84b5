// GET /api/v1/me: who I am to this program.
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { roles } from '../../../kernel/actor.ts';
import { signedIn } from '../../../kernel/permission.ts';
import { accountById } from '../queries/accounts.ts';

const OrNull = Type.Union([Type.String(), Type.Null()]);

async function me({ app, actor }: Request): Promise<Reply> {
  if (actor.kind !== 'person' && actor.kind !== 'staff') throw new Fault('SIGN_IN_REQUIRED');
  const account = await accountById(app, actor.id);
  if (!account) throw new Fault('NOT_FOUND');
  return json({
    id: account.id,
    name: account.name,
    kind: account.kind,
    email: account.email ?? null,
    unit: account.unit ?? null,
    roles: account.roles,
    language: account.language,
    assurance: actor.assurance,
  });
}

export const meRoute: Route = {
  method: 'GET',
  url: '/api/v1/me',
  may: signedIn,
  kind: 'api',
  summary: 'The account that is signed in',
  schema: {
    reply: {
      '200': Type.Object({
        id: Type.String({ format: 'uuid' }),
        name: Type.String(),
        kind: Type.Enum(['person', 'staff']),
        email: OrNull,
        unit: OrNull,
        roles: Type.Array(Type.Enum([...roles])),
        language: Type.Enum([...languages]),
        assurance: Type.Enum(['low', 'substantial', 'high']),
      }),
    },
  },
  handle: me,
};
