// A guided life event: first the questions; once answered, the list that they lead to, with the questions below it.
import type { VNode } from 'preact';
import { Band, Events, Hints } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import type { LifeEvent } from '../definitions/load-topics.ts';
import type { Guide } from '../guides/guide.ts';
import type { Visit } from '../guides/read-visit.ts';
import { stepsFor } from '../guides/steps-for.ts';
import { lifeEventEntries } from '../queries/life-events.ts';
import { offersFor, onlineFirst } from '../queries/offers.ts';
import { GuideForm, visitErrors } from './guide-form.tsx';
import { GuideList } from './guide-list.tsx';

export function GuideBands(props: {
  app: App;
  event: LifeEvent;
  guide: Guide;
  visit: Visit;
  language: Language;
}): VNode {
  const { app, event, guide, visit, language } = props;
  const t = catalogueTexts(language);
  const steps = stepsFor(guide, visit.answers);
  const ready = visit.asked && visitErrors(visit, language).length === 0;
  const questions = (
    <Band
      key="fragen"
      id="fragen"
      title={t(ready ? 'guide.questionsAgain' : 'guide.questions')}
      note={t('guide.questionsNote')}
    >
      <GuideForm id={event.id} guide={guide} visit={visit} language={language} />
    </Band>
  );
  const list = (
    <Band
      key="liste"
      id="liste"
      title={t(ready ? 'guide.list' : 'guide.everything')}
      note={t('guide.steps', { count: steps.length })}
    >
      <GuideList {...props} id={event.id} steps={steps} />
    </Band>
  );
  const named = new Set(steps.map((step) => step.service));
  const more = onlineFirst(offersFor(app, event.id), language).filter(({ id }) => !named.has(id));
  const others = lifeEventEntries(app, language).filter(
    ({ guided, href }) => guided && href !== `/lebenslagen/${event.id}`,
  );
  return (
    <>
      {ready ? [list, questions] : [questions, list]}
      {more.length > 0 ? (
        <Band id="mehr" title={t('guide.more')} note={t('guide.moreNote')}>
          <Hints
            links={more.map(({ id, title }) => ({ label: title[language], href: `/leistungen/${id}` }))}
          />
        </Band>
      ) : null}
      <Band id="andere" title={t('event.others')} last>
        <Events items={others} />
      </Band>
    </>
  );
}
