// /meldungen/:id: one report with its place, state and history; to say that one is affected, too, and that it is not fixed.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Button,
  Buttons,
  ErrorSummary,
  Facts,
  Form,
  LongTextField,
  MoreLink,
  Notice,
  PlaceMap,
  Top,
  Wrap,
  errorOf,
  formatDate,
  swissDay,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { areaOf, unitName } from '../../organisation/index.ts';
import { reportNumber } from '../actions/hold-report.ts';
import { reopenReport, reopenUntil } from '../actions/reopen-report.ts';
import { mostPhotos, readPhotos } from '../actions/store-photos.ts';
import { supportReport } from '../actions/support-report.ts';
import { publicReport, type OneReport } from '../queries/one-report.ts';
import { reportsTexts } from '../reports-texts.ts';
import { isClosed, isOpen } from '../states.ts';
import { SupportForm } from './report-details.tsx';
import { PhotoField } from './photo-field.tsx';
import { answerFacts, areaName, inventedNote, StateOf, titleOf, whereOf, WordsOf } from './report-words.tsx';
import { Photos, Timeline } from './timeline.tsx';
import { longestText, stepsBefore, whoIs } from './typed.ts';

async function found(request: Request): Promise<OneReport> {
  const { app, params } = request;
  const report = await publicReport(app, params['id'] ?? '', stepsBefore(request));
  if (!report) throw new Fault('NOT_FOUND');
  return report;
}

async function show(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, query } = request;
  const t = reportsTexts(language);
  const report = await found(request);
  const title = titleOf(app, report, language);
  const said = query['dank'] === 'auch' ? 'auch' : query['dank'] === 'offen' ? 'offen' : undefined;
  return page(request, {
    title,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          meta={inventedNote(report.invented, language)}
          crumbs={[{ label: t('list.title'), href: '/meldungen' }]}
        >
          <StateOf state={report.state} language={language} />
        </Top>
        <ErrorSummary labels={uiLabels(language)} errors={errors} />
        {said === undefined ? null : (
          <Notice tone="success" title={t(`thanks.${said}`)} role="status">
            {t(`thanks.${said}Text`)}
          </Notice>
        )}
        {report.mergedInto === null ? null : (
          <Notice tone="info" title={t('one.merged', { number: String(report.mergedInto) })}>
            <p>
              <a href={`/meldungen/${report.mergedInto}`}>{t('one.toMerged')}</a>
            </p>
          </Notice>
        )}
        <ReportBands request={request} report={report} base={`/meldungen/${report.id}`} />
        <AffectedBand request={request} report={report} errors={errors} />
      </Wrap>
    ),
  });
}

/** What everybody sees of a report, and what its reporter and its unit see of it. */
export function ReportBands({
  request,
  report,
  base,
}: {
  request: Request;
  report: OneReport;
  /** Address of the page, below which its photos are. */
  base: string;
}): VNode {
  const { app, language } = request;
  const photos = `${base}/foto`;
  const t = reportsTexts(language);
  const { lon, lat } = report;
  const where = whereOf(app, report, language);
  const day = (date: string | Date) =>
    formatDate(date instanceof Date ? swissDay(date) : date, language, 'long');
  return (
    <>
      <Band id="meldung" title={t('one.report')}>
        <WordsOf report={report} language={language} />
        <Photos
          photos={report.photos.filter(({ stepId }) => stepId === null)}
          base={photos}
          language={language}
        />
        <Facts
          small
          items={[
            { term: t('one.number'), value: String(report.id) },
            ...(where === '' ? [] : [{ term: t('one.where'), value: where }]),
            { term: t('one.area'), value: areaName(app, report.area) },
            ...answerFacts(app, report, language),
            { term: t('one.since'), value: day(report.requestedAt) },
            {
              term: t('one.unit'),
              value: <a href={`/stellen/${report.unit}`}>{unitName(app, report.unit, language)}</a>,
            },
            ...(isOpen(report.state) ? [{ term: t('one.due'), value: day(report.dueOn) }] : []),
            ...(report.elsewhere === null ? [] : [{ term: t('one.elsewhere'), value: report.elsewhere }]),
            { term: t('one.supports'), value: String(report.supports) },
          ]}
        />
      </Band>
      {lon === null || lat === null ? null : (
        <Band id="ort" title={t('one.map')} note={uiLabels(language).location.rough}>
          <PlaceMap shape={areaOf(app)} point={{ lon, lat }} label={t('one.mapLabel', { place: where })} />
        </Band>
      )}
      <Band id="verlauf" title={t('one.history')}>
        {report.olderSteps === null ? null : (
          <MoreLink href={`${base}?cursor=${report.olderSteps}#verlauf`} label={t('one.olderSteps')} />
        )}
        <Timeline app={app} report={report} language={language} photos={photos} />
        {stepsBefore(request) === undefined ? null : (
          <MoreLink href={`${base}#verlauf`} label={t('one.newestSteps')} />
        )}
      </Band>
    </>
  );
}

function AffectedBand({
  request,
  report,
  errors,
}: {
  request: Request;
  report: OneReport;
  errors: readonly FormError[];
}): VNode | null {
  const { app, language } = request;
  const t = reportsTexts(language);
  if (isOpen(report.state))
    return (
      <Band id="auch" title={t('one.affected')} note={t('one.affectedNote')} last>
        <SupportForm request={request} id={report.id} />
      </Band>
    );
  if (!isClosed(report.state)) return null;
  const until = reopenUntil(app, report) ?? '';
  if (until < app.clock.today())
    return (
      <Band id="nicht-behoben" title={t('reopen.title')} last>
        <p>{t('reopen.over')}</p>
        <Buttons>
          <Button href="/melden">{t('list.report')}</Button>
        </Buttons>
      </Band>
    );
  return (
    <Band
      id="nicht-behoben"
      title={t('reopen.title')}
      note={t('reopen.note', { day: formatDate(until, language, 'long') })}
      last
    >
      <ReopenForm request={request} action={`/meldungen/${report.id}/offen`} errors={errors} />
    </Band>
  );
}

export function ReopenForm({
  request,
  action,
  errors,
}: {
  request: Request;
  action: string;
  errors: readonly FormError[];
}): VNode {
  const { language, csrf, body } = request;
  const t = reportsTexts(language);
  const labels = uiLabels(language);
  return (
    <Form action={action} multipart label={t('reopen.title')} hidden={{ _csrf: csrf, ...formId(body) }}>
      <LongTextField
        labels={labels}
        id="warum"
        name="warum"
        label={t('reopen.why')}
        maxLength={longestText}
        value={typedText(body, 'warum')}
        error={errorOf(errors, 'warum')}
      />
      <PhotoField language={language} errors={errors} hint="details.photoHint" />
      <Buttons>
        <Button>{t('reopen.send')}</Button>
      </Buttons>
    </Form>
  );
}

/** @returns what is wrong; nothing: it is open again */
export async function reopenBy(
  request: Request,
  saidBy: 'reporter' | 'public',
): Promise<readonly FormError[]> {
  const { app, actor, body, language, params } = request;
  const t = reportsTexts(language);
  const note = typedText(body, 'warum');
  if (note === '') return [{ fieldId: 'warum', message: t('wrong.why') }];
  if (note.length > longestText)
    return [{ fieldId: 'warum', message: t('wrong.textLong', { most: longestText }) }];
  const read = await readPhotos(
    app,
    actor,
    request.files.filter(({ field }) => field === 'foto'),
  );
  if ('fault' in read)
    return [{ fieldId: 'foto', message: t(`wrong.photo.${read.fault}`, { most: mostPhotos }) }];
  const id = reportNumber(params['id']);
  if (id === undefined) throw new Fault('NOT_FOUND');
  await reopenReport(app, actor, id, {
    ...{ note, saidBy, sentId: sentId(body), photos: read.photos },
  });
  return [];
}

async function support(request: Request): Promise<Reply> {
  const { app, actor, params } = request;
  const id = reportNumber(params['id']);
  if (id === undefined) throw new Fault('NOT_FOUND');
  try {
    await supportReport(app, actor, id, whoIs(request));
  } catch (error) {
    // Pressed twice it counts once, and there is nothing to be told off for.
    if (!(error instanceof Fault) || error.code !== 'REPORT_SUPPORTED') throw error;
  }
  return seeOther(`/meldungen/${id}?dank=auch`);
}

async function reopen(request: Request): Promise<Reply> {
  const errors = await reopenBy(request, 'public');
  if (errors.length > 0) return show(request, errors);
  return seeOther(`/meldungen/${request.params['id']}?dank=offen`);
}

export const oneRoutes: Route[] = [
  {
    method: 'GET',
    url: '/meldungen/:id',
    may: everyone,
    kind: 'page',
    summary: 'One report with its history',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/meldungen/:id/auch',
    may: everyone,
    kind: 'form',
    summary: 'Says that a report concerns one, too; counted once',
    perMinute: 30,
    handle: support,
  },
  {
    method: 'POST',
    url: '/meldungen/:id/offen',
    may: everyone,
    kind: 'form',
    summary: 'Says that a closed report is not fixed (warum, foto)',
    perMinute: 10,
    bodyLimit: 32 * 1024 * 1024,
    handle: reopen,
  },
];
