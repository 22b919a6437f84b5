// `/quellcode`: the licence, and how to run the program oneself.
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { unitOf } from '../../organisation/index.ts';
import { siteOf } from '../load-site.ts';
import { siteTexts } from '../site-texts.ts';
import { fixedPage } from './fixed-page.tsx';

/** The licence in the official languages, by the European Commission. */
const licence = 'https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12';

export const sourcePage: Route = {
  method: 'GET',
  url: '/quellcode',
  may: everyone,
  kind: 'page',
  summary: 'Licence and how to run the program',
  shared: true,
  handle: (request) => {
    const { app, language } = request;
    const t = siteTexts(language);
    const { sourceCode, contacts } = siteOf.of(app);
    return fixedPage(request, {
      title: t('source.title'),
      lead: t('source.lead'),
      sections: [
        {
          id: 'lizenz',
          title: t('source.licence'),
          text: t('source.licenceText'),
          more: (
            <p>
              <a href={licence}>European Union Public Licence 1.2</a>
            </p>
          ),
        },
        {
          id: 'bezug',
          title: t('source.get'),
          text: sourceCode ? t('source.getText') : t('source.getAsk'),
          more: (
            <p>
              {sourceCode ? (
                <a href={sourceCode}>{sourceCode}</a>
              ) : (
                <a href={`/stellen/${contacts.operator}`}>{unitOf(app, contacts.operator)?.name[language]}</a>
              )}
            </p>
          ),
        },
        {
          id: 'starten',
          title: t('source.run'),
          text: t('source.runText'),
          more: (
            <>
              <pre>
                <code lang="en">npm start</code>
              </pre>
              <p class="small quiet">{t('source.version', { version: app.release })}</p>
            </>
          ),
        },
      ],
    });
  },
};
