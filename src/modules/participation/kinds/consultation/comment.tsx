// /mitreden/:id/kommentieren: a comment on one paragraph.
import { Fault } from '../../../../kernel/errors.ts';
import { sentId } from '../../../../kernel/http/form-id.ts';
import { seeOther } from '../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../kernel/http/route.ts';
import { LongTextField, PlainText, uiLabels } from '../../../../ui/index.ts';
import { contribute } from '../../actions/contribute.ts';
import { contributeForm, readTyped, typedText } from '../../pages/contribute-form.tsx';
import { forParticipants, participantOf } from '../../pages/participant-of.ts';
import { participationTexts } from '../../participation-texts.ts';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { processById } from '../../queries/processes.ts';
import { paragraphsOf, type Paragraph } from './part.ts';

const address = '/mitreden/:id/kommentieren';
const longest = 4000;

function wanted({ app, params }: Request, anchor: string): { process: Process; paragraph: Paragraph } {
  const process = processById(app, params['id'], 'consultation');
  const paragraph = paragraphsOf(process).find(({ id }) => id === anchor);
  if (!paragraph) throw new Fault('NOT_FOUND');
  if (!takesAt(process.phases, 'comment', app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  return { process, paragraph };
}

function form(request: Request, anchor: string, error?: string): Reply {
  const { language } = request;
  const { process, paragraph } = wanted(request, anchor);
  const t = participationTexts(language);
  return contributeForm(request, {
    process,
    title: t('comment.title', { number: paragraph.number }),
    action: `/mitreden/${process.id}/kommentieren`,
    hidden: { zu: paragraph.id },
    send: t('comment.send'),
    typed: readTyped(request, process),
    errors: error === undefined ? [] : [{ fieldId: 'text', message: error }],
    children: [
      <PlainText text={paragraph.text[language]} />,
      <LongTextField
        labels={uiLabels(language)}
        id="text"
        name="text"
        label={t('comment.text')}
        maxLength={longest}
        value={typedText(request.body, 'text')}
        error={error}
      />,
    ],
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const anchor = typedText(body, 'zu');
  const { process } = wanted(request, anchor);
  const text = typedText(body, 'text');
  const t = participationTexts(language);
  if (text === '') return form(request, anchor, t('form.textMissing'));
  if (text.length > longest) return form(request, anchor, t('form.textTooLong', { most: longest }));
  const typed = readTyped(request, process);
  await contribute(app, await participantOf(request, process), {
    ...{ id: sentId(body), process, act: 'comment', anchor, body: text, ...typed },
  });
  return seeOther(`/mitreden/${process.id}?gesendet=1#${anchor}`);
}

export const commentRoutes = forParticipants([
  {
    method: 'GET',
    url: address,
    kind: 'page',
    summary: 'Writes a comment on a paragraph (zu)',
    handle: (request) => form(request, request.query['zu'] ?? ''),
  },
  {
    method: 'POST',
    url: address,
    kind: 'form',
    summary: 'Sends a comment on a paragraph',
    perMinute: 30,
    handle: send,
  },
]);
