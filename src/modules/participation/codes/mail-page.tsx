// /mitreden/:id/adresse: whoever has neither account nor letter confirms an e-mail address, where the process allows it.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Button,
  Buttons,
  EmailField,
  ErrorSummary,
  Form,
  Notice,
  Quiet,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { participationTexts } from '../participation-texts.ts';
import { openUntil } from '../phases.ts';
import type { Process } from '../process.ts';
import { processById } from '../queries/processes.ts';
import { mailCode } from './mail-code.ts';

const url = '/mitreden/:id/adresse';

function mailProcess({ app, params }: Request): Process {
  const process = processById(app, params['id']);
  if (!process.who.mail) throw new Fault('NOT_FOUND');
  if (openUntil(process.phases, app.clock.today()) === undefined) throw new Fault('PARTICIPATION_CLOSED');
  return process;
}

function form(request: Request, { error, sent = false }: { error?: string; sent?: boolean } = {}): Reply {
  const { language, csrf, body } = request;
  const process = mailProcess(request);
  const t = participationTexts(language);
  const labels = uiLabels(language);
  return page(request, {
    title: t('address.title'),
    hasErrors: error !== undefined,
    status: error === undefined ? 200 : 422,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('address.title')}
          lead={t('address.lead')}
          tight
          crumbs={[
            { label: t('list.title'), href: '/mitreden' },
            { label: process.title[language], href: `/mitreden/${process.id}` },
          ]}
        />
        <ErrorSummary
          labels={labels}
          errors={error === undefined ? [] : [{ fieldId: 'adresse', message: error }]}
        />
        {sent ? (
          <Notice tone="success" title={t('address.sent')} role="status">
            {t('address.sentText')}
          </Notice>
        ) : (
          <Form action={`/mitreden/${process.id}/adresse`} hidden={{ _csrf: csrf }}>
            <EmailField
              labels={labels}
              id="adresse"
              name="adresse"
              label={t('address.label')}
              value={typedText(body, 'adresse')}
              error={error}
            />
            <Quiet>{t('address.kept')}</Quiet>
            <Quiet>{t('address.once')}</Quiet>
            <Buttons>
              <Button go>{t('address.send')}</Button>
              <a href={`/mitreden/${process.id}`}>{t('form.cancel')}</a>
            </Buttons>
          </Form>
        )}
      </Wrap>
    ),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const process = mailProcess(request);
  const address = typedText(body, 'adresse');
  if (!isMailAddress(address)) return form(request, { error: participationTexts(language)('address.wrong') });
  await mailCode(app, process, address, language);
  return form(request, { sent: true });
}

export const mailCodeRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: everyone,
    kind: 'page',
    summary: 'Asks for an e-mail address that somebody takes part with',
    handle: (request) => form(request),
  },
  {
    method: 'POST',
    url,
    may: everyone,
    kind: 'form',
    summary: 'Sends a code to an e-mail address, once a day',
    perMinute: 5,
    handle: send,
  },
];
