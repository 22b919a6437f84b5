// Below the contact finder: whom to ask about this website, and the numbers that count in an emergency.
import type { VNode } from 'preact';
import { Band, Facts } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitOf } from '../../organisation/index.ts';
import { siteOf } from '../load-site.ts';
import { siteTexts } from '../site-texts.ts';

/** Emergency numbers of Switzerland. */
const emergencies = [
  { id: 'police', number: '117' },
  { id: 'fire', number: '118' },
  { id: 'ambulance', number: '144' },
  { id: 'europe', number: '112' },
] as const;

export function concernsBand(app: App, language: Language): VNode {
  const t = siteTexts(language);
  const { contacts } = siteOf.of(app);
  const concerns = [
    { term: t('contact.concern.site'), unit: unitOf(app, contacts.operator) },
    { term: t('contact.concern.data'), unit: unitOf(app, contacts.dataProtection) },
    { term: t('contact.concern.conflict'), unit: unitOf(app, contacts.ombudsman) },
  ];
  return (
    <Band id="anliegen" title={t('contact.concerns')}>
      <Facts
        items={concerns.flatMap(({ term, unit }) =>
          unit ? [{ term, value: <a href={`/stellen/${unit.id}`}>{unit.name[language]}</a> }] : [],
        )}
      />
      <p>
        {t('contact.cantonText')}{' '}
        <a href={app.canton.realWebsite}>{new URL(app.canton.realWebsite).hostname.replace(/^www\./, '')}</a>
      </p>
    </Band>
  );
}

export function emergencyBand(_app: App, language: Language): VNode {
  const t = siteTexts(language);
  return (
    <Band id="notfall" title={t('contact.emergency')} last>
      <Facts
        items={emergencies.map(({ id, number }) => ({
          term: t(`contact.emergency.${id}`),
          value: <a href={`tel:${number}`}>{number}</a>,
        }))}
      />
    </Band>
  );
}
