// /mitwirkung/:id/codes: staff print letters with codes, for people who take part without an account.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { disposition } from '../../../kernel/http/reply.ts';
import { sql } from 'kysely';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { App } from '../../../kernel/app.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  LongTextField,
  Quiet,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { participationTexts } from '../participation-texts.ts';
import { moderate } from '../permissions.ts';
import { openUntil } from '../phases.ts';
import type { Process } from '../process.ts';
import { processById, stageOf } from '../queries/processes.ts';
import { printCodes } from './print-codes.ts';
import { mostRecipients, readRecipients } from './recipients.ts';

const url = '/mitwirkung/:id/codes';
const longest = 40_000;

async function printed(app: App, process: string): Promise<number> {
  const { count } = await impersonal(app, 'count', (db) =>
    db
      .selectFrom('participation.code')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('process_id', '=', process)
      .executeTakeFirstOrThrow(),
  );
  return count;
}

/** @throws Fault NOT_FOUND where the process gives none out, PARTICIPATION_CLOSED after its end */
function codeProcess({ app, params }: Request): Process {
  const process = processById(app, params['id']);
  if (!process.who.codes) throw new Fault('NOT_FOUND');
  const today = app.clock.today();
  if (stageOf(process, today) !== 'ahead' && openUntil(process.phases, today) === undefined)
    throw new Fault('PARTICIPATION_CLOSED');
  return process;
}

async function form(request: Request, errors: readonly string[] = []): Promise<Reply> {
  const { app, language, csrf, body } = request;
  const process = codeProcess(request);
  const t = participationTexts(language);
  const labels = uiLabels(language);
  return page(request, {
    title: t('codes.title'),
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('codes.title')}
          lead={t('codes.lead')}
          meta={t('codes.printed', { count: await printed(app, process.id) })}
          crumbs={[
            { label: t('staff.title'), href: '/mitwirkung' },
            { label: process.title[language], href: `/mitwirkung/${process.id}` },
          ]}
          tight
        />
        <ErrorSummary labels={labels} errors={errors.map((message) => ({ fieldId: 'liste', message }))} />
        <Form action={`/mitwirkung/${process.id}/codes`} hidden={{ _csrf: csrf }}>
          <LongTextField
            labels={labels}
            id="liste"
            name="liste"
            label={t('codes.list')}
            hint={t('codes.listHint')}
            maxLength={longest}
            rows={8}
            value={typedText(body, 'liste')}
            error={errors[0]}
          />
          <Quiet>{t('codes.limits')}</Quiet>
          <Buttons>
            <Button go>{t('codes.print')}</Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

async function print(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const process = codeProcess(request);
  const t = participationTexts(language);
  // A line without a key begins with a semicolon, which trimming leaves alone.
  const { recipients, faults } = readRecipients(typedText(body, 'liste').slice(0, longest));
  const count = recipients.length + faults.length;
  const errors =
    count > mostRecipients
      ? [t('codes.many', { most: mostRecipients, count })]
      : faults.map(({ line, first }) =>
          first === undefined ? t('codes.line', { line }) : t('codes.double', { line, first }),
        );
  if (count === 0) errors.push(t('codes.empty'));
  if (errors.length > 0) return form(request, errors);
  const pdf = await printCodes(app, staffOf(request), process, recipients);
  return {
    status: 200,
    type: 'application/pdf',
    body: pdf,
    headers: { 'content-disposition': disposition(`codes-${process.id}.pdf`, false) },
  };
}

export const printCodesRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: moderate,
    kind: 'page',
    summary: 'Asks for the recipients of letters with codes',
    handle: (request) => form(request),
  },
  {
    method: 'POST',
    url,
    may: moderate,
    kind: 'form',
    summary: 'Makes codes and their letters as one PDF; keeps hashes only',
    perMinute: 20,
    handle: print,
  },
];
