// `GET /api/v1/banner`: the warning that stands on all pages now, from memory.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { bannerOf, levels } from './banner.ts';

const Text = Type.Object({ de: Type.String(), fr: Type.String(), it: Type.String(), en: Type.String() });

export const bannerApi: Route = {
  method: 'GET',
  url: '/api/v1/banner',
  may: everyone,
  kind: 'api',
  perMinute: 600,
  summary: 'The warning on all pages: null where there is none',
  schema: {
    reply: {
      200: Type.Object({
        banner: Type.Union([
          Type.Object({
            id: Type.Integer(),
            level: Type.Enum([...levels]),
            texts: Text,
            link: Type.Union([Type.String(), Type.Null()]),
            areas: Type.Array(Type.String(), { description: 'Municipalities; empty: the whole canton' }),
            from: Type.String(),
            until: Type.String(),
          }),
          Type.Null(),
        ]),
      }),
    },
  },
  handle({ app }) {
    const banner = bannerOf(app);
    const link = banner?.link.replace(/^\//, `${app.config.baseUrl}/`);
    return json({ banner: banner ? { ...banner, link: link === '' ? null : link } : null });
  },
};
