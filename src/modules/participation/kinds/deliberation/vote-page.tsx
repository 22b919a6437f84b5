// /mitreden/:id/aussagen: one statement at a time, three buttons, without script.
import { Fault } from '../../../../kernel/errors.ts';
import { page } from '../../../../kernel/http/page.tsx';
import { seeOther } from '../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../kernel/http/route.ts';
import { typedText } from '../../../../kernel/http/typed-text.ts';
import { nextStatement, priority, type Choice } from '../../../../opinion/index.ts';
import {
  Button,
  Buttons,
  EmptyState,
  Form,
  Hints,
  Quiet,
  Top,
  Wrap,
  uiLabels,
} from '../../../../ui/index.ts';
import { forParticipants, participantOf } from '../../pages/participant-of.ts';
import { participationTexts } from '../../participation-texts.ts';
import { keyOf } from '../../participant.ts';
import { takesAt } from '../../phases.ts';
import { processById } from '../../queries/processes.ts';
import { castVote, ownVotes } from './cast-vote.ts';
import { deliberationTexts } from './deliberation-texts.ts';
import { deliberationOf } from './part.ts';
import { snapshotOf } from './snapshot.ts';
import { statementsOf, type ShownStatement } from './statements.ts';

const address = '/mitreden/:id/aussagen';
const choices = { zustimmen: 1, ablehnen: -1, weiter: 0 } as const satisfies Record<string, Choice>;
const isChoice = (value: string): value is keyof typeof choices => Object.hasOwn(choices, value);

function openProcess({ app, params }: Request) {
  const process = processById(app, params['id'], 'deliberation');
  if (!takesAt(process.phases, 'vote', app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  return process;
}

/** As Polis' routing weighs it; the same until they have voted, so that a reload changes nothing. */
async function chosenFor(request: Request): Promise<{
  statement: ShownStatement | undefined;
  done: number;
  all: number;
}> {
  const { app } = request;
  const process = openProcess(request);
  const person = await participantOf(request, process);
  const [statements, own, snapshot] = await Promise.all([
    statementsOf(app, process),
    ownVotes(app, person, process),
    snapshotOf(app, process),
  ]);
  const weights = new Map(
    snapshot?.map.statements.map((each) => [snapshot.statements[Number(each.statement)], each.priority]),
  );
  const unseen = priority({ agree: 0, disagree: 0, seen: 0 }, 0);
  const open = statements
    .filter(({ id }) => !own.has(id))
    .map((statement) => ({ statement, priority: weights.get(statement.id) ?? unseen }));
  const done = statements.length - open.length;
  const chosen = nextStatement(
    open,
    `${process.id} ${keyOf(app, process.id, person).toString('hex')} ${done}`,
  );
  return { statement: chosen?.statement, done, all: statements.length };
}

async function show(request: Request): Promise<Reply> {
  const { app, language, csrf } = request;
  const process = openProcess(request);
  const { statement, done, all } = await chosenFor(request);
  const t = deliberationTexts(language);
  const propose = takesAt(process.phases, 'statement', app.clock.today());
  return page(request, {
    title: t('vote.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('vote.title')}
          lead={deliberationOf(process).question[language]}
          tight
          crumbs={[
            { label: participationTexts(language)('list.title'), href: '/mitreden' },
            { label: process.title[language], href: `/mitreden/${process.id}` },
          ]}
        />
        {statement ? (
          <Form action={`/mitreden/${process.id}/aussagen`} hidden={{ _csrf: csrf, aussage: statement.id }}>
            <Quiet>{t('vote.progress', { number: done + 1, all })}</Quiet>
            <h2 lang={statement.language}>{statement.text(language)}</h2>
            <Buttons>
              <Button name="wahl" value="zustimmen" variant="secondary">
                {t('vote.agree')}
              </Button>
              <Button name="wahl" value="ablehnen" variant="secondary">
                {t('vote.disagree')}
              </Button>
              <Button name="wahl" value="weiter" variant="quiet">
                {t('vote.pass')}
              </Button>
            </Buttons>
            <Quiet>{t('vote.hint')}</Quiet>
          </Form>
        ) : (
          <EmptyState text={t('vote.done', { all })} />
        )}
        <Hints
          links={[
            ...(propose ? [{ label: t('propose.link'), href: `/mitreden/${process.id}/vorschlagen` }] : []),
            { label: t('vote.toMap'), href: `/mitreden/${process.id}#karte` },
          ]}
        />
      </Wrap>
    ),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const process = openProcess(request);
  const [statement, choice] = [typedText(body, 'aussage'), typedText(body, 'wahl')];
  const known = (await statementsOf(app, process)).some(({ id }) => id === statement);
  if (!known || !isChoice(choice)) throw new Fault('NOT_FOUND');
  await castVote(app, await participantOf(request, process), {
    process,
    statement,
    choice: choices[choice],
    language,
  });
  return seeOther(`/mitreden/${process.id}/aussagen`);
}

export const voteRoutes = forParticipants([
  {
    method: 'GET',
    url: address,
    kind: 'page',
    summary: 'The next statement of a deliberation to agree or disagree with',
    handle: show,
  },
  {
    method: 'POST',
    url: address,
    kind: 'form',
    summary: 'Agrees with a statement, disagrees, or passes; the last word counts',
    perMinute: 120,
    handle: send,
  },
]);
