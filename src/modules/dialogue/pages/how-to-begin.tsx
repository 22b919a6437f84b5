// The account of someone who has not begun anything yet: search, life events, and for newcomers the way into the register.
import type { VNode } from 'preact';
import { Band, Events, Notice, SearchForm, Stack, uiLabels } from '../../../ui/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { lifeEvents } from '../../catalogue/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';

const shownEvents = 8;

export function HowToBegin({
  app,
  language,
  actor,
}: {
  app: App;
  language: Language;
  actor: PersonActor;
}): VNode {
  const t = dialogueTexts(language);
  // Nobody in the register, and nobody who acts for a company: most likely someone who has just arrived.
  const arriving = actor.registerId === undefined && actor.organisationId === undefined;
  const query = encodeURIComponent(t('arrivalQuery'));
  return (
    <>
      <Band id="anfang" title={t('startTitle')} note={t('startNote')}>
        <Stack>
          {arriving ? (
            <Notice tone="info" title={t('arrivalTitle')} level={3}>
              <p>
                {t('arrivalText')} <a href={`/suche?q=${query}`}>{t('arrivalLink')}</a>
              </p>
            </Notice>
          ) : null}
          <p>{t('startLead')}</p>
          <SearchForm labels={uiLabels(language)} action="/suche" />
        </Stack>
      </Band>
      <Band id="lebenslagen" title={t('startEvents')} note={<a href="/leistungen">{t('allServices')}</a>}>
        <Events
          items={lifeEvents(app)
            .slice(0, shownEvents)
            .map((event) => ({
              label: event.name[language],
              href: `/lebenslagen/${event.id}`,
              text: event.hint[language],
            }))}
        />
      </Band>
    </>
  );
}
