// `GET /api/v1/me/learning/statements`: what I have passed, to take along to another learning record store.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { learn } from '../permissions.ts';
import { ownCertificates } from '../queries/certificates.ts';
import { statementOf } from './statements.ts';

const Statements = Type.Object({
  statements: Type.Array(Type.Object({}, { additionalProperties: true })),
  more: Type.String({ description: 'Empty: these are all' }),
});

export const statementsApi: Route = {
  method: 'GET',
  url: '/api/v1/me/learning/statements',
  may: learn,
  kind: 'api',
  summary: 'What I have passed as xAPI 1.0.3 statements; what was revoked is left out',
  schema: { reply: { 200: Statements } },
  handle: async (request) => {
    const { app } = request;
    const staff = staffOf(request);
    const held = (await ownCertificates(app, staff)).filter(({ revokedAt }) => revokedAt === undefined);
    return json({
      statements: held.map(({ issuedAt: at, ...each }) =>
        statementOf(app.config.baseUrl, staff.subject, { ...each, at }),
      ),
      more: '',
    });
  },
};
