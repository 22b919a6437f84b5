// /mitreden/:id/code: whoever holds a code on paper takes part without an account.
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  Quiet,
  TextField,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { codeCookie } from '../pages/participant-of.ts';
import { takesCodes } from '../participant.ts';
import { participationTexts } from '../participation-texts.ts';
import type { Process } from '../process.ts';
import { processById } from '../queries/processes.ts';
import { readCode, writeCode } from './code-symbols.ts';
import { knownCode } from './known-code.ts';

const url = '/mitreden/:id/code';

function codeProcess({ app, params }: Request): Process {
  const process = processById(app, params['id']);
  if (!takesCodes(process)) throw new Fault('NOT_FOUND');
  return process;
}

function form(request: Request, error?: string): Reply {
  const { language, csrf, body, query } = request;
  const process = codeProcess(request);
  const t = participationTexts(language);
  const labels = uiLabels(language);
  return page(request, {
    title: t('code.title'),
    hasErrors: error !== undefined,
    status: error === undefined ? 200 : 422,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('code.title')}
          lead={t('code.lead')}
          tight
          crumbs={[
            { label: t('list.title'), href: '/mitreden' },
            { label: process.title[language], href: `/mitreden/${process.id}` },
          ]}
        />
        <ErrorSummary
          labels={labels}
          errors={error === undefined ? [] : [{ fieldId: 'code', message: error }]}
        />
        <Form action={`/mitreden/${process.id}/code`} hidden={{ _csrf: csrf }}>
          <TextField
            labels={labels}
            id="code"
            name="code"
            label={t('code.label')}
            hint={t('code.hint')}
            value={typedText(body, 'code') || (query['code'] ?? '').slice(0, 20)}
            error={error}
          />
          <Quiet>{t('code.once')}</Quiet>
          <Buttons>
            <Button go>{t('code.send')}</Button>
            <a href={`/mitreden/${process.id}`}>{t('form.cancel')}</a>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const process = codeProcess(request);
  const t = participationTexts(language);
  const read = readCode(typedText(body, 'code').slice(0, 100));
  if ('fault' in read) return form(request, t(`code.${read.fault}`));
  if (!(await knownCode(app, process.id, read.code))) return form(request, t('code.unknown'));
  return seeOther(`/mitreden/${process.id}?code=1`, [codeCookie(process.id, writeCode(read.code))]);
}

export const codeRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: everyone,
    kind: 'page',
    summary: 'Asks for the code of a letter, for whoever takes part without an account',
    handle: (request) => form(request),
  },
  {
    method: 'POST',
    url,
    may: everyone,
    kind: 'form',
    summary: 'Takes the code of a letter for this browser',
    // 55 bits: at this rate nobody finds one in a lifetime; who mistypes does not notice it.
    perMinute: 10,
    handle: send,
  },
];
