// What people do at /konto/pflichten: state facts, tick off, be reminded, make and revoke the calendar's address.
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import type { Facts, FormBody } from '../../../engine/index.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  HiddenField,
  Question,
  Quiet,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { dutiesOf } from '../../catalogue/index.ts';
import { makeCalendar, markDuty, revokeCalendar, setReminder, stateFacts } from '../actions/keep-duties.ts';
import { dutiesTexts } from '../duties-texts.ts';
import { mayAll, seeOwnDuties } from '../permissions.ts';
import { readStated, type StatedFacts } from '../queries/read-facts.ts';
import { FactChoices, FactDates, dateErrors, ticks, tickedIn } from './fact-form.tsx';
import { ownView, personOf, reminderDays } from './own.tsx';

const home = '/konto/pflichten';
const textOf = (body: unknown, name: string): string => {
  const value = (body as FormBody)[name];
  return typeof value === 'string' ? value : '';
};

/** Control of what registers said when the form was shown, or the person has denied: left empty, it is denied. */
const registered = 'register';

function factsPage(
  request: Request,
  ticked: readonly string[],
  dates: StatedFacts['dates'],
  known: readonly string[],
): Reply {
  const { app, language, csrf } = request;
  const t = dutiesTexts(language);
  const labels = uiLabels(language);
  const errors = dateErrors(request, dates);
  return page(request, {
    title: t('facts.title'),
    hasErrors: errors.length > 0,
    ...(errors.length > 0 ? { status: 422 } : {}),
    content: (
      <Wrap>
        <Top
          labels={labels}
          crumbs={[
            { label: t('account'), href: '/konto' },
            { label: t('own.title'), href: home },
          ]}
        />
        <Form action={`${home}/angaben`} hidden={{ _csrf: csrf }}>
          {known.map((id) => (
            <HiddenField key={id} name={registered} value={id} />
          ))}
          <ErrorSummary labels={labels} errors={errors} />
          <Question title={t('facts.title')}>{t('facts.lead')}</Question>
          {dates.length > 0 ? (
            <>
              <h2>{t('facts.dates')}</h2>
              <Quiet>{t('facts.datesLead')}</Quiet>
              <FactDates app={app} language={language} dates={dates} />
            </>
          ) : null}
          <FactChoices app={app} language={language} ticked={ticked} />
          <Buttons>
            <Button go>{t('own.factsSave')}</Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

async function askFacts(request: Request): Promise<Reply> {
  if (!mayAll(personOf(request))) throw new Fault('ACTING_NOT_HERE');
  const { app, language } = request;
  const { facts, registers, stated } = await ownView(request);
  const ticked = Object.keys(facts).filter((id) => facts[id] === true);
  const body = Object.fromEntries(
    Object.entries(facts).flatMap(([id, value]) => {
      const [year = '', month = '', day = ''] = typeof value === 'string' ? value.split('-') : [];
      return typeof value === 'string'
        ? [
            [`${id}.day`, String(Number(day))],
            [`${id}.month`, String(Number(month))],
            [`${id}.year`, year],
          ]
        : [];
    }),
  ) as FormBody;
  // A denial stays, also while the register that it is about is silent or not asked.
  const known = new Set([
    ...Object.keys(registers.facts).filter((id) => registers.facts[id] === true),
    ...Object.keys(stated).filter((id) => stated[id] === false),
  ]);
  return factsPage(request, ticked, readStated(app, ticked, body, language).dates, [...known]);
}

async function saveFacts(request: Request): Promise<Reply> {
  const { app, language, body } = request;
  const form = body as FormBody;
  const ticked = tickedIn(form[ticks]);
  const known = tickedIn(form[registered]);
  const { facts, dates } = readStated(app, ticked, form, language);
  if (dates.some(({ error }) => error !== undefined)) return factsPage(request, ticked, dates, known);
  await stateFacts(app, personOf(request), { ...deniedOf(app, known, ticked), ...facts });
  // What was ticked just now is asked for its day next.
  const unasked = dates.some(({ id }) => !Object.hasOwn(form, `${id}.day`));
  return seeOther(unasked ? `${home}/angaben` : `${home}?gut=factsSaved`);
}

/** What registers say and the person does not tick; names that there are only. */
const deniedOf = (app: App, known: readonly string[], ticked: readonly string[]): Facts =>
  Object.fromEntries(
    dutiesOf
      .of(app)
      .facts.filter(({ id }) => known.includes(id) && !ticked.includes(id))
      .map(({ id }) => [id, false]),
  );

async function mark(request: Request): Promise<Reply> {
  const { app, body } = request;
  const done = textOf(body, 'done') === 'yes';
  await markDuty(app, personOf(request), {
    duty: textOf(body, 'duty'),
    occurrence: textOf(body, 'occurrence'),
    done,
  });
  return seeOther(`${home}?gut=${done ? 'markedDone' : 'markedOpen'}`);
}

async function remind(request: Request): Promise<Reply> {
  const { app, language, body } = request;
  const days = reminderDays.find((each) => String(each) === textOf(body, 'days')) ?? null;
  await setReminder(app, personOf(request), days, language);
  return seeOther(`${home}?gut=remindSaved#erinnern`);
}

/** The address is in this reply and nowhere else: the database has its hash. */
async function calendar(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = dutiesTexts(language);
  const secret = await makeCalendar(app, personOf(request), language);
  const address = `${app.config.baseUrl}/me/duties.ics?token=${secret}`;
  const reply = page(request, {
    title: t('calendar.made'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('calendar.made')}
          lead={t('calendar.madeText')}
          crumbs={[
            { label: t('account'), href: '/konto' },
            { label: t('own.title'), href: home },
          ]}
        >
          <p>
            <code>{address}</code>
          </p>
          <p>
            <a href={home}>{t('calendar.back')}</a>
          </p>
        </Top>
      </Wrap>
    ),
  });
  return { ...reply, headers: { ...reply.headers, 'cache-control': 'private, no-store' } };
}

async function revoke(request: Request): Promise<Reply> {
  await revokeCalendar(request.app, personOf(request), request.language);
  return seeOther(`${home}?gut=calendarRevoked`);
}

const form = { method: 'POST', may: seeOwnDuties, kind: 'form' } as const;
export const ownActionRoutes: Route[] = [
  {
    method: 'GET',
    url: '/konto/pflichten/angaben',
    may: seeOwnDuties,
    acting: 'covered',
    kind: 'page',
    summary: 'What applies to me, for my duties',
    handle: askFacts,
  },
  {
    ...form,
    url: '/konto/pflichten/angaben',
    acting: 'covered',
    summary: 'States what applies to me, for my duties',
    handle: saveFacts,
  },
  { ...form, url: '/konto/pflichten/abhaken', acting: 'covered', summary: 'Ticks a duty off', handle: mark },
  { ...form, url: '/konto/pflichten/erinnern', summary: 'Reminds me of my duties by mail', handle: remind },
  {
    ...form,
    url: '/konto/pflichten/kalender',
    summary: 'Makes the secret address of my calendar',
    handle: calendar,
  },
  {
    ...form,
    url: '/konto/pflichten/kalender/aufheben',
    summary: 'Revokes the address of my calendar',
    handle: revoke,
  },
];
