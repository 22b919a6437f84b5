// OpenAPI 3.1 of every API route, generated from the routes' own schemas.
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { App } from '../app.ts';

export async function registerOpenApi(server: FastifyInstance, app: App): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: `Drehscheibe, ${app.canton.name.en}`,
        version: app.release,
        description:
          'Services, cases and accounts. Errors are RFC 9457 problem details with a code; send Accept-Language for the language of texts.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: app.config.baseUrl }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
  });
  server.get('/api/v1/openapi.json', { schema: { hide: true } }, () => server.swagger());
}
