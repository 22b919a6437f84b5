// /konto/postfach/:thread: what a unit and a person have written to each other, its deadlines and files; and consent to official letters.
import { Fault } from '../../../kernel/errors.ts';
import { calendarFile } from '../../../kernel/calendar-file.ts';
import { sentId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  ErrorSummary,
  Form,
  MoreLink,
  Top,
  Wrap,
  formatDate,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { chooseElectronicService, finishDeadline } from './own-steps.ts';
import { openDeadlines, readThread } from './queries.ts';
import { serveThreadFile } from './thread-file.ts';
import { bodyErrors, MessageItem, OlderMessages, WriteForm } from './thread-parts.tsx';
import { writeThreads } from './thread-sight.ts';
import { threadTexts } from './thread-texts.ts';
import { bodyLimit, mailbox, trySending } from './try-sending.ts';
import { writeAsPerson } from './write-message.ts';

async function showThread(request: Request, errors: FormError[] = []): Promise<Reply> {
  const { app, language, params, query, csrf } = request;
  const t = threadTexts(language);
  const id = params['thread'] ?? '';
  const actor = personOf(request);
  const [before] = readPageKey(query['cursor'], 'uuid') ?? [];
  const view = isUuid(id) ? await readThread(app, actor, id, before) : undefined;
  if (!view) throw new Fault('NOT_FOUND');
  const { thread, messages, older } = view;
  const base = `${mailbox}/${id}`;
  const unit = unitName(app, thread.unit, language);
  return page(request, {
    title: thread.subject,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={thread.subject}
          meta={unit}
          crumbs={[
            { label: t('mailbox'), href: mailbox },
            ...(thread.caseRef === null
              ? []
              : [{ label: thread.caseRef, href: `/faelle/${thread.caseRef}` }]),
          ]}
          tight
        />
        <ErrorSummary labels={uiLabels(language)} errors={errors} />
        <Band
          id="nachrichten"
          title={t('list.title')}
          note={thread.due === null ? undefined : t('answerBy', { date: formatDate(thread.due, language) })}
          last={before !== undefined}
        >
          <OlderMessages language={language} base={base} older={older} />
          <ol class="thread" role="list">
            {messages.map((message) => (
              <MessageItem
                key={message.id}
                app={app}
                language={language}
                message={message}
                base={base}
                from={message.fromUnit ? unit : message.author === thread.account ? t('you') : t('forYou')}
              >
                {message.deadline !== null && message.doneAt === null ? (
                  <Form plain action={`${base}/erledigt`} hidden={{ _csrf: csrf, nachricht: message.id }}>
                    <Button variant="secondary">{t('deadlineFinish')}</Button>
                  </Form>
                ) : null}
              </MessageItem>
            ))}
          </ol>
          {before === undefined ? null : <MoreLink href={base} label={t('list.newest')} />}
        </Band>
        {before === undefined ? (
          <Band id="schreiben" title={t('reply')} last>
            <WriteForm
              request={request}
              action={base}
              hidden={{}}
              errors={errors}
              label={t('text')}
              send={t('send')}
            />
          </Band>
        ) : null}
      </Wrap>
    ),
  });
}

async function sendReply(request: Request): Promise<Reply> {
  const { app, language, body, files, params } = request;
  const id = params['thread'] ?? '';
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  const text = typedText(body, 'text');
  const errors = bodyErrors(text, language);
  if (errors.length > 0) return showThread(request, errors);
  return trySending(
    request,
    async () => {
      await writeAsPerson(app, personOf(request), id, { id: sentId(body), body: text, files });
      return seeOther(`${mailbox}/${id}`);
    },
    (error) => showThread(request, [error]),
  );
}

async function finish(request: Request): Promise<Reply> {
  const [thread, message] = [request.params['thread'] ?? '', typedText(request.body, 'nachricht')];
  if (!isUuid(thread) || !isUuid(message)) throw new Fault('NOT_FOUND');
  await finishDeadline(request.app, personOf(request), thread, message);
  return seeOther(`${mailbox}/${thread}`);
}

async function consent(request: Request): Promise<Reply> {
  await chooseElectronicService(request.app, personOf(request), typedText(request.body, 'wahl') === 'ja');
  return seeOther(`${mailbox}#amtlich`);
}

/** Only that there is a deadline and with whom: calendars lie on other people's servers. */
async function deadlinesFile(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = threadTexts(language);
  const deadlines = await openDeadlines(app, personOf(request));
  return calendarFile(
    app,
    { name: t('deadlines.title'), product: t('deadlines.title'), file: 'fristen.ics' },
    deadlines.map(({ id, thread, unit, deadline }) => ({
      id: `frist-${id}`,
      summary: t('deadlines.entry', { unit: unitName(app, unit, language) }),
      when: { day: deadline },
      path: `${mailbox}/${thread}`,
    })),
  );
}

export const ownThreadRoutes: Route[] = [
  {
    method: 'GET',
    url: `${mailbox}/fristen.ics`,
    may: writeThreads,
    kind: 'file',
    summary: 'Open deadlines of messages as a calendar file, without what they are about',
    handle: deadlinesFile,
  },
  {
    method: 'POST',
    url: `${mailbox}/amtlich`,
    may: writeThreads,
    kind: 'form',
    summary: 'Whether official letters may come into the mailbox (wahl: ja, nein)',
    handle: consent,
  },
  {
    method: 'GET',
    url: `${mailbox}/:thread`,
    may: writeThreads,
    acting: 'covered',
    kind: 'page',
    summary: 'One thread with a unit, its newest messages or those before one (cursor)',
    handle: (request) => showThread(request),
  },
  {
    method: 'POST',
    url: `${mailbox}/:thread`,
    may: writeThreads,
    acting: 'covered',
    kind: 'form',
    summary: 'Writes into a thread, with files',
    bodyLimit,
    perMinute: 20,
    handle: sendReply,
  },
  {
    method: 'POST',
    url: `${mailbox}/:thread/erledigt`,
    may: writeThreads,
    acting: 'covered',
    kind: 'form',
    summary: 'Says that the deadline of a message is met',
    handle: finish,
  },
  {
    method: 'GET',
    url: `${mailbox}/:thread/dateien/:file`,
    may: writeThreads,
    acting: 'covered',
    kind: 'file',
    summary: 'A file of a message',
    handle: (request) => serveThreadFile(request, personOf(request)),
  },
];
