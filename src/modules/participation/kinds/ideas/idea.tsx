// /mitreden/:id/idee: an idea with title, text and place; and supporting the idea of somebody else, once.
import { readSingle, type FormBody } from '../../../../engine/index.ts';
import { Fault } from '../../../../kernel/errors.ts';
import { sentId } from '../../../../kernel/http/form-id.ts';
import { seeOther } from '../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../kernel/http/route.ts';
import { typedText } from '../../../../kernel/http/typed-text.ts';
import { isUuid } from '../../../../kernel/uuid.ts';
import {
  LocationField,
  LongTextField,
  TextField,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../../ui/index.ts';
import { areaOf } from '../../../organisation/index.ts';
import { contribute } from '../../actions/contribute.ts';
import { contributeForm, readTyped } from '../../pages/contribute-form.tsx';
import { forParticipants, participantOf } from '../../pages/participant-of.ts';
import { participationTexts } from '../../participation-texts.ts';
import { processById } from '../../queries/processes.ts';
import { publishedContributions } from '../../queries/published.ts';
import { ideasOf, placeField } from './part.ts';

const longest = { title: 120, text: 4000 };

function form(request: Request, errors: readonly FormError[] = []): Reply {
  const { app, language, body } = request;
  const process = processById(app, request.params['id'], 'ideas');
  const t = participationTexts(language);
  const labels = uiLabels(language);
  return contributeForm(request, {
    process,
    title: t('ideas.add'),
    lead: ideasOf(process).question[language],
    action: `/mitreden/${process.id}/idee`,
    send: t('ideas.send'),
    typed: readTyped(request, process),
    errors,
    children: [
      <TextField
        labels={labels}
        id="titel"
        name="titel"
        label={t('ideas.ideaTitle')}
        maxLength={longest.title}
        value={typedText(body, 'titel')}
        error={errorOf(errors, 'titel')}
      />,
      <LongTextField
        labels={labels}
        id="text"
        name="text"
        label={t('ideas.ideaText')}
        maxLength={longest.text}
        value={typedText(body, 'text')}
        error={errorOf(errors, 'text')}
      />,
      <LocationField
        labels={labels}
        id="ort"
        name="ort"
        label={t('ideas.place')}
        hint={t('ideas.placeHint')}
        places={[]}
        shape={areaOf(app)}
        value={{ text: typedText(body, 'ort.text'), place: '', point: typedText(body, 'ort.point') }}
        error={errorOf(errors, 'ort')}
      />,
    ],
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, body, language, params } = request;
  const process = processById(app, params['id'], 'ideas');
  const t = participationTexts(language);
  const [title, text] = [typedText(body, 'titel'), typedText(body, 'text')];
  const { value: place } = readSingle(placeField, (body ?? {}) as FormBody, 'ort', language, {
    lists: {},
    area: areaOf(app),
  });
  const errors = [
    ...(title === '' || title.length > longest.title
      ? [{ fieldId: 'titel', message: t('ideas.titleMissing', { most: longest.title }) }]
      : []),
    ...(text === '' ? [{ fieldId: 'text', message: t('form.textMissing') }] : []),
    ...(text.length > longest.text
      ? [{ fieldId: 'text', message: t('form.textTooLong', { most: longest.text }) }]
      : []),
    ...(place === undefined ? [{ fieldId: 'ort', message: t('ideas.placeWrong') }] : []),
  ];
  if (errors.length > 0) return form(request, errors);
  const typed = readTyped(request, process);
  await contribute(app, await participantOf(request, process), {
    ...{ id: sentId(body), process, act: 'idea', title, body: text, data: { place }, ...typed },
  });
  return seeOther(`/mitreden/${process.id}?gesendet=1#ideen`);
}

async function support(request: Request): Promise<Reply> {
  const { app, body, language, params } = request;
  const process = processById(app, params['id'], 'ideas');
  const id = typedText(body, 'idee');
  const { items } = isUuid(id)
    ? await publishedContributions(app, { process: process.id, act: 'idea', id, limit: 1 })
    : { items: [] };
  if (items.length === 0) throw new Fault('NOT_FOUND');
  await contribute(app, await participantOf(request, process), {
    ...{ id: sentId(body), process, act: 'support', anchor: id, language },
    named: false,
  });
  return seeOther(`/mitreden/${process.id}?gesendet=1#ideen`);
}

const url = '/mitreden/:id/idee';

export const ideaRoutes = forParticipants([
  {
    method: 'GET',
    url,
    kind: 'page',
    summary: 'Writes an idea with a place',
    handle: (request) => form(request),
  },
  {
    method: 'POST',
    url,
    kind: 'form',
    summary: 'Sends an idea with a place',
    perMinute: 30,
    handle: send,
  },
  {
    method: 'POST',
    url: `${url}/unterstuetzen`,
    kind: 'form',
    summary: 'Supports an idea, once (idee)',
    perMinute: 60,
    handle: support,
  },
]);
