// /gemeinschaft/beitraege/:id: one post or question with what is written below it.
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { Band, Buttons, PlainText, State, formatDateTime, type FormError } from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { readEntry } from '../entries/entry-queries.ts';
import { Comments, HiddenNote, ModerateLink } from '../parts/comments.tsx';
import { communityPage, groupCrumbs } from '../parts/community-page.tsx';
import { entryStep } from '../parts/entry-steps.ts';
import { authorName } from '../parts/entry-words.tsx';
import { SmallForm } from '../parts/small-form.tsx';
import { namesOf } from '../people/profile-queries.ts';
import { participantOf } from '../participant-of.ts';
import { enter } from '../permissions.ts';

export const commentsOnPage = 50;

async function show(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, params, query } = request;
  const actor = participantOf(request);
  const id = params['id'] ?? '';
  const t = communityTexts(language);
  const view = await readEntry(app, actor, id, {
    limit: commentsOnPage,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  const { entry, sight } = view;
  if (!sight.circle) return seeOther(`/gemeinschaft/ideen/${id}`);
  const names = await namesOf(app, [entry, ...view.comments]);
  const path = `/gemeinschaft/beitraege/${id}`;
  const author = authorName(language, names, entry.author);
  return communityPage(request, {
    title: entry.title === '' ? t(entry.state === 'removed' ? 'entry.removed' : 'entry.hidden') : entry.title,
    titleLanguage: entry.title === '' ? undefined : entry.language,
    meta: `${t(`kind.${entry.kind}`)}, ${author}, ${formatDateTime(entry.at, language)}`,
    crumbs: groupCrumbs(request, sight.circle),
    errors,
    pulse: { of: 'entry', id, now: entry.pulse },
    children: (
      <>
        <Band id="text" title={t(`kind.${entry.kind}`)}>
          {entry.kind === 'question' ? (
            <p>
              <State tone={entry.answered ? 'success' : 'info'}>
                {t(entry.answered ? 'question.answered' : 'question.open')}
              </State>
            </p>
          ) : null}
          {entry.state === 'hidden' ? <HiddenNote request={request} by={entry.hiddenBy} /> : null}
          {entry.body === '' ? null : <PlainText text={entry.body} lang={entry.language} breaks />}
          <Buttons>
            {entry.author === actor.id && entry.state === 'shown' ? (
              <SmallForm
                request={request}
                action={path}
                label={t('removeOwn')}
                about={t(`kind.${entry.kind}`)}
                hidden={{ schritt: 'remove', text: id }}
                variant="quiet"
              />
            ) : null}
            <ModerateLink
              {...{ request, path, source: id, state: entry.state, about: t(`kind.${entry.kind}`) }}
              own={entry.author === actor.id}
              mayModerate={sight.mayModerate}
            />
          </Buttons>
        </Band>
        <Comments {...{ request, view, names, path, errors }} />
      </>
    ),
  });
}

export const entryRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/beitraege/:id',
    may: enter,
    kind: 'page',
    summary: 'A post or a question with its comments (cursor)',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/beitraege/:id',
    may: enter,
    kind: 'form',
    summary: 'Comments, accepts an answer, takes an own text back (schritt)',
    handle: (request) => {
      const id = request.params['id'] ?? '';
      return entryStep(request, id, `/gemeinschaft/beitraege/${id}`, show);
    },
  },
];
