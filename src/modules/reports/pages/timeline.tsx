// The history of a report: who did what and when, with what was said and the photos of it.
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { PlainText, Rows, formatDate, formatTime, swissDay } from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import type { OneReport, ReportPhoto, ReportStep } from '../queries/one-report.ts';
import { reportsTexts } from '../reports-texts.ts';

interface TimelineProps {
  app: App;
  report: OneReport;
  language: Language;
  /** Address of photos before their id. */
  photos: string;
}

const known = [
  'made',
  'taken',
  'asked',
  'answered',
  'said',
  'forwarded',
  'fixed',
  'elsewhere',
  'declined',
  'merged',
  'joined',
  'reopened',
  'noted',
] as const;

function stepTitle(app: App, step: ReportStep, report: OneReport, language: Language): string {
  const t = reportsTexts(language);
  const kind = known.find((each) => each === step.kind) ?? 'noted';
  return t(`step.${kind}`, {
    unit: unitName(app, step.unit, language),
    number: step.note,
    who: report.elsewhere ?? '',
  });
}

/** Steps that name another report have its number as their note. */
const isNumber = ({ kind }: ReportStep): boolean => kind === 'merged' || kind === 'joined';

export function Timeline(props: TimelineProps): VNode {
  const { app, report, language } = props;
  return (
    <Rows
      items={report.steps.map((step) => ({
        when: formatDate(swissDay(step.at), language, 'day'),
        whenNote: formatTime(step.at, language, true),
        title: stepTitle(app, step, report, language),
        ...(isNumber(step) ? { href: `/meldungen/${step.note}` } : {}),
        children: <StepWords {...props} step={step} />,
      }))}
    />
  );
}

function StepWords({ report, language, photos, step }: TimelineProps & { step: ReportStep }): VNode {
  const t = reportsTexts(language);
  return (
    <>
      {step.note === '' || isNumber(step) ? null : <PlainText text={step.note} breaks />}
      {step.shown === 'waiting' ? <p class="small quiet">{t('one.stepWaits')}</p> : null}
      {step.shown === 'private' ? <p class="small quiet">{t('one.stepPrivate')}</p> : null}
      <Photos
        photos={report.photos.filter(({ stepId }) => stepId === step.id)}
        base={photos}
        language={language}
      />
    </>
  );
}

/** Pictures in their own measure; nothing is cut off. */
export function Photos({
  photos,
  base,
  language,
}: {
  photos: readonly ReportPhoto[];
  base: string;
  language: Language;
}): VNode | null {
  if (photos.length === 0) return null;
  const t = reportsTexts(language);
  return (
    <ul class="photos" role="list">
      {photos.map(({ fileId, state, width, height }, index) => (
        <li key={fileId}>
          <a href={`${base}/${fileId}`}>
            <img
              src={`${base}/${fileId}`}
              width={width}
              height={height}
              loading="lazy"
              alt={t('one.photo', { number: index + 1 })}
            />
          </a>
          {state === 'waiting' ? <p class="small quiet">{t('one.photoWaits')}</p> : null}
        </li>
      ))}
    </ul>
  );
}
