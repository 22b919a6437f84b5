// /gemeinschaft/ideen/:id: an idea with where it comes from, who supports it, how it was judged, and what became of it.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Buttons,
  Facts,
  Hints,
  PlainText,
  Quiet,
  State,
  formatDate,
  formatDateTime,
  swissDay,
  type FormError,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { communityTexts } from '../community-texts.ts';
import { configOf, isSettled } from '../community-config.ts';
import { readEntry, type EntryView } from '../entries/entry-queries.ts';
import { mostPoints, scoreOf } from '../ideas/idea.ts';
import { supportIdea } from '../ideas/idea-actions.ts';
import { ideaState, type IdeaState } from '../ideas/idea-queries.ts';
import { Comments, HiddenNote, ModerateLink } from '../parts/comments.tsx';
import { communityPage } from '../parts/community-page.tsx';
import { entryStep } from '../parts/entry-steps.ts';
import { authorName } from '../parts/entry-words.tsx';
import { SmallForm } from '../parts/small-form.tsx';
import { trySending, typed } from '../parts/typed.ts';
import { namesOf } from '../people/profile-queries.ts';
import { judgeIdeas, takePart } from '../permissions.ts';
import { commentsOnPage } from './entry.tsx';
import { judgeByForm, OfficeBands, officeSteps } from './judge-idea.tsx';

async function show(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, params, query } = request;
  const actor = staffOf(request);
  const id = params['id'] ?? '';
  const t = communityTexts(language);
  const view = await readEntry(app, actor, id, {
    limit: commentsOnPage,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  const state = await ideaState(app, actor, id);
  if (!state) throw new Fault('NOT_FOUND');
  const { entry } = view;
  const names = await namesOf(app, [entry, ...view.comments]);
  const path = `/gemeinschaft/ideen/${id}`;
  const author = authorName(language, names, entry.author);
  return communityPage(request, {
    title: entry.title === '' ? t(entry.state === 'removed' ? 'entry.removed' : 'entry.hidden') : entry.title,
    titleLanguage: entry.title === '' ? undefined : entry.language,
    meta: `${author}, ${formatDateTime(entry.at, language)}`,
    crumbs: [{ label: t('ideas.title'), href: '/gemeinschaft/ideen' }],
    errors,
    pulse: { of: 'entry', id, now: entry.pulse },
    children: (
      <>
        <IdeaBand request={request} view={view} state={state} path={path} />
        {state.answeredAt === null ? null : <AnswerBand request={request} state={state} />}
        <JudgementBand request={request} state={state} />
        {entry.state === 'shown' && judgeIdeas.allows(actor, undefined, app) ? (
          <OfficeBands request={request} state={state} path={path} errors={errors} />
        ) : null}
        <Comments {...{ request, view, names, path, errors }} />
      </>
    ),
  });
}

function IdeaBand({
  request,
  view: { entry, sight },
  state,
  path,
}: {
  request: Request;
  view: EntryView;
  state: IdeaState;
  path: string;
}): VNode {
  const { language } = request;
  const t = communityTexts(language);
  const own = entry.author === staffOf(request).id;
  return (
    <Band id="idee" title={t('kind.idea')}>
      <p>
        <State tone={state.stage === 'chosen' ? 'success' : 'info'}>{t(`stage.${state.stage}`)}</State>,{' '}
        {t('ideas.supports', { count: state.supports })}
      </p>
      {entry.state === 'hidden' ? <HiddenNote request={request} by={entry.hiddenBy} /> : null}
      {entry.body === '' ? null : <PlainText text={entry.body} lang={entry.language} breaks />}
      {state.sources.length === 0 ? null : (
        <>
          <h3>{t('ideas.sources')}</h3>
          <Hints links={state.sources.map((source) => ({ label: source, href: source }))} />
        </>
      )}
      <Buttons>
        {state.answeredAt === null && entry.state === 'shown' ? (
          <SmallForm
            request={request}
            action={path}
            label={t(state.own ? 'ideas.withdraw' : 'ideas.support')}
            hidden={{ schritt: state.own ? 'withdraw' : 'support' }}
            variant={state.own ? 'quiet' : 'primary'}
          />
        ) : null}
        {own && entry.state === 'shown' ? (
          <SmallForm
            request={request}
            action={path}
            label={t('removeOwn')}
            about={t('kind.idea')}
            hidden={{ schritt: 'remove', text: entry.id }}
            variant="quiet"
          />
        ) : null}
        <ModerateLink
          {...{ request, path, own, source: entry.id, state: entry.state, about: t('kind.idea') }}
          mayModerate={sight.mayModerate}
        />
      </Buttons>
    </Band>
  );
}

/** What became of it: the reason, by which unit, and where the initiative stands. */
function AnswerBand({ request: { app, language }, state }: { request: Request; state: IdeaState }): VNode {
  const t = communityTexts(language);
  const { answer, unit, answeredAt, link, stage } = state;
  return (
    <Band id="antwort" title={t(stage === 'chosen' ? 'ideas.chosenTitle' : 'ideas.declinedTitle')}>
      <PlainText text={answer} breaks />
      {link === '' ? null : (
        <p>
          <a href={link}>{t('ideas.toInitiative')}</a>
        </p>
      )}
      <Quiet>
        {t('ideas.answeredBy', {
          unit: unit === null ? '' : unitName(app, unit, language),
          day: formatDate(swissDay(answeredAt ?? new Date(0)), language),
        })}
      </Quiet>
    </Band>
  );
}

/** Every criterion with its question, its points and why: before it is judged, too, so that all know by what. */
function JudgementBand({ request: { app, language }, state }: { request: Request; state: IdeaState }): VNode {
  const t = communityTexts(language);
  const { criteria } = configOf.of(app);
  const score = scoreOf(criteria, state.judgements);
  return (
    <Band id="beurteilung" title={t('ideas.judgement')} note={t('ideas.judgementNote')}>
      <Facts
        items={criteria.map(({ id, name, question }) => {
          const judged = state.judgements.find(({ criterion }) => criterion === id);
          return {
            term: name[language],
            value: judged
              ? `${t('ideas.points', { points: judged.points, of: mostPoints })}. ${judged.reason}`
              : t('ideas.notJudged'),
            source: question[language],
          };
        })}
      />
      {score ? <p>{t('ideas.total', score)}</p> : null}
      {isSettled(app, 'criteria') ? null : <Quiet>{t('ideas.criteriaExample')}</Quiet>}
    </Band>
  );
}

async function act(request: Request): Promise<Reply> {
  const { app, params } = request;
  const id = params['id'] ?? '';
  const path = `/gemeinschaft/ideen/${id}`;
  const step = typed(request, 'schritt');
  if (step === 'support' || step === 'withdraw')
    return trySending(
      request,
      'idee',
      async () => {
        await supportIdea(app, staffOf(request), id, step);
        return seeOther(path);
      },
      (errors) => show(request, errors),
    );
  if (officeSteps.some((each) => each === step)) return judgeByForm(request, id, path, show);
  return entryStep(request, id, path, show);
}

export const ideaRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/ideen/:id',
    may: takePart,
    kind: 'page',
    summary: 'An idea with its judgement, its answer and comments (cursor)',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/ideen/:id',
    may: takePart,
    kind: 'form',
    summary: 'Supports, comments, judges or answers an idea (schritt)',
    handle: act,
  },
];
