// «Anfechten»: until when a decision can be disputed and how; what an appeal is against; how it stands.
import type { VNode } from 'preact';
import { Band, Button, Buttons, Facts, Stack, formatDate } from '../../../ui/index.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { Fault } from '../../../kernel/errors.ts';
import { bytes } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { caseTexts, caseWord } from '../case-texts.ts';
import { dayOf } from '../pages/case-parts.tsx';
import { openCasePage } from '../permissions.ts';
import type { CaseView } from '../queries/case-view.ts';
import { appealUntil, isDisputable } from './appeal-day.ts';
import type { AppealRow } from './appeals-of.ts';
import { caseFile } from './case-file.ts';
import { appealRule, authorityOf } from './load-appeals.ts';

interface Props {
  request: Request;
  view: CaseView;
}

export function AppealBand({ request, view }: Props): VNode | null {
  const { language } = request;
  const t = caseTexts(language);
  const { own, against } = view.appeals;
  if (view.withheld.content) return null;
  const offer =
    view.asStaff || against.some(({ endedAt }) => endedAt === null) ? null : offerOf(request, view);
  if (!own && against.length === 0 && !offer) return null;
  return (
    <Band id="anfechten" title={t(own ? 'appeal.against' : 'appeal.title')}>
      <Stack>
        {own ? <Against request={request} view={view} own={own} /> : null}
        {against.map((each) => (
          <Filed key={each.appealRef} request={request} row={each} />
        ))}
        {offer}
      </Stack>
    </Band>
  );
}

/** What the person can do against the decision, until when, and who decides then. */
function offerOf({ app, language }: Request, { matter, definition }: CaseView): VNode | null {
  const t = caseTexts(language);
  const rule = appealRule(app, definition.process.remedy);
  if (!rule || !isDisputable(matter, definition)) return null;
  const until = appealUntil(app, matter, definition);
  const authority = unitName(app, authorityOf(app, rule, matter.unit), language);
  const late = until !== null && until < app.clock.today();
  return (
    <>
      <p>
        {late
          ? t('appeal.over', { day: formatDate(until, language) })
          : until === null
            ? t('appeal.fromReceipt', { authority })
            : t('appeal.until', { day: formatDate(until, language), authority })}{' '}
        {rule.suspends && !late ? t('appeal.suspends') : ''}
      </p>
      <Buttons>
        <Button variant="secondary" href={`/leistungen/${rule.service}/formular?gegen=${matter.ref}`}>
          {serviceTitle(app, rule.service, language)}
        </Button>
      </Buttons>
    </>
  );
}

/** On the case of an appeal. */
function Against({ request, view, own }: Props & { own: AppealRow }): VNode {
  const { app, language } = request;
  const t = caseTexts(language);
  if (own.decisionRef === null) return <p>{t(view.asStaff ? 'appeal.unknownStaff' : 'appeal.unknown')}</p>;
  const filed = dayInSwitzerland(own.filedAt);
  const facts = [
    {
      term: t('appeal.decision'),
      value: (
        <a href={`/faelle/${own.decisionRef}`}>
          {own.decisionService === null ? '' : serviceTitle(app, own.decisionService, language)},{' '}
          {own.decisionRef}
        </a>
      ),
    },
    ...(own.decidedAt
      ? [{ term: t('appeal.fileDecided'), value: formatDate(dayOf(own.decidedAt), language) }]
      : []),
    { term: t('appeal.limit'), value: limitText(request, own, filed) },
    { term: t('appeal.effect'), value: t(effectOf(own)) },
  ];
  return (
    <>
      <Facts small items={facts} />
      {view.asStaff && own.endedAt === null && own.decidedAt !== null ? (
        <p>
          <a href={`/faelle/${view.matter.ref}/akten.pdf`}>{t('appeal.file')}</a>
        </p>
      ) : null}
    </>
  );
}

function limitText({ language }: Request, { until }: AppealRow, filed: string): string {
  const t = caseTexts(language);
  if (until === null) return t('appeal.limitUnknown');
  const day = formatDate(until, language);
  return filed <= until ? t('appeal.inTime', { day }) : t('appeal.late', { day });
}

const effectOf = ({ suspends, endedAt }: AppealRow) =>
  endedAt !== null ? 'appeal.effectOver' : suspends ? 'appeal.effectSuspended' : 'appeal.effectNone';

/** On the case whose decision is disputed. */
function Filed({ request, row }: { request: Request; row: AppealRow }): VNode {
  const { language } = request;
  const t = caseTexts(language);
  const day = formatDate(dayOf(row.filedAt), language);
  const ended =
    row.outcome === null || row.endedAt === null
      ? t(row.suspends ? 'appeal.openSuspended' : 'appeal.open')
      : t('appeal.ended', {
          day: formatDate(dayOf(row.endedAt), language),
          outcome: caseWord(language, 'state', row.outcome),
        });
  return (
    <p>
      {t('appeal.filed', { day })} <a href={`/faelle/${row.appealRef}`}>{row.appealRef}</a>. {ended}
    </p>
  );
}

/** Staff who handle an appeal read the file of the decision that it is against. */
export const caseFileRoute: Route = {
  method: 'GET',
  url: '/faelle/:ref/akten.pdf',
  may: openCasePage,
  kind: 'file',
  summary: 'The file of a disputed decision as one PDF, for those who decide the appeal',
  handle: async ({ app, actor, params, language }) => {
    const file =
      actor.kind === 'staff' ? await caseFile(app, actor, params['ref'] ?? '', language) : undefined;
    if (!file) throw new Fault('NOT_FOUND');
    return bytes(file.bytes, 'application/pdf', file.name);
  },
};
