// Public addresses of Open Badges 3.0: the badge by its code, its issuer, achievement and key, and which were revoked.
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { normaliseCode } from '../../../kernel/verify-code.ts';
import { badgeKeyOf } from '../badge/badge-key.ts';
import { achievementOf, badgeAddresses, badgeId, issuerProfile } from '../badge/credential.ts';
import { openBadge } from '../badge/sign-badge.ts';
import { achievementWords, issuerName } from '../badge/words.ts';
import { courseById } from '../courses.ts';
import { certificateByCode, revocations, type Issued } from '../queries/certificates.ts';

const Loose = Type.Object({}, { additionalProperties: true });

async function find({ app, params }: Request): Promise<Issued> {
  const code = normaliseCode(params['code'] ?? '');
  const found = code === undefined ? undefined : await certificateByCode(app, code);
  if (!found) throw new Fault('NOT_FOUND');
  return found;
}

async function badge(request: Request): Promise<Reply> {
  const found = await find(request);
  const credential = await openBadge(found.badge, badgeKeyOf(request.app));
  if (!credential) throw new Fault('NOT_FOUND');
  return json(credential);
}

async function signed(request: Request): Promise<Reply> {
  const found = await find(request);
  return {
    status: 200,
    type: 'text/plain; charset=utf-8',
    body: found.badge,
    headers: { 'content-disposition': 'attachment; filename="open-badge.jwt"' },
  };
}

function key({ app, params }: Request): Reply {
  const ours = badgeKeyOf(app);
  if (params['id'] !== ours.id) throw new Fault('NOT_FOUND');
  return json({ ...ours.public, kid: badgeAddresses.key(app.config.baseUrl, ours.id) });
}

/** 1EdTech Revocation List: a badge whose id stands here no longer counts. The reason is between the office and the holder. */
async function revoked({ app }: Request): Promise<Reply> {
  const base = app.config.baseUrl;
  const all = await revocations(app);
  return json({
    id: badgeAddresses.revocations(base),
    issuer: badgeAddresses.issuer(base),
    revokedCredential: all.map(({ id, at }) => ({
      id: badgeId(id),
      revoked: true,
      revokedAt: at.toISOString(),
    })),
  });
}

export const badgeApi: Route[] = [
  {
    method: 'GET',
    url: '/api/v1/learning/badges/:code',
    may: everyone,
    kind: 'api',
    summary: 'The Open Badge 3.0 of a certificate, readable (JSON-LD)',
    perMinute: 120,
    schema: { reply: { 200: Loose } },
    handle: badge,
  },
  {
    method: 'GET',
    url: '/api/v1/learning/badges/:code/jwt',
    may: everyone,
    kind: 'file',
    summary: 'The same as it was signed: a Verifiable Credential as JSON Web Token',
    perMinute: 120,
    handle: signed,
  },
  {
    method: 'GET',
    url: '/api/v1/learning/issuer',
    may: everyone,
    kind: 'api',
    summary: 'Who issues Open Badges here (Profile)',
    schema: { reply: { 200: Loose } },
    handle: ({ app, language }) => json(issuerProfile(app.config.baseUrl, issuerName(app, language))),
  },
  {
    method: 'GET',
    url: '/api/v1/learning/achievements/:course',
    may: everyone,
    kind: 'api',
    summary: 'What a certificate of a course stands for (Achievement)',
    schema: { reply: { 200: Loose } },
    handle: ({ app, language, params }) =>
      json(
        achievementOf(
          app.config.baseUrl,
          language,
          achievementWords(courseById(app, params['course']), language),
        ),
      ),
  },
  {
    method: 'GET',
    url: '/api/v1/learning/keys/:id',
    may: everyone,
    kind: 'api',
    summary: 'The public key (JWK) by which Open Badges are checked',
    schema: { reply: { 200: Loose } },
    handle: key,
  },
  {
    method: 'GET',
    url: '/api/v1/learning/revocations',
    may: everyone,
    kind: 'api',
    summary: 'Open Badges that were revoked (1EdTech Revocation List)',
    perMinute: 120,
    schema: { reply: { 200: Loose } },
    handle: revoked,
  },
];
