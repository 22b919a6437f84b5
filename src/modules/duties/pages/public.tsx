// /pflichten: the few questions, and all duties; /pflichten/ergebnis: what follows, without an account; nothing is stored.
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  ErrorSummary,
  Form,
  HiddenField,
  MoreLink,
  Quiet,
  Rows,
  Stack,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { dutiesOf, RollNote, ruleText } from '../../catalogue/index.ts';
import { dutiesCalendar } from '../calendar-file.ts';
import { dutiesTexts } from '../duties-texts.ts';
import { dutiesFor } from '../queries/duties.ts';
import { readStated } from '../queries/read-facts.ts';
import { Source, ToService, dutyRow } from './duty-row.tsx';
import { FactChoices, FactDates, dateErrors, ticks } from './fact-form.tsx';

/** What the address says: ticked facts may be repeated, which `query` does not hold. */
function asked({ app, url, query, language }: Request) {
  const parameters = new URL(url, 'http://localhost').searchParams;
  const ticked = parameters.getAll(ticks);
  return { ticked, search: parameters.toString(), ...readStated(app, ticked, query, language) };
}

function show(request: Request): Reply {
  const { app, language } = request;
  const t = dutiesTexts(language);
  const { duties } = dutiesOf.of(app);
  const { ticked } = asked(request);
  const context = { app, language };
  return page(request, {
    title: t('public.title'),
    description: t('public.description', { canton: app.canton.name[language] }),
    indexed: true,
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('public.title')} lead={t('public.lead')} />
        <Band id="fragen" title={t('public.questions')}>
          <Form plain method="get" action="/pflichten/ergebnis">
            <FactChoices {...context} ticked={ticked} />
            <Buttons>
              <Button go>{t('public.show')}</Button>
            </Buttons>
          </Form>
        </Band>
        <Band id="alle" title={t('public.all')} note={t('public.allNote', { count: duties.length })} last>
          <Rows
            items={duties.map((duty) => ({
              when: ruleText(duty.due, language),
              title: <span id={duty.id}>{duty.title[language]}</span>,
              text: duty.text[language],
              act: <ToService context={context} duty={duty} />,
              children: <Source context={context} duty={duty} />,
            }))}
          />
          <RollNote rules={duties} language={language} />
        </Band>
      </Wrap>
    ),
  });
}

function showResult(request: Request): Reply {
  const { app, language } = request;
  const t = dutiesTexts(language);
  const labels = uiLabels(language);
  const { ticked, search, facts, dates } = asked(request);
  const own = dutiesFor(app, facts);
  const errors = dateErrors(request, dates);
  const context = { app, language };
  const change = `/pflichten?${new URLSearchParams(ticked.map((id) => [ticks, id])).toString()}#fragen`;
  return page(request, {
    title: t('result.title'),
    hasErrors: errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('result.title')}
          lead={t('result.lead', { count: own.length })}
          crumbs={[{ label: t('title'), href: '/pflichten' }]}
        >
          <p>
            <MoreLink label={t('result.change')} href={change} />
          </p>
        </Top>
        <ErrorSummary labels={labels} errors={errors} />
        {own.length === 0 ? (
          <EmptyState text={t('result.none')}>
            <Button variant="secondary" href="/pflichten">
              {t('result.change')}
            </Button>
          </EmptyState>
        ) : (
          <Band id="liste" title={t('result.list')}>
            <Rows items={own.map((each) => dutyRow(context, each, facts))} />
            <RollNote rules={own.map(({ duty }) => duty)} language={language} />
          </Band>
        )}
        {dates.length > 0 ? (
          <Band id="daten" title={t('result.dates')} note={t('result.datesNote')}>
            <Form plain method="get" action="/pflichten/ergebnis">
              {ticked.map((id) => (
                <HiddenField key={id} name={ticks} value={id} />
              ))}
              <FactDates {...context} dates={dates} />
              <Buttons>
                <Button>{t('result.reckon')}</Button>
              </Buttons>
            </Form>
          </Band>
        ) : null}
        <Band id="behalten" title={t('result.toKeep')} last>
          <Stack>
            <Quiet>{t('result.print')}</Quiet>
            {own.some(({ due }) => due) ? (
              <p>
                <a href={`/pflichten/kalender.ics?${search}`}>{t('result.calendar')}</a>
              </p>
            ) : null}
            <p>
              {t('public.keep')} <a href="/konto/pflichten">{t('own.title')}</a>
            </p>
          </Stack>
        </Band>
      </Wrap>
    ),
  });
}

function calendar(request: Request): Reply {
  const { facts } = asked(request);
  const { app, language } = request;
  return dutiesCalendar(app, dutiesFor(app, facts), language);
}

export const publicDutyRoutes: Route[] = [
  {
    method: 'GET',
    url: '/pflichten',
    may: everyone,
    kind: 'page',
    summary: 'All duties, and a few questions that show which of them concern somebody',
    handle: show,
  },
  {
    method: 'GET',
    url: '/pflichten/ergebnis',
    may: everyone,
    kind: 'page',
    summary: 'The duties that follow from the answers in the address; stores nothing',
    handle: showResult,
  },
  {
    method: 'GET',
    url: '/pflichten/kalender.ics',
    may: everyone,
    kind: 'file',
    summary: 'The same duties as a calendar file',
    perMinute: 120,
    handle: calendar,
  },
];
