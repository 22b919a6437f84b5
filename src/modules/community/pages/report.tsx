// /gemeinschaft/beitraege/:id/melden?text=: somebody reports a text with a reason; moderators hide it by a rule, or show it again.
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  Form,
  LongTextField,
  PlainText,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { configOf } from '../community-config.ts';
import { moderate, report } from '../entries/moderate.ts';
import { readText, type OneText } from '../entries/read-text.ts';
import { communityPage, groupCrumbs } from '../parts/community-page.tsx';
import { entryPath } from '../parts/entry-words.tsx';
import { textErrors, trySending, typed } from '../parts/typed.ts';
import { participantOf } from '../participant-of.ts';
import { enter } from '../permissions.ts';

const longestReason = 1000;

function find(request: Request): Promise<OneText> {
  const { app, params, query } = request;
  const source = typed(request, 'text') || (query['text'] ?? '');
  if (!isUuid(source)) throw new Fault('NOT_FOUND');
  return readText(app, participantOf(request), { entry: params['id'] ?? '', source });
}

async function show(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, csrf } = request;
  const t = communityTexts(language);
  const labels = uiLabels(language);
  const found = await find(request);
  const { entry, source, mayModerate, state, circle, kind, body } = found;
  const title = t(!mayModerate ? 'report.title' : state === 'hidden' ? 'moderation.show' : 'moderation.hide');
  return communityPage(request, {
    title,
    crumbs: [
      ...(circle ? groupCrumbs(request, circle) : [{ label: t('ideas.title'), href: '/gemeinschaft/ideen' }]),
      { label: t(`kind.${kind}`), href: entryPath({ id: entry, kind }) },
    ],
    errors,
    children: (
      <>
        <Band id="wortlaut" title={t('report.text')}>
          <PlainText text={body} breaks />
        </Band>
        <Form action={`/gemeinschaft/beitraege/${entry}/melden`} hidden={{ _csrf: csrf, text: source }}>
          {mayModerate && state === 'shown' ? (
            <Choice
              labels={labels}
              id="regel"
              name="regel"
              label={t('moderation.rule')}
              value={typed(request, 'regel')}
              error={errorOf(errors, 'regel')}
              options={configOf.of(app).rules.map(({ id, text }) => ({ value: id, label: text[language] }))}
            />
          ) : null}
          <LongTextField
            labels={labels}
            id="grund"
            name="grund"
            label={t(mayModerate ? 'moderation.reason' : 'report.reason')}
            hint={t(mayModerate ? 'moderation.reasonHint' : 'report.reasonHint')}
            maxLength={longestReason}
            value={typed(request, 'grund')}
            error={errorOf(errors, 'grund')}
          />
          <Buttons>
            <Button>{title}</Button>
            <a href={entryPath({ id: entry, kind })}>{t('cancel')}</a>
          </Buttons>
        </Form>
      </>
    ),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = communityTexts(language);
  const actor = participantOf(request);
  const { entry, source, mayModerate, state, kind } = await find(request);
  const rule = configOf.of(app).rules.find(({ id }) => id === typed(request, 'regel'))?.id;
  const hides = mayModerate && state === 'shown';
  const errors = [
    ...(hides && rule === undefined ? [{ fieldId: 'regel', message: t('moderation.ruleMissing') }] : []),
    ...textErrors(request, [{ name: 'grund', most: longestReason }]),
  ];
  if (errors.length > 0) return show(request, errors);
  const reason = typed(request, 'grund');
  return trySending(
    request,
    'grund',
    async () => {
      if (!mayModerate) await report(app, actor, { entry, source }, reason);
      else if (hides)
        await moderate(app, actor, { entry, source }, { step: 'hide', rule: rule ?? '', reason });
      else await moderate(app, actor, { entry, source }, { step: 'show', reason });
      return seeOther(entryPath({ id: entry, kind }));
    },
    (faults) => show(request, faults),
  );
}

export const reportRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/beitraege/:id/melden',
    may: enter,
    kind: 'page',
    summary: 'The form that reports a text; for moderators the one that hides or shows it (text)',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/beitraege/:id/melden',
    may: enter,
    kind: 'form',
    summary: 'Reports, hides or shows a text, with a reason',
    handle: send,
  },
];
