// What is written below an entry: comments with what each may do with them, and the form for the next one. Ideas have it, too.
import type { VNode } from 'preact';
import { formId } from '../../../kernel/http/form-id.ts';
import type { Request } from '../../../kernel/http/route.ts';
import {
  Band,
  Button,
  Buttons,
  Form,
  LongTextField,
  MoreLink,
  PlainText,
  Quiet,
  Rows,
  State,
  formatDateTime,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { configOf } from '../community-config.ts';
import { longestBody, type Comment } from '../entries/entry.ts';
import type { EntryView } from '../entries/entry-queries.ts';
import { participantOf } from '../participant-of.ts';
import { authorName } from './entry-words.tsx';
import { SmallForm } from './small-form.tsx';
import { typed } from './typed.ts';

interface CommentsProps {
  request: Request;
  view: EntryView;
  names: ReadonlyMap<string, string>;
  /** The page that they stand on. */
  path: string;
  errors: readonly FormError[];
}

export function Comments({ request, view, names, path, errors }: CommentsProps): VNode {
  const { language } = request;
  const t = communityTexts(language);
  const { entry, comments, next } = view;
  return (
    <Band id="antworten" title={entry.kind === 'question' ? t('comments.answers') : t('comments.title')} last>
      {comments.length === 0 ? (
        <p>{t('comments.none')}</p>
      ) : (
        <Rows
          items={comments.map((comment) => ({
            when: formatDateTime(comment.at, language),
            title: authorName(language, names, comment.author),
            children: <CommentText {...{ request, view, comment, path, names }} />,
          }))}
        />
      )}
      {next === null ? null : <MoreLink href={`${path}?cursor=${next}#antworten`} label={t('further')} />}
      {view.sight.mayWrite && entry.state === 'shown' ? (
        <CommentForm request={request} path={path} question={entry.kind === 'question'} errors={errors} />
      ) : null}
    </Band>
  );
}

function CommentText({
  request,
  view: { entry, sight },
  comment,
  path,
  names,
}: Omit<CommentsProps, 'errors'> & { comment: Comment }): VNode {
  const { language } = request;
  const t = communityTexts(language);
  const own = comment.author === participantOf(request).id;
  const accepted = entry.accepted === comment.id;
  const about = authorName(language, names, comment.author);
  if (comment.state === 'removed') return <p class="quiet">{t('comments.removed')}</p>;
  return (
    <>
      {accepted ? <State tone="success">{t('question.accepted')}</State> : null}
      {comment.state === 'hidden' ? <HiddenNote request={request} by={comment.hiddenBy} /> : null}
      {comment.body === '' ? null : <PlainText text={comment.body} lang={comment.language} breaks />}
      <Buttons>
        {entry.kind === 'question' &&
        entry.author === participantOf(request).id &&
        comment.state === 'shown' ? (
          <SmallForm
            request={request}
            action={path}
            label={t(accepted ? 'question.takeBack' : 'question.accept')}
            about={about}
            hidden={{ schritt: 'accept', text: comment.id }}
          />
        ) : null}
        {own && comment.state === 'shown' ? (
          <SmallForm
            request={request}
            action={path}
            label={t('removeOwn')}
            about={t('comments.one')}
            hidden={{ schritt: 'remove', text: comment.id }}
            variant="quiet"
          />
        ) : null}
        <ModerateLink
          {...{ request, path, source: comment.id, own, state: comment.state, about }}
          mayModerate={sight.mayModerate}
        />
      </Buttons>
    </>
  );
}

/** Why a text is hidden: the rule in words, and the reason. */
export function HiddenNote({
  request: { app, language },
  by,
}: {
  request: Request;
  by: { rule: string; reason: string } | undefined;
}): VNode {
  const t = communityTexts(language);
  const rule = configOf.of(app).rules.find(({ id }) => id === by?.rule)?.text[language];
  return (
    <Quiet>{t('moderation.hiddenBecause', { rule: rule ?? by?.rule ?? '', reason: by?.reason ?? '' })}</Quiet>
  );
}

/** Moderators hide or show; everybody else may report what others wrote. Both are a page of their own, since they take a reason. */
export function ModerateLink(props: {
  request: Request;
  path: string;
  source: string;
  own: boolean;
  state: string;
  mayModerate: boolean;
  about: string;
}): VNode | null {
  const { request, path, source, own, state, mayModerate, about } = props;
  const t = communityTexts(request.language);
  if (state === 'removed' || (own && !mayModerate) || (state === 'hidden' && !mayModerate)) return null;
  const id = path.split('/').at(-1) ?? '';
  return (
    <a href={`/gemeinschaft/beitraege/${id}/melden?text=${source}`}>
      {t(!mayModerate ? 'report.link' : state === 'hidden' ? 'moderation.show' : 'moderation.hide')}
      <span class="ds-sr-only"> {about}</span>
    </a>
  );
}

function CommentForm({
  request,
  path,
  question,
  errors,
}: Pick<CommentsProps, 'request' | 'path' | 'errors'> & { question: boolean }): VNode {
  const { language, csrf } = request;
  const t = communityTexts(language);
  const sent = typed(request, 'schritt') === 'comment';
  return (
    <Form
      plain
      action={path}
      label={t(question ? 'comments.answer' : 'comments.write')}
      hidden={{ _csrf: csrf, schritt: 'comment', ...formId(sent ? request.body : request.parked) }}
    >
      <LongTextField
        labels={uiLabels(language)}
        id="kommentar"
        name="kommentar"
        label={t(question ? 'comments.answer' : 'comments.write')}
        hint={t('write.textHint')}
        maxLength={longestBody}
        value={typed(request, 'kommentar')}
        error={errorOf(errors, 'kommentar')}
      />
      <Buttons>
        <Button>{t('write.send')}</Button>
      </Buttons>
    </Form>
  );
}
