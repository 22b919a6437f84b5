// /gemeinschaft/gruppen/:id/schreiben: a post or a question for a group.
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import {
  Button,
  Buttons,
  Choice,
  Form,
  LongTextField,
  Quiet,
  TextField,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { longestBody, longestTitle } from '../entries/entry.ts';
import { writeEntry } from '../entries/write-entry.ts';
import { sightOf } from '../groups/sight.ts';
import { communityPage, groupCrumbs } from '../parts/community-page.tsx';
import { textErrors, trySending, typed } from '../parts/typed.ts';
import { participantOf } from '../participant-of.ts';
import { enter } from '../permissions.ts';

async function form(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, params, query, csrf } = request;
  const t = communityTexts(language);
  const labels = uiLabels(language);
  const id = params['id'] ?? '';
  const { circle } = await sightOf(app, participantOf(request), id);
  return communityPage(request, {
    title: t('write.title'),
    meta: circle.name,
    crumbs: groupCrumbs(request, circle),
    errors,
    children: (
      <Form
        action={`/gemeinschaft/gruppen/${id}/schreiben`}
        hidden={{ _csrf: csrf, ...formId(request.body ?? request.parked) }}
      >
        <Choice
          labels={labels}
          id="art"
          name="art"
          label={t('write.kind')}
          value={typed(request, 'art') || (query['art'] === 'frage' ? 'frage' : 'beitrag')}
          options={[
            { value: 'beitrag', label: t('kind.post') },
            { value: 'frage', label: t('kind.question'), hint: t('write.questionHint') },
          ]}
        />
        <TextField
          labels={labels}
          id="titel"
          name="titel"
          label={t('write.heading')}
          value={typed(request, 'titel')}
          error={errorOf(errors, 'titel')}
        />
        <LongTextField
          labels={labels}
          id="text"
          name="text"
          label={t('write.text')}
          hint={t('write.textHint')}
          rows={10}
          maxLength={longestBody}
          value={typed(request, 'text')}
          error={errorOf(errors, 'text')}
        />
        <Quiet>{t('write.seen', { open: circle.open ? 'yes' : 'no' })}</Quiet>
        <Buttons>
          <Button>{t('write.send')}</Button>
          <a href={`/gemeinschaft/gruppen/${id}`}>{t('cancel')}</a>
        </Buttons>
      </Form>
    ),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const actor = participantOf(request);
  const circle = params['id'] ?? '';
  // First whether there is such a group for them at all.
  await sightOf(app, actor, circle);
  const errors = textErrors(request, [
    { name: 'titel', most: longestTitle },
    { name: 'text', most: longestBody },
  ]);
  if (errors.length > 0) return form(request, errors);
  const id = sentId(request.body);
  const kind = typed(request, 'art') === 'frage' ? 'question' : 'post';
  return trySending(
    request,
    'text',
    async () => {
      const texts = { title: typed(request, 'titel'), body: typed(request, 'text') };
      await writeEntry(app, actor, circle, kind, { id, language, ...texts });
      return seeOther(`/gemeinschaft/beitraege/${id}`);
    },
    (faults) => form(request, faults),
  );
}

export const writeRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/gruppen/:id/schreiben',
    may: enter,
    kind: 'page',
    summary: 'The form for a post or a question (art)',
    handle: (request) => form(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/gruppen/:id/schreiben',
    may: enter,
    kind: 'form',
    summary: 'Writes a post or a question into a group',
    handle: send,
  },
];
