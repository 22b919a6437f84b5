// /mitreden/:id/stimmzettel: a ballot with a basket; what is wrong is said and nothing that was filled in is lost.
import type { VNode } from 'preact';
import { Fault } from '../../../../kernel/errors.ts';
import { formId, sentId } from '../../../../kernel/http/form-id.ts';
import { page, type Page } from '../../../../kernel/http/page.tsx';
import { seeOther } from '../../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../../kernel/http/route.ts';
import { typedText } from '../../../../kernel/http/typed-text.ts';
import { randomSymbols } from '../../../../kernel/readable-symbols.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  Notice,
  Quiet,
  Top,
  uiLabels,
  Wrap,
} from '../../../../ui/index.ts';
import { contribute } from '../../actions/contribute.ts';
import type { Participant } from '../../participant.ts';
import { readTyped } from '../../pages/contribute-form.tsx';
import { findParticipant, forTaking, participantOf } from '../../pages/participant-of.ts';
import { participationTexts } from '../../participation-texts.ts';
import { takesAt, votingIsOver } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { processById } from '../../queries/processes.ts';
import { castForVoter, issueBallot } from '../../secret/issue-ballot.ts';
import { BallotFields, firstField } from './ballot-fields.tsx';
import { budgetTexts } from './budget-texts.ts';
import { budgetOf } from './part.ts';
import { receiptOf } from './receipt.ts';
import { ballotFaults, basketSum, francs, readBallot } from './read-ballot.ts';
import { OpenDeclaration, SecretNotice, SecretScript } from './secret-parts.tsx';
import { voteText } from './vote-text.ts';

const address = '/mitreden/:id/stimmzettel';

function openBudget({ app, params }: Request): Process {
  const process = processById(app, params['id'], 'budget');
  if (!takesAt(process.phases, 'vote', app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  return process;
}

interface Shell extends Omit<Page, 'content'> {
  lead?: string;
  children: (VNode | null)[];
}

function shell(request: Request, process: Process, { lead, children, ...shown }: Shell): Reply {
  const { language } = request;
  return page(request, {
    ...shown,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={shown.title}
          lead={lead}
          tight
          crumbs={[
            { label: participationTexts(language)('list.title'), href: '/mitreden' },
            { label: process.title[language], href: `/mitreden/${process.id}` },
          ]}
        />
        {children}
      </Wrap>
    ),
  });
}

interface Filled {
  faults?: readonly string[];
  basket?: boolean;
  /** The declaration of those who vote without script is missing. */
  undeclared?: boolean;
}

async function form(request: Request, filled: Filled = {}): Promise<Reply> {
  const { app, language, body, csrf } = request;
  const process = openBudget(request);
  const t = budgetTexts(language);
  const { amount, ballot } = budgetOf(process);
  const typed = readBallot(process, body);
  const labels = uiLabels(language);
  const secret = process.ballots === 'secret';
  const who = await findParticipant(request, process);
  if (!who && !secret) throw new Fault('SIGN_IN_REQUIRED');
  const { faults = [], basket = false, undeclared = false } = filled;
  const errors = [
    ...faults.map((message) => ({ fieldId: firstField, message })),
    ...(undeclared ? [{ fieldId: 'offen', message: t('secret.openMissing') }] : []),
  ];
  return shell(request, process, {
    title: t('ballot.title'),
    lead: t(`ballot.lead.${ballot.kind}`, { points: ballot.points ?? 0 }),
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    ...(secret && { scripts: ['secretBallot'] as const }),
    children: [
      <ErrorSummary labels={labels} errors={errors} />,
      <Form
        action={`/mitreden/${process.id}/stimmzettel`}
        id="stimmzettel"
        hidden={{ _csrf: csrf, ...formId(body ?? request.parked) }}
      >
        {secret ? <SecretNotice request={request} process={process} known={who !== undefined} /> : null}
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
        <BallotFields request={request} process={process} typed={typed} error={faults[0]} />
        <Quiet>{t('ballot.once')}</Quiet>
        {secret ? (
          <OpenDeclaration request={request} error={undeclared} />
        ) : (
          <Quiet>{t('ballot.open')}</Quiet>
        )}
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
      secret ? await SecretScript({ request: { app, language }, process }) : null,
    ],
  });
}

async function show(request: Request): Promise<Reply> {
  const { app, params } = request;
  const process = processById(app, params['id'], 'budget');
  if (process.ballots === 'secret' && votingIsOver(process, app.clock.today()))
    return seeOther(`/mitreden/${process.id}/urne`);
  return form(request);
}

async function send(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const process = openBudget(request);
  const who = await participantOf(request, process);
  const blinded = typedText(body, 'frage');
  if (process.ballots === 'secret' && blinded !== '') return answerBlindly(request, process, who, blinded);
  if (typedText(body, 'tun') === 'rechnen') return form(request, { basket: true });
  const typed = readBallot(process, body);
  const faults = ballotFaults(process, typed, language);
  const undeclared = process.ballots === 'secret' && typedText(body, 'offen') !== 'yes';
  if (faults.length > 0 || undeclared) return form(request, { faults, basket: true, undeclared });
  const receipt =
    process.ballots === 'secret'
      ? await castForVoter(app, who, { process, vote: voteText(typed.ballot), language })
      : await castNamed(request, process, who);
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

/** The program remembers whose it is; sent twice, the receipt is the one of the first time. */
async function castNamed(request: Request, process: Process, who: Participant): Promise<string> {
  const { app, body } = request;
  const data = { ...readBallot(process, body).ballot };
  const cast = await contribute(app, who, {
    ...{ id: sentId(body), process, act: 'vote', data, receipt: randomSymbols(10) },
    language: readTyped(request, process).language,
    named: false,
  });
  return receiptOf(app, who, process, cast);
}

/** To the script: the signature of what it has made, whatever that is. What is voted it never sends here. */
async function answerBlindly(
  { app, language }: Request,
  process: Process,
  who: Participant,
  blinded: string,
): Promise<Reply> {
  const answer = await issueBallot(app, who, { process, blinded, language });
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify({ answer }) };
}

export const ballotRoutes: Route[] = forTaking([
  {
    method: 'GET',
    url: address,
    kind: 'page',
    summary: 'Fills in a ballot of a participatory budget',
    handle: show,
  },
  {
    method: 'POST',
    url: address,
    kind: 'form',
    summary:
      'Adds up the basket of a ballot, casts it, or signs the right to a secret one blindly (tun, frage)',
    perMinute: 30,
    handle: send,
  },
]);
