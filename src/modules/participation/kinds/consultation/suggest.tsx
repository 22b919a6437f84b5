// /mitreden/:id/vorschlag: somebody writes a paragraph anew; everyone sees what they changed.
import { sentId } from '../../../../kernel/http/form-id.ts';
import { seeOther } from '../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../kernel/http/route.ts';
import { typedText } from '../../../../kernel/http/typed-text.ts';
import { LongTextField, plainText, uiLabels } from '../../../../ui/index.ts';
import { contribute } from '../../actions/contribute.ts';
import { contributeForm, readTyped } from '../../pages/contribute-form.tsx';
import { forParticipants, participantOf } from '../../pages/participant-of.ts';
import { participationTexts } from '../../participation-texts.ts';
import { consultationTexts } from './consultation-texts.ts';
import { wantedParagraph, type Wanted } from './wanted-paragraph.ts';

const url = '/mitreden/:id/vorschlag';
/** At least as long as texts of laws get, and as the paragraph itself with room to add. */
const longest = ({ paragraph }: Wanted) =>
  Math.max(8000, 2 * Math.max(...Object.values(paragraph.text).map((text) => text.length)));
const longestWhy = 1000;

interface Faults {
  text?: string | undefined;
  why?: string | undefined;
}

function form(request: Request, wanted: Wanted, faults: Faults = {}): Reply {
  const { language, body } = request;
  const { process, version, paragraph } = wanted;
  const t = consultationTexts(language);
  const labels = uiLabels(language);
  const typed = readTyped(request, process);
  return contributeForm(request, {
    process,
    title: t('suggest.title', { number: paragraph.number }),
    lead: t('suggest.lead'),
    action: `/mitreden/${process.id}/vorschlag`,
    hidden: { zu: paragraph.id, fassung: String(version.number), sprache: typed.language },
    send: t('suggest.send'),
    typed,
    oneLanguage: true,
    errors: [
      ...(faults.text === undefined ? [] : [{ fieldId: 'text', message: faults.text }]),
      ...(faults.why === undefined ? [] : [{ fieldId: 'warum', message: faults.why }]),
    ],
    children: [
      <LongTextField
        labels={labels}
        id="text"
        name="text"
        label={t('suggest.text')}
        rows={12}
        maxLength={longest(wanted)}
        value={body === undefined ? plainText(paragraph.text[typed.language]) : typedText(body, 'text')}
        error={faults.text}
      />,
      <LongTextField
        labels={labels}
        id="warum"
        name="warum"
        label={t('suggest.why')}
        rows={3}
        optional
        maxLength={longestWhy}
        value={typedText(body, 'warum')}
        error={faults.why}
      />,
    ],
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const wanted = await wantedParagraph(request, 'suggestion');
  const { process, version, paragraph } = wanted;
  const p = participationTexts(language);
  const typed = readTyped(request, process);
  const text = plainText(typedText(body, 'text'));
  const why = typedText(body, 'warum');
  const most = longest(wanted);
  const faults = {
    text:
      text === ''
        ? p('form.textMissing')
        : text.length > most
          ? p('form.textTooLong', { most })
          : text === plainText(paragraph.text[typed.language])
            ? consultationTexts(language)('suggest.same')
            : undefined,
    why: why.length > longestWhy ? p('form.textTooLong', { most: longestWhy }) : undefined,
  };
  if (faults.text ?? faults.why) return form(request, wanted, faults);
  await contribute(app, await participantOf(request, process), {
    ...{ id: sentId(body), process, act: 'suggestion', anchor: paragraph.id, body: text, ...typed },
    data: { version: version.number, ...(why === '' ? {} : { why }) },
  });
  return seeOther(`/mitreden/${process.id}?gesendet=1#${paragraph.id}`);
}

export const suggestRoutes = forParticipants([
  {
    method: 'GET',
    url,
    kind: 'page',
    summary: 'Writes a paragraph anew (zu)',
    handle: async (request) => form(request, await wantedParagraph(request, 'suggestion')),
  },
  {
    method: 'POST',
    url,
    kind: 'form',
    summary: 'Suggests another wording of a paragraph',
    perMinute: 30,
    handle: send,
  },
]);
