// A duty as a row: when, what, why it concerns somebody, on which law, and the service that fulfils it.
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Quiet, State, formatDate, formatDue, type RowItem } from '../../../ui/index.ts';
import { dutiesTexts } from '../duties-texts.ts';
import type { Duty } from '../load-duties.ts';
import { dutiesOf, type Facts, type OwnDuty } from '../queries/duties.ts';
import { becauseText, dueText, reckoning, serviceOf } from '../queries/duty-words.ts';

interface Context {
  app: App;
  language: Language;
}

/** Of a duty that somebody has. */
export function dutyRow({ app, language }: Context, own: OwnDuty, facts: Facts, act?: VNode): RowItem {
  const { duty, due } = own;
  const why = [becauseText(app, own, language), reckoning(app, own, facts, language)].filter(
    (each) => each !== '',
  );
  const today = app.clock.today();
  const year = due?.day.slice(0, 4);
  return {
    when: due
      ? formatDate(due.day, language, year === today.slice(0, 4) ? 'day' : 'long')
      : dueText(own, language),
    ...(due ? { whenNote: formatDue(due.day, today, language) } : {}),
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

export function ToService({ context: { app, language }, duty }: { context: Context; duty: Duty }): VNode {
  const t = dutiesTexts(language);
  const service = serviceOf(app, duty, language);
  if (!service) return <span class="small quiet">{t('elsewhere')}</span>;
  return (
    <a href={service.href}>
      {t('toService')}
      <span class="ds-sr-only">
        {' '}
        {service.title}, {duty.title[language]}
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
      {duty.unverified ? (
        <p>
          <State tone="warning">{t('unverified')}</State>
        </p>
      ) : null}
    </>
  );
}

/** Nobody has checked each rule about weekends; said once on every page with days. */
export function RollNote({ app, language }: Context): VNode | null {
  return dutiesOf.of(app).rollUnverified ? <Quiet>{dutiesTexts(language)('rollUnverified')}</Quiet> : null;
}
