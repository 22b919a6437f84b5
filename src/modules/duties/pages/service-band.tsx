// What this module adds to the page of a service: the duties that it fulfils, with their rules.
import type { VNode } from 'preact';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Band, MoreLink, Rows } from '../../../ui/index.ts';
import { dutiesOf, ruleText } from '../../catalogue/index.ts';
import { dutiesTexts } from '../duties-texts.ts';
import { Source } from './duty-row.tsx';

export async function serviceBand(app: App, service: ServiceDefinition, language: Language): Promise<VNode> {
  const t = dutiesTexts(language);
  const fulfilled = dutiesOf.of(app).duties.filter((duty) => duty.service === service.id);
  if (fulfilled.length === 0) return <></>;
  return (
    <Band id="pflichten" title={t('band.title')} note={t('band.note')}>
      <Rows
        items={fulfilled.map((duty) => ({
          when: ruleText(duty.due, language),
          title: duty.title[language],
          text: duty.text[language],
          children: <Source context={{ app, language }} duty={duty} />,
        }))}
      />
      <p>
        <MoreLink label={t('band.ask')} href="/pflichten" />
      </p>
    </Band>
  );
}
