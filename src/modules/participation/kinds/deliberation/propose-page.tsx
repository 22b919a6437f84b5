// /mitreden/:id/vorschlagen: a statement of one's own for others to vote on.
import { Fault } from '../../../../kernel/errors.ts';
import { sentId } from '../../../../kernel/http/form-id.ts';
import { seeOther } from '../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../kernel/http/route.ts';
import { typedText } from '../../../../kernel/http/typed-text.ts';
import { LongTextField, uiLabels } from '../../../../ui/index.ts';
import { contributeForm, readTyped } from '../../pages/contribute-form.tsx';
import { forParticipants, participantOf } from '../../pages/participant-of.ts';
import { participationTexts } from '../../participation-texts.ts';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { processById } from '../../queries/processes.ts';
import { deliberationTexts } from './deliberation-texts.ts';
import { deliberationOf, longestStatement } from './part.ts';
import { proposeStatement } from './propose.ts';

const address = '/mitreden/:id/vorschlagen';

function openProcess({ app, params }: Request): Process {
  const process = processById(app, params['id'], 'deliberation');
  if (!takesAt(process.phases, 'statement', app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  return process;
}

function form(request: Request, error?: string): Reply {
  const { language } = request;
  const process = openProcess(request);
  const t = deliberationTexts(language);
  return contributeForm(request, {
    process,
    title: t('propose.title'),
    lead: deliberationOf(process).question[language],
    action: `/mitreden/${process.id}/vorschlagen`,
    send: t('propose.send'),
    typed: readTyped(request, process),
    errors: error === undefined ? [] : [{ fieldId: 'text', message: error }],
    children: (
      <LongTextField
        labels={uiLabels(language)}
        id="text"
        name="text"
        label={t('propose.text')}
        hint={t('propose.hint')}
        maxLength={longestStatement}
        value={typedText(request.body, 'text')}
        error={error}
      />
    ),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, language } = request;
  const process = openProcess(request);
  // One line: it stands in a list, on a button's page, in a cell of a table.
  const text = typedText(request.body, 'text').replace(/\s+/g, ' ');
  const t = participationTexts(language);
  if (text === '') return form(request, t('form.textMissing'));
  if (text.length > longestStatement) return form(request, t('form.textTooLong', { most: longestStatement }));
  await proposeStatement(app, await participantOf(request, process), {
    ...{ id: sentId(request.body), process, text },
    typed: readTyped(request, process),
  });
  return seeOther(`/mitreden/${process.id}?gesendet=1`);
}

export const proposeRoutes = forParticipants([
  {
    method: 'GET',
    url: address,
    kind: 'page',
    summary: 'Writes a statement for a deliberation',
    handle: (request) => form(request),
  },
  {
    method: 'POST',
    url: address,
    kind: 'form',
    summary: 'Proposes a statement; others see it when it has been looked at',
    perMinute: 10,
    handle: send,
  },
]);
