// A duty as a row: when, what, why it concerns somebody, on which law, and the service that fulfils it.
import type { VNode } from 'preact';
import type { Facts } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formatDate, formatDue, type RowItem } from '../../../ui/index.ts';
import { Unverified, type Duty } from '../../catalogue/index.ts';
import { dutiesTexts } from '../duties-texts.ts';
import type { OwnDuty } from '../queries/duties.ts';
import { becauseText, dueText, howReckoned, serviceOf } from '../queries/duty-words.ts';

interface Context {
  app: App;
  language: Language;
}

/** Of a duty that somebody has. */
export function dutyRow({ app, language }: Context, own: OwnDuty, facts: Facts, act?: VNode): RowItem {
  const { duty } = own;
  const why = [becauseText(app, own, language), howReckoned(app, own, facts, language)].filter(
    (each) => each !== '',
  );
  return {
    ...dueWhen({ app, language }, own),
    title: duty.title[language],
    text: duty.text[language],
    act: act ?? <ToService context={{ app, language }} duty={duty} />,
    children: (
      <>
        {why.map((each) => (
          <p key={each} class="small">
            {each}
          </p>
        ))}
        <Source context={{ app, language }} duty={duty} />
      </>
    ),
  };
}

/** The day, this year without the year, and how far it is; or why there is none. */
export function dueWhen({ app, language }: Context, own: OwnDuty): Pick<RowItem, 'when' | 'whenNote'> {
  const { due } = own;
  if (!due) return { when: dueText(own, language) };
  const today = app.clock.today();
  const sameYear = due.day.slice(0, 4) === today.slice(0, 4);
  return {
    when: formatDate(due.day, language, sameYear ? 'day' : 'long'),
    whenNote: formatDue(due.day, today, language),
  };
}

export function ToService({ context: { app, language }, duty }: { context: Context; duty: Duty }): VNode {
  const t = dutiesTexts(language);
  const service = serviceOf(app, duty, language);
  if (!service) return <span class="small quiet">{t('elsewhere')}</span>;
  return (
    <a href={service.href}>
      {t('toService')}
      <span class="ds-sr-only">
        {' '}
        {service.title === duty.title[language] ? '' : `${service.title}, `}
        {duty.title[language]}
      </span>
    </a>
  );
}

/** The law, and whether it was checked. */
export function Source({ context: { language }, duty }: { context: Context; duty: Duty }): VNode {
  const t = dutiesTexts(language);
  const laws = duty.legalBasis.map((law, index) => (
    <>
      {index === 0 ? '' : ', '}
      <span lang="de">{law}</span>
    </>
  ));
  const [before = '', after = ''] = t('law', { law: '\u0000' }).split('\u0000');
  return (
    <>
      {laws.length > 0 ? (
        <p class="small quiet">
          {before}
          {laws}
          {after}
        </p>
      ) : null}
      {duty.unverified ? <Unverified language={language} /> : null}
    </>
  );
}
