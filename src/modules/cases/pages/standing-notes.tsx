// At the top of a case for staff: that it is closed to them and why, or that they see it in an emergency and until when.
import type { VNode } from 'preact';
import { Notice, PlainText, formatTime } from '../../../ui/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { caseTexts } from '../case-texts.ts';
import { offersEmergency } from '../permissions.ts';
import { purposeIn, type CaseView } from '../queries/case-view.ts';
import { content } from '../queries/withhold.ts';
import { missingText } from '../why/condition-words.ts';
import type { CaseForm } from './case-form.ts';
import { EndForm } from './emergency.tsx';

interface StandingNotesProps {
  request: Request;
  view: CaseView;
  form: CaseForm;
  /** Colleagues who may take it. */
  colleagues: readonly string[];
}

export function StandingNotes({ request, view, form, colleagues }: StandingNotesProps): VNode | null {
  const { app, actor, language } = request;
  const t = caseTexts(language);
  const { standing, withheld, matter } = view;
  if (!standing) return null;
  const { emergency } = standing;
  const acts = view.actions.length > 0;
  return (
    <>
      {emergency && purposeIn(standing) === 'emergency' ? (
        <Notice
          tone="warning"
          level={3}
          title={t('emergency.now', { time: formatTime(emergency.endsAt, language, true) })}
        >
          <p>{t(acts ? 'emergency.nowActs' : 'emergency.nowText')}</p>
          <EndForm request={request} id={emergency.id} />
        </Notice>
      ) : null}
      {standing.facts.concerned ? (
        <Notice tone="warning" level={3} title={t('own.title')}>
          <p>{t('own.text')}</p>
          {colleagues.length === 0 ? null : <p>{t('closed.colleagues', { names: colleagues.join(', ') })}</p>}
          <p>
            <a href={`/warum?geschaeft=${matter.ref}`}>{t('why.link')}</a>
          </p>
        </Notice>
      ) : withheld.content ? (
        <Notice tone="danger" level={3} title={t('closed.title')}>
          <p>
            {t('closed.text', {
              why: missingText(app, language, standing.may('see', content), standing.certificates),
            })}
          </p>
          {colleagues.length === 0 ? null : <p>{t('closed.colleagues', { names: colleagues.join(', ') })}</p>}
          <p>
            <a href={`/warum?geschaeft=${matter.ref}`}>{t('why.link')}</a>
            {offersEmergency(app, actor) ? (
              <>
                {', '}
                <a href={`/notfallzugriff?geschaeft=${matter.ref}`}>{t('emergency.link')}</a>
              </>
            ) : null}
          </p>
        </Notice>
      ) : null}
      <Typed view={view} form={form} language={language} />
    </>
  );
}

/** What was typed into a form that is no longer there: shown, so that it is not lost. */
function Typed(props: { view: CaseView; form: CaseForm; language: Request['language'] }): VNode | null {
  const { view, form, language } = props;
  const t = caseTexts(language);
  if (view.actions.some(({ id }) => id !== 'release')) return null;
  const typed = ['question', 'answer', 'reasons', 'conditions']
    .map((name) => form.values[name]?.trim() ?? '')
    .filter((text) => text !== '');
  if (typed.length === 0) return null;
  return (
    <Notice tone="info" level={3} title={t('closed.typed')}>
      <p>{t('closed.typedText')}</p>
      {typed.map((text) => (
        <PlainText key={text} text={text} breaks />
      ))}
    </Notice>
  );
}
