// /meldungen/:id/eigene/:key: one's own report by its secret link; /konto/meldungen: those of an account. Answer, reopen, become nobody.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOf } from '../../../kernel/http/signed-in.ts';
import { typedText, typedTexts } from '../../../kernel/http/typed-text.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { everyone, personOnly } from '../../../kernel/permission.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  ErrorSummary,
  Form,
  LongTextField,
  MoreLink,
  Notice,
  Rows,
  Top,
  Wrap,
  errorOf,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { answerUnit, becomeNobody, confirmContact, type Own } from '../actions/own-report.ts';
import { accountReport, mostOwn, ownReports } from '../queries/own-reports.ts';
import { ownReport, type OneReport } from '../queries/one-report.ts';
import { reportsTexts } from '../reports-texts.ts';
import { isClosed } from '../states.ts';
import { NobodyBand } from './nobody-band.tsx';
import { ReopenForm, reopenBy, ReportBands } from './one.tsx';
import { inventedNote, reportRow, StateOf, titleOf } from './report-words.tsx';
import { longestText, stepsBefore } from './typed.ts';

interface OwnPage {
  report: OneReport;
  contact: 'none' | 'unconfirmed' | 'confirmed';
  own: Own;
  /** Address of the page. */
  base: string;
}

/** By the key in the address, else as the account. @throws Fault NOT_FOUND */
async function findOwn(request: Request): Promise<OwnPage> {
  const { app, params } = request;
  const [id, key] = [params['id'] ?? '', params['key']];
  if (key !== undefined) {
    const report = await ownReport(app, id, key, stepsBefore(request));
    if (!report) throw new Fault('NOT_FOUND');
    return { report, contact: report.contact, own: { key }, base: `/meldungen/${id}/eigene/${key}` };
  }
  const person = personOf(request);
  const report = await accountReport(app, person, id, stepsBefore(request));
  if (!report) throw new Fault('NOT_FOUND');
  return { report, contact: 'confirmed', own: { account: person.id }, base: `/konto/meldungen/${id}` };
}

const thanks = ['neu', 'bestaetigt', 'antwort', 'offen', 'niemand'] as const;

async function show(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, query } = request;
  const t = reportsTexts(language);
  const { report, contact, base } = await findOwn(request);
  const said = thanks.find((each) => Object.hasOwn(query, each));
  const title = titleOf(app, report, language);
  return page(request, {
    title,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          meta={inventedNote(report.invented, language)}
          crumbs={[
            { label: t('list.title'), href: '/meldungen' },
            { label: String(report.id), href: `/meldungen/${report.id}` },
          ]}
        >
          <StateOf state={report.state} language={language} />
        </Top>
        <ErrorSummary labels={uiLabels(language)} errors={errors} />
        {said === undefined ? null : (
          <Notice tone="success" title={t(`own.${said}`)} role="status">
            {t(`own.${said}Text`)}
          </Notice>
        )}
        {request.params['key'] === undefined ? null : (
          <Notice tone="info" title={t('own.link')}>
            {t('own.linkText')}
          </Notice>
        )}
        {contact === 'unconfirmed' ? <ConfirmBand request={request} base={base} /> : null}
        {report.asked ? <AnswerBand request={request} base={base} errors={errors} /> : null}
        <ReportBands request={request} report={report} base={base} />
        {isClosed(report.state) ? (
          <Band id="nicht-behoben" title={t('reopen.title')}>
            <ReopenForm request={request} action={`${base}/offen`} errors={errors} />
          </Band>
        ) : null}
        <NobodyBand request={request} base={base} known={contact !== 'none'} />
      </Wrap>
    ),
  });
}

/** The button only where the link of the mail has led here. */
function ConfirmBand({ request, base }: { request: Request; base: string }): VNode {
  const t = reportsTexts(request.language);
  const { adresse } = request.query;
  if (adresse === undefined)
    return (
      <Band id="bestaetigen" title={t('own.confirm')}>
        <p>{t('own.confirmMail')}</p>
      </Band>
    );
  return (
    <Band id="bestaetigen" title={t('own.confirm')}>
      <p>{t('own.confirmText')}</p>
      <Form
        plain
        action={`${base}/bestaetigen`}
        label={t('own.confirm')}
        hidden={{ _csrf: request.csrf, adresse }}
      >
        <Buttons>
          <Button>{t('own.confirmButton')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

function AnswerBand({
  request,
  base,
  errors,
}: {
  request: Request;
  base: string;
  errors: readonly FormError[];
}): VNode {
  const { language, csrf, body } = request;
  const t = reportsTexts(language);
  return (
    <Band id="antwort" title={t('own.asked')} note={t('own.askedNote')}>
      <Form action={`${base}/antwort`} label={t('own.asked')} hidden={{ _csrf: csrf, ...formId(body) }}>
        <LongTextField
          labels={uiLabels(language)}
          id="antworttext"
          name="antworttext"
          label={t('own.answer')}
          maxLength={longestText}
          value={typedText(body, 'antworttext')}
          error={errorOf(errors, 'antworttext')}
        />
        <Buttons>
          <Button>{t('own.answerSend')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

async function list(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = reportsTexts(language);
  const [after] = readPageKey(query['cursor'], 'number') ?? [];
  const rows = await ownReports(app, personOf(request), after);
  const items = rows.slice(0, mostOwn);
  const next = pageKey(rows.length > mostOwn ? [String(items.at(-1)?.id)] : undefined);
  return page(request, {
    title: t('own.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('own.title')}
          lead={t('own.lead')}
          action={
            <Button go href="/melden">
              {t('list.report')}
            </Button>
          }
        />
        {Object.hasOwn(query, 'niemand') ? (
          <Notice tone="success" title={t('own.niemand')} role="status">
            {t('own.niemandText')}
          </Notice>
        ) : null}
        <Band id="meldungen" title={t('own.all')} last>
          {items.length === 0 ? (
            <EmptyState text={t('own.none')} />
          ) : (
            <Rows
              items={items.map((each) => ({
                ...reportRow(app, each, language),
                href: `/konto/meldungen/${each.id}`,
              }))}
            />
          )}
          {next === null ? null : (
            <MoreLink href={`/konto/meldungen?cursor=${next}`} label={t('list.further')} />
          )}
        </Band>
      </Wrap>
    ),
  });
}

async function confirm(request: Request): Promise<Reply> {
  const { own, base, report } = await findOwn(request);
  const { app, actor, body } = request;
  await confirmContact(app, actor, report.id, own, typedText(body, 'adresse'));
  return seeOther(`${base}?bestaetigt`);
}

async function answer(request: Request): Promise<Reply> {
  const { app, actor, body, language } = request;
  const t = reportsTexts(language);
  const { own, base, report } = await findOwn(request);
  const note = typedText(body, 'antworttext');
  if (note === '' || note.length > longestText)
    return show(request, [
      {
        fieldId: 'antworttext',
        message: note === '' ? t('wrong.answer') : t('wrong.textLong', { most: longestText }),
      },
    ]);
  await answerUnit(app, actor, report.id, own, { note, sentId: sentId(body) });
  return seeOther(`${base}?antwort`);
}

async function reopen(request: Request): Promise<Reply> {
  const { base } = await findOwn(request);
  const errors = await reopenBy(request, 'reporter');
  return errors.length > 0 ? show(request, errors) : seeOther(`${base}?offen`);
}

async function nobody(request: Request): Promise<Reply> {
  const { app, actor, body } = request;
  const { own, base, report } = await findOwn(request);
  await becomeNobody(app, actor, report.id, own, { words: typedTexts(body, 'auch').includes('worte') });
  // An account has no key to it any more: it is nobody's.
  return seeOther('account' in own ? '/konto/meldungen?niemand' : `${base}?niemand`);
}

const steps = [
  ['bestaetigen', 'Confirms the address at which one is told about one’s report (adresse)', confirm],
  ['antwort', 'Answers the unit’s question about one’s report (antworttext)', answer],
  ['offen', 'Says that one’s own report is not fixed (warum, foto)', reopen],
  ['niemand', 'Removes who has reported, and the words where they are to go, too (auch)', nobody],
] as const;

const routesAt = (base: string, may: Route['may'], whose: string): Route[] => [
  {
    method: 'GET',
    url: base,
    may,
    kind: 'page',
    summary: `One’s own report, ${whose}`,
    handle: (request) => show(request),
  },
  ...steps.map(([step, summary, handle]): Route => ({
    method: 'POST',
    url: `${base}/${step}`,
    may,
    kind: 'form',
    summary: `${summary}, ${whose}`,
    perMinute: 30,
    ...(step === 'offen' ? { bodyLimit: 32 * 1024 * 1024 } : {}),
    handle,
  })),
];

export const ownRoutes: Route[] = [
  ...routesAt('/meldungen/:id/eigene/:key', everyone, 'by its secret link'),
  {
    method: 'GET',
    url: '/konto/meldungen',
    may: personOnly,
    kind: 'page',
    summary: 'What one has reported, newest first (cursor)',
    handle: list,
  },
  ...routesAt('/konto/meldungen/:id', personOnly, 'of one’s account'),
];
