// /mitreden/:id/kommentieren: a comment on one paragraph.
import { sentId } from '../../../../kernel/http/form-id.ts';
import { seeOther } from '../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../kernel/http/route.ts';
import { typedText } from '../../../../kernel/http/typed-text.ts';
import { LongTextField, PlainText, uiLabels } from '../../../../ui/index.ts';
import { contribute } from '../../actions/contribute.ts';
import { contributeForm, readTyped } from '../../pages/contribute-form.tsx';
import { forParticipants, participantOf } from '../../pages/participant-of.ts';
import { participationTexts } from '../../participation-texts.ts';
import { wantedParagraph, type Wanted } from './wanted-paragraph.ts';

const address = '/mitreden/:id/kommentieren';
const longest = 4000;

function form(request: Request, { process, version, paragraph }: Wanted, error?: string): Reply {
  const { language } = request;
  const t = participationTexts(language);
  return contributeForm(request, {
    process,
    title: t('comment.title', { number: paragraph.number }),
    action: `/mitreden/${process.id}/kommentieren`,
    hidden: { zu: paragraph.id, fassung: String(version.number) },
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
  const wanted = await wantedParagraph(request, 'comment');
  const { process, version, paragraph } = wanted;
  const text = typedText(body, 'text');
  const t = participationTexts(language);
  if (text === '') return form(request, wanted, t('form.textMissing'));
  if (text.length > longest) return form(request, wanted, t('form.textTooLong', { most: longest }));
  const typed = readTyped(request, process);
  await contribute(app, await participantOf(request, process), {
    ...{ id: sentId(body), process, act: 'comment', anchor: paragraph.id, body: text, ...typed },
    data: { version: version.number },
  });
  return seeOther(`/mitreden/${process.id}?gesendet=1#${paragraph.id}`);
}

export const commentRoutes = forParticipants([
  {
    method: 'GET',
    url: address,
    kind: 'page',
    summary: 'Writes a comment on a paragraph (zu)',
    handle: async (request) => form(request, await wantedParagraph(request, 'comment')),
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
