// `/schnittstellen`: the open interfaces, listed from the routes themselves, with examples to copy.
import { Table } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { services } from '../../catalogue/index.ts';
import { siteTexts } from '../site-texts.ts';
import { fixedPage } from './fixed-page.tsx';

export const interfacesPage: Route = {
  method: 'GET',
  url: '/schnittstellen',
  may: everyone,
  kind: 'page',
  summary: 'Documentation of the interfaces',
  shared: true,
  handle: (request) => {
    const { app, language } = request;
    const t = siteTexts(language);
    const demo = app.config.mode === 'demo';
    return fixedPage(request, {
      title: t('interfaces.title'),
      lead: t('interfaces.lead'),
      sections: [
        {
          id: 'beschreibung',
          title: t('interfaces.description'),
          text: t('interfaces.descriptionText'),
          more: (
            <p>
              <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>
            </p>
          ),
        },
        {
          id: 'adressen',
          title: t('interfaces.addresses'),
          more: <Addresses app={app} language={language} />,
        },
        {
          id: 'beispiele',
          title: t('interfaces.examples'),
          text: t(demo ? 'interfaces.examplesDemo' : 'interfaces.examplesText'),
          more: examples(app).map(({ id, command }) => (
            <div key={id} class="stack">
              <h3 class="row-title">{t(`interfaces.example.${id}`)}</h3>
              <div class="scroll" role="region" aria-label={t(`interfaces.example.${id}`)} tabIndex={0}>
                <pre>
                  <code lang="en">{command}</code>
                </pre>
              </div>
            </div>
          )),
        },
        { id: 'regeln', title: t('interfaces.rules'), text: t('interfaces.rulesText') },
      ],
    });
  },
};

function Addresses({ app, language }: { app: App; language: Language }) {
  const t = siteTexts(language);
  const routes = app.modules
    .flatMap((module) => module.routes ?? [])
    .filter(
      (route) =>
        route.kind === 'api' &&
        route.url.startsWith('/api/') &&
        !(route.demoOnly && app.config.mode !== 'demo'),
    );
  return (
    <Table
      id="adressen-tabelle"
      caption={t('interfaces.addressesCaption')}
      hideCaption
      columns={[
        { label: t('interfaces.address') },
        { label: t('interfaces.does') },
        { label: t('interfaces.open') },
      ]}
      rows={routes.map((route) => ({
        key: `${route.method} ${route.url}`,
        cells: [
          <code key="a">
            {route.method} {route.url.replace(/:(\w+)/g, '{$1}')}
          </code>,
          <span key="b" lang="en">
            {route.summary}
          </span>,
          t(route.may.id === everyone.id ? 'interfaces.isOpen' : 'interfaces.isClosed'),
        ],
      }))}
    />
  );
}

function examples(app: App) {
  const base = app.config.baseUrl;
  const id =
    services(app).find((service) => service.id === 'hund-anmelden')?.id ?? services(app)[0]?.id ?? '';
  return [
    { id: 'search', command: `curl '${base}/api/v1/search?q=umziehen&lang=de'` },
    { id: 'schema', command: `curl '${base}/api/v1/services/${id}/schema'` },
    {
      id: 'evaluate',
      command: `curl -X POST '${base}/api/v1/services/${id}/evaluate' \\\n  -H 'content-type: application/json' -d '{"answers":{}}'`,
    },
    ...(app.config.mode === 'demo'
      ? ([
          {
            id: 'token',
            command: `curl -X POST '${base}/demo/token' \\\n  -H 'content-type: application/json' -d '{"identity":"resident-anna"}'`,
          },
          {
            id: 'submit',
            command: `curl -X POST '${base}/api/v1/services/${id}/submissions' \\\n  -H "authorization: Bearer $TOKEN" -H 'idempotency-key: 1f0c' \\\n  -H 'content-type: application/json' -d @answers.json`,
          },
        ] as const)
      : []),
  ] as const;
}
