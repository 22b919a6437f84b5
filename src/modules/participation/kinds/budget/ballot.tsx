// /mitreden/:id/stimmzettel: a ballot with a basket, without script; what is wrong is said and nothing that was filled in is lost.
import type { VNode } from 'preact';
import { Fault } from '../../../../kernel/errors.ts';
import { formId, sentId } from '../../../../kernel/http/form-id.ts';
import { page } from '../../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../../kernel/http/route.ts';
import { randomSymbols } from '../../../../kernel/readable-symbols.ts';
import {
  Button,
  Buttons,
  Choice,
  ErrorSummary,
  Form,
  MultiChoice,
  Notice,
  NumberField,
  Quiet,
  Top,
  uiLabels,
  Wrap,
} from '../../../../ui/index.ts';
import { contribute } from '../../actions/contribute.ts';
import { personOf, readTyped, typedText } from '../../pages/contribute-form.tsx';
import { participationTexts } from '../../participation-texts.ts';
import { contributeTo } from '../../permissions.ts';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { processById } from '../../queries/processes.ts';
import { budgetTexts } from './budget-texts.ts';
import { budgetOf } from './part.ts';
import { receiptOf } from './receipt.ts';
import {
  ballotFaults,
  basketSum,
  francs,
  pointsField,
  rankField,
  readBallot,
  type TypedBallot,
} from './read-ballot.ts';

const address = '/mitreden/:id/stimmzettel';
const field = 'projekte';

function openBudget({ app, params }: Request): Process {
  const process = processById(app, params['id'], 'budget');
  if (!takesAt(process.phases, 'vote', app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  return process;
}

function shell(
  request: Request,
  process: Process,
  props: { title: string; lead?: string; status?: number; hasErrors?: boolean; children: (VNode | null)[] },
): Reply {
  const { language } = request;
  return page(request, {
    title: props.title,
    hasErrors: props.hasErrors ?? false,
    status: props.status ?? 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={props.title}
          lead={props.lead}
          tight
          crumbs={[
            { label: participationTexts(language)('list.title'), href: '/mitreden' },
            { label: process.title[language], href: `/mitreden/${process.id}` },
          ]}
        />
        {props.children}
      </Wrap>
    ),
  });
}

function form(request: Request, faults: readonly string[] = [], basket = false): Reply {
  const { language, body } = request;
  const process = openBudget(request);
  const t = budgetTexts(language);
  const { amount, ballot } = budgetOf(process);
  const typed = readBallot(process, body);
  const labels = uiLabels(language);
  return shell(request, process, {
    title: t('ballot.title'),
    lead: t(`ballot.lead.${ballot.kind}`, { points: ballot.points ?? 0 }),
    hasErrors: faults.length > 0,
    status: faults.length > 0 ? 422 : 200,
    children: [
      <ErrorSummary labels={labels} errors={faults.map((message) => ({ fieldId: field, message }))} />,
      <Form
        action={`/mitreden/${process.id}/stimmzettel`}
        hidden={{ _csrf: request.csrf, ...formId(body ?? request.parked) }}
      >
        {basket ? (
          <Notice tone="info" title={t('ballot.basket')} role="status">
            {t('ballot.basketSum', {
              count: new Set(typed.ballot.projects).size,
              sum: francs(basketSum(process, typed.ballot), language),
              amount: francs(amount, language),
            })}
          </Notice>
        ) : null}
        <Quiet>
          {t(ballot.basket ? 'ballot.limits' : 'ballot.limitsFree', {
            least: ballot.least,
            most: ballot.most,
            amount: francs(amount, language),
          })}
        </Quiet>
        <Fields request={request} process={process} typed={typed} error={faults[0]} />
        <Quiet>{t('ballot.once')}</Quiet>
        <Quiet>{t('ballot.open')}</Quiet>
        <Buttons>
          <Button go name="tun" value="stimmen">
            {t('ballot.send')}
          </Button>
          <Button variant="secondary" name="tun" value="rechnen">
            {t('ballot.check')}
          </Button>
          <a href={`/mitreden/${process.id}`}>{t('ballot.cancel')}</a>
        </Buttons>
      </Form>,
    ],
  });
}

function Fields({
  request: { language },
  process,
  typed,
  error,
}: {
  request: Request;
  process: Process;
  typed: TypedBallot;
  error: string | undefined;
}): VNode {
  const { ballot, projects } = budgetOf(process);
  const t = budgetTexts(language);
  const labels = uiLabels(language);
  const named = projects.map((each) => ({
    ...each,
    label: each.title[language],
    price: francs(each.cost, language),
  }));
  if (ballot.kind === 'approval')
    return (
      <MultiChoice
        labels={labels}
        id={field}
        name="projekt"
        label={t('ballot.projects')}
        error={error}
        value={typed.ticked}
        options={named.map(({ id, label, price, text }) => ({
          value: id,
          label: `${label}, ${price}`,
          hint: text[language],
        }))}
      />
    );
  if (ballot.kind === 'cumulative')
    return (
      <>
        {named.map(({ id, label, price, text }, place) => (
          <NumberField
            key={id}
            labels={labels}
            id={place === 0 ? field : pointsField(id)}
            name={pointsField(id)}
            label={t('ballot.points', { project: label })}
            hint={`${price}. ${text[language]}`}
            error={place === 0 ? error : undefined}
            optional
            whole
            value={typed.points[id]}
          />
        ))}
      </>
    );
  return (
    <>
      {typed.ranks.map((value, place) => (
        <Choice
          key={place}
          as="select"
          labels={labels}
          id={place === 0 ? field : rankField(place + 1)}
          name={rankField(place + 1)}
          label={t('ballot.rank', { rank: place + 1 })}
          error={place === 0 ? error : undefined}
          optional={place >= ballot.least}
          value={value}
          options={named.map(({ id, label, price }) => ({ value: id, label: `${label}, ${price}` }))}
        />
      ))}
    </>
  );
}

async function send(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const process = openBudget(request);
  if (typedText(body, 'tun') === 'rechnen') return form(request, [], true);
  const typed = readBallot(process, body);
  const faults = ballotFaults(process, typed, language);
  if (faults.length > 0) return form(request, faults, true);
  const person = personOf(request);
  const cast = await contribute(app, person, {
    ...{ id: sentId(body), process, act: 'vote', data: { ...typed.ballot }, receipt: randomSymbols(10) },
    language: readTyped(request, process).language,
    named: false,
  });
  // Sent twice, it is the one of the first time.
  const receipt = await receiptOf(app, person, cast);
  const t = budgetTexts(language);
  return shell(request, process, {
    title: t('ballot.done'),
    children: [
      <Notice tone="success" title={t('ballot.done')} role="status">
        {t('ballot.receipt', { receipt })}
      </Notice>,
    ],
  });
}

export const ballotRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: contributeTo,
    kind: 'page',
    summary: 'Fills in a ballot of a participatory budget',
    handle: (request) => form(request),
  },
  {
    method: 'POST',
    url: address,
    may: contributeTo,
    kind: 'form',
    summary: 'Adds up the basket of a ballot, or casts it',
    perMinute: 30,
    handle: send,
  },
];
