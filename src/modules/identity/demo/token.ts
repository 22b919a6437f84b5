// POST /demo/token: a bearer token for an invented identity, with the same rights as signing in.
import { Type, type Static } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { transact } from '../../../kernel/transaction.ts';
import { issueToken } from '../actions/issue-token.ts';
import { saveAccount } from '../actions/save-account.ts';
import { asClaimed, demoIdentity } from './identities.ts';
import { demoIssuer } from './provider.ts';

const Body = Type.Object(
  { identity: Type.String({ minLength: 1, maxLength: 100 }) },
  { additionalProperties: false },
);

async function handle({ app, body }: Request): Promise<Reply> {
  const identity = demoIdentity(app, (body as Static<typeof Body>).identity);
  if (!identity) throw new Fault('DEMO_IDENTITY_UNKNOWN');
  const account = await transact(app, { kind: 'programme', task: 'identity.token' }, (tx) => {
    tx.impersonal('demonstration');
    return saveAccount(tx, demoIssuer, asClaimed(identity));
  });
  const { token, expiresIn } = await issueToken(app, account.id, identity.assurance);
  return json({ access_token: token, token_type: 'Bearer', expires_in: expiresIn });
}

export const tokenRoute: Route = {
  method: 'POST',
  url: '/demo/token',
  may: everyone,
  kind: 'api',
  summary: 'A bearer token for an invented identity',
  demoOnly: true,
  schema: {
    body: Body,
    reply: {
      '200': Type.Object({
        access_token: Type.String(),
        token_type: Type.Literal('Bearer'),
        expires_in: Type.Integer({ description: 'seconds' }),
      }),
    },
  },
  handle,
};
