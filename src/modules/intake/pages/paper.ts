// The addresses of the paper form: blank for everyone and for programs, filled in with what is known for those signed in.
import { Type } from 'typebox';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { bytes } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { text, wantedService } from '../../catalogue/index.ts';
import { printBlankForm, printOwnForm } from '../actions/print-form.ts';
import { refusalOf } from '../admission.ts';

function pdf(body: Buffer, definition: ServiceDefinition, request: Request): Reply {
  return bytes(body, 'application/pdf', `${text(definition, request.language, 'title')}.pdf`);
}

export const paperRoutes: Route[] = [
  {
    method: 'GET',
    url: '/api/v1/services/:id/form.pdf',
    may: everyone,
    kind: 'api',
    perMinute: 120,
    summary: 'The paper form of a service, blank, as tagged PDF/UA',
    schema: {
      params: Type.Object({ id: Type.String({ maxLength: 60, description: 'Id of the service' }) }),
      query: Type.Object({
        lang: Type.Optional(
          Type.String({ description: 'de, fr, it or en; default: Accept-Language, then de', maxLength: 20 }),
        ),
      }),
    },
    async handle(request) {
      const definition = wantedService(request);
      const form = await printBlankForm(request.app, definition, request.language);
      const reply = pdf(form, definition, request);
      // The same for everyone until tomorrow.
      const headers = {
        ...reply.headers,
        'cache-control': 'public, max-age=3600',
        vary: 'accept-language, cookie',
      };
      return { ...reply, headers };
    },
  },
  {
    method: 'GET',
    url: '/leistungen/:id/formular.pdf',
    may: everyone,
    kind: 'file',
    perMinute: 120,
    summary: 'The paper form of a service, with what is known of the person who is signed in',
    async handle(request) {
      const { app, actor, language } = request;
      const definition = wantedService(request);
      const body =
        actor.kind === 'person' && refusalOf(definition, actor) === undefined
          ? await printOwnForm(app, actor, definition, language)
          : await printBlankForm(app, definition, language);
      return pdf(body, definition, request);
    },
  },
];
