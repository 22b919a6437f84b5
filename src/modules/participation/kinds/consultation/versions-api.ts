// `GET /api/v1/participation/{id}/versions`: all versions of a consultation's text, in four languages.
import { Type } from 'typebox';
import { LocalTextSchema } from '../../../../kernel/canton-file.ts';
import { json } from '../../../../kernel/http/reply.ts';
import type { Route } from '../../../../kernel/http/route.ts';
import { everyone } from '../../../../kernel/permission.ts';
import { processById } from '../../queries/processes.ts';
import { versionsOf } from './versions.ts';

const Version = Type.Object({
  number: Type.Integer(),
  name: LocalTextSchema,
  publishedAt: Type.String(),
  unit: Type.Union([Type.String(), Type.Null()]),
  paragraphs: Type.Array(
    Type.Object({ id: Type.String(), number: Type.String(), title: LocalTextSchema, text: LocalTextSchema }),
  ),
  url: Type.String(),
});

export const versionsApi: Route = {
  method: 'GET',
  url: '/api/v1/participation/:id/versions',
  may: everyone,
  kind: 'api',
  perMinute: 600,
  summary: 'The versions of a consultation’s text, oldest first',
  schema: {
    params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
    reply: { 200: Type.Object({ items: Type.Array(Version), next: Type.Null() }) },
  },
  async handle({ app, params }) {
    const { id } = processById(app, params['id'], 'consultation');
    const items = (await versionsOf(app, id)).map((version) => ({
      ...version,
      publishedAt: version.publishedAt.toISOString(),
      url: `${app.config.baseUrl}/mitreden/${id}/fassungen?bis=${version.number}`,
    }));
    return json({ items, next: null });
  },
};
