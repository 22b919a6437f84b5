// /meldungen/bearbeiten/:id: a report at its unit: what waits to be looked at, and every step that may follow.
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { typedText, typedTexts } from '../../../kernel/http/typed-text.ts';
import {
  ErrorSummary,
  Notice,
  State,
  Top,
  Wrap,
  dueTone,
  formatDate,
  formatDue,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { unitOf } from '../../organisation/index.ts';
import { actOnReport, type UnitStep } from '../actions/act-on-report.ts';
import { checkWords } from '../actions/check-words.ts';
import { reportNumber } from '../actions/hold-report.ts';
import { mergeReports } from '../actions/merge-reports.ts';
import { mostPhotos, readPhotos } from '../actions/store-photos.ts';
import { workOnReports } from '../permissions.ts';
import { deskReport } from '../queries/desk.ts';
import { reportsTexts } from '../reports-texts.ts';
import { isOpen } from '../states.ts';
import { CheckBand, StepBands } from './desk-forms.tsx';
import { ReportBands } from './one.tsx';
import { inventedNote, StateOf, titleOf } from './report-words.tsx';
import { longestText, stepsBefore } from './typed.ts';

/** @param conflict why nothing was done */
async function show(request: Request, errors: readonly FormError[] = [], conflict?: string): Promise<Reply> {
  const { app, language, params, query } = request;
  const t = reportsTexts(language);
  const report = await deskReport(app, staffOf(request), params['id'] ?? '', stepsBefore(request));
  const title = titleOf(app, report, language);
  const today = app.clock.today();
  return page(request, {
    title,
    hasErrors: errors.length > 0,
    status: conflict !== undefined ? 409 : errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          meta={inventedNote(report.invented, language)}
          crumbs={[{ label: t('desk.title'), href: '/meldungen/bearbeiten' }, { label: String(report.id) }]}
          tight
        >
          <p>
            <StateOf state={report.state} language={language} />{' '}
            {isOpen(report.state) ? (
              <State tone={dueTone(report.dueOn, today)}>
                {formatDate(report.dueOn, language, 'day')}, {formatDue(report.dueOn, today, language)}
              </State>
            ) : null}
          </p>
        </Top>
        {conflict === undefined ? null : <Notice tone="warning" title={conflict} role="alert" />}
        <ErrorSummary labels={uiLabels(language)} errors={errors} />
        {Object.hasOwn(query, 'getan') ? (
          <Notice tone="success" title={t('desk.done')} role="status" />
        ) : null}
        {report.toCheck ? <CheckBand request={request} report={report} /> : null}
        <ReportBands request={request} report={report} base={`/meldungen/bearbeiten/${report.id}`} />
        {isOpen(report.state) ? (
          <StepBands request={request} report={report} errors={errors} answerable={report.answerable} />
        ) : null}
      </Wrap>
    ),
  });
}

type Read = { step: UnitStep } | { errors: readonly FormError[] };

const wrong = (fieldId: string, message: string): Read => ({ errors: [{ fieldId, message }] });

/** The step that a form asks for, with what is missing to it. */
async function readStep(request: Request): Promise<Read> {
  const { app, body, language } = request;
  const t = reportsTexts(language);
  const step = typedText(body, 'schritt');
  const field = `${step}-text`;
  const note = typedText(body, 'text');
  if (note.length > longestText) return wrong(field, t('wrong.textLong', { most: longestText }));
  switch (step) {
    case 'take':
      return { step: { step } };
    case 'ask':
    case 'say':
    case 'decline':
      return note === '' ? wrong(field, t('wrong.note')) : { step: { step, note } };
    case 'forward': {
      const unit = typedText(body, 'stelle');
      if (!unitOf(app, unit)) return wrong('stelle', t('wrong.unit'));
      return { step: { step, unit, note } };
    }
    case 'elsewhere': {
      const who = typedText(body, 'wer');
      if (who === '' || who.length > 200) return wrong('wer', t('wrong.who'));
      return { step: { step, who, note } };
    }
    case 'fix': {
      const files = request.files.filter(({ field: name }) => name === 'foto');
      const read = await readPhotos(app, staffOf(request), files);
      if ('fault' in read) return wrong('foto', t(`wrong.photo.${read.fault}`, { most: mostPhotos }));
      return { step: { step, note, photos: read.photos } };
    }
    default:
      throw new Fault('BAD_REQUEST');
  }
}

async function take(request: Request): Promise<Reply> {
  const { app, body, language, params } = request;
  const t = reportsTexts(language);
  const id = reportNumber(params['id']);
  if (id === undefined) throw new Fault('NOT_FOUND');
  const staff = staffOf(request);
  const seen = typedText(body, 'stand');
  const done = seeOther(`/meldungen/bearbeiten/${id}?getan`);
  const step = typedText(body, 'schritt');
  if (step === 'check') {
    const shown = typedTexts(body, 'zeigen');
    const marked = (kind: string) =>
      shown.flatMap((each) => (each.startsWith(`${kind}:`) ? [each.slice(kind.length + 1)] : []));
    await checkWords(app, staff, id, seen, {
      words: { shown: shown.includes('worte'), text: typedText(body, 'wortlaut').slice(0, longestText) },
      photos: marked('foto'),
      steps: marked('schritt').flatMap((each) => reportNumber(each) ?? []),
    });
    return done;
  }
  if (step === 'merge') {
    const into = reportNumber(typedText(body, 'nummer'));
    if (into === undefined) return show(request, [{ fieldId: 'nummer', message: t('wrong.number') }]);
    try {
      await mergeReports(app, staff, id, seen, into);
    } catch (error) {
      const code = error instanceof Fault ? error.code : '';
      if (code === 'NOT_FOUND') return show(request, [{ fieldId: 'nummer', message: t('wrong.number') }]);
      if (code === 'REPORT_MERGE_CIRCLE')
        return show(request, [{ fieldId: 'nummer', message: t('wrong.circle') }]);
      if (code === 'FORBIDDEN') return show(request, [{ fieldId: 'nummer', message: t('wrong.otherUnit') }]);
      throw error;
    }
    return seeOther(`/meldungen/bearbeiten/${into}?getan`);
  }
  const read = await readStep(request);
  if ('errors' in read) return show(request, read.errors);
  await actOnReport(app, staff, id, seen, read.step);
  return read.step.step === 'forward' ? seeOther('/meldungen/bearbeiten') : done;
}

/** Two at once: the second one sees what the first has done, and what they have typed. */
async function act(request: Request): Promise<Reply> {
  try {
    return await take(request);
  } catch (error) {
    if (!(error instanceof Fault) || error.status !== 409) throw error;
    return show(request, [], faultText(request.app, request.language, error.code));
  }
}

const url = '/meldungen/bearbeiten/:id';

export const deskReportRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: workOnReports,
    kind: 'page',
    summary: 'A report at its unit',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url,
    may: workOnReports,
    kind: 'form',
    summary: 'Takes, asks, answers, passes on, merges, closes or checks a report (schritt)',
    bodyLimit: 32 * 1024 * 1024,
    handle: act,
  },
];
