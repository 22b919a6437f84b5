// `/kontakt`: whom to ask. The unit responsible knows best; in an emergency other numbers count.
import { Facts, SearchForm, uiLabels } from '../../../ui/index.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { unitOf } from '../../organisation/index.ts';
import { siteOf } from '../load-site.ts';
import { siteTexts } from '../site-texts.ts';
import { fixedPage } from './fixed-page.tsx';

/** Emergency numbers of Switzerland. */
const emergencies = [
  { id: 'police', number: '117' },
  { id: 'fire', number: '118' },
  { id: 'ambulance', number: '144' },
  { id: 'europe', number: '112' },
] as const;

export const contactPage: Route = {
  method: 'GET',
  url: '/kontakt',
  may: everyone,
  kind: 'page',
  summary: 'Whom to ask',
  shared: true,
  handle: (request) => {
    const { app, language } = request;
    const t = siteTexts(language);
    const { contacts } = siteOf.of(app);
    const site = new URL(app.canton.realWebsite).hostname.replace(/^www\./, '');
    const units = [contacts.operator, contacts.dataProtection, contacts.ombudsman].flatMap(
      (id) => unitOf(app, id) ?? [],
    );
    return fixedPage(request, {
      title: t('contact.title'),
      lead: t('contact.lead'),
      sections: [
        {
          id: 'stelle',
          title: t('contact.unit'),
          text: t('contact.unitText'),
          more: (
            <>
              <SearchForm
                labels={uiLabels(language)}
                action="/suche"
                label={t('contact.search')}
                hidden={{ type: 'unit' }}
              />
              <p>
                <a href="/stellen">{t('contact.allUnits')}</a>
              </p>
            </>
          ),
        },
        {
          id: 'kanton',
          title: app.canton.name[language],
          text: t('contact.cantonText'),
          more: (
            <p>
              <a href={app.canton.realWebsite}>{site}</a>
            </p>
          ),
        },
        {
          id: 'anliegen',
          title: t('contact.concerns'),
          more: (
            <Facts
              items={units.map((unit, index) => ({
                term: t(
                  (['contact.concern.site', 'contact.concern.data', 'contact.concern.conflict'] as const)[
                    index
                  ] ?? 'contact.concerns',
                ),
                value: <a href={`/stellen/${unit.id}`}>{unit.name[language]}</a>,
              }))}
            />
          ),
        },
        {
          id: 'notfall',
          title: t('contact.emergency'),
          more: (
            <Facts
              items={emergencies.map(({ id, number }) => ({
                term: t(`contact.emergency.${id}`),
                value: <a href={`tel:${number}`}>{number}</a>,
              }))}
            />
          ),
        },
      ],
    });
  },
};
