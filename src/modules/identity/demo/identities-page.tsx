// GET /demo/identities: who there is, as JSON for programs and as a page for people.
import { Type } from 'typebox';
import { roles } from '../../../kernel/actor.ts';
import { page } from '../../../kernel/http/page.tsx';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Band, Button, Prose, Top, uiLabels, Wrap } from '../../../ui/index.ts';
import { identityTexts } from '../identity-texts.ts';
import { demoIdentities } from './identities.ts';
import { IdentityList } from './identity-list.tsx';

function list(request: Request): Reply {
  const { app, language } = request;
  if (String(request.headers['accept'] ?? '').includes('text/html')) return asPage(request);
  return json({
    items: demoIdentities(app).map((identity) => ({
      id: identity.id,
      name: identity.name,
      kind: identity.kind,
      unit: identity.unit ?? null,
      roles: identity.roles,
      description: identity.description[language],
    })),
  });
}

function asPage(request: Request): Reply {
  const { app, language } = request;
  const t = identityTexts(language);
  const command = `curl -X POST ${app.config.baseUrl}/demo/token -H 'Content-Type: application/json' -d '{"identity":"resident-anna"}'`;
  return page(request, {
    title: t('identities.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('identities.title')}
          lead={t('identities.lead')}
          action={<Button href="/anmelden">{t('identities.signIn')}</Button>}
        />
        <IdentityList app={app} language={language} withId />
        <Band id="programme" title={t('identities.programs')} last>
          <Prose>
            <p>{t('identities.programsText')}</p>
          </Prose>
          <pre class="scroll" tabIndex={0} role="region" aria-label={t('identities.example')}>
            <code>{command}</code>
          </pre>
        </Band>
      </Wrap>
    ),
  });
}

export const identitiesRoute: Route = {
  method: 'GET',
  url: '/demo/identities',
  may: everyone,
  kind: 'api',
  summary: 'The invented identities of the demonstration',
  demoOnly: true,
  schema: {
    reply: {
      '200': Type.Object({
        items: Type.Array(
          Type.Object({
            id: Type.String(),
            name: Type.String(),
            kind: Type.Enum(['person', 'staff']),
            unit: Type.Union([Type.String(), Type.Null()]),
            roles: Type.Array(Type.Enum([...roles])),
            description: Type.String(),
          }),
        ),
      }),
    },
  },
  handle: list,
};
