// /konto/postfach/neu and /konto/postfach/:thread: a person (or who acts for them) writes to a unit and reads what it answers.
import { Fault } from '../../../kernel/errors.ts';
import { calendarFile } from '../../../kernel/calendar-file.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { sentId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  EmptyState,
  ErrorSummary,
  Form,
  TextField,
  Top,
  Wrap,
  formatDate,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { offerById, responsibleUnits, serviceTitle } from '../../catalogue/index.ts';
import { loadMatter } from '../../cases/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { personOf } from '../pages/own-lists.tsx';
import { chooseElectronicService, finishDeadline } from './own-steps.ts';
import { openDeadlines, threadForPerson } from './queries.ts';
import { serveThreadFile } from './thread-file.ts';
import { bodyErrors, errorAt, longestSubject, MessageItem, textOf, WriteForm } from './thread-parts.tsx';
import { isOwn, writeThreads } from './thread-sight.ts';
import { threadTexts } from './thread-texts.ts';
import { logOwn, openThread, writeAsPerson } from './write-message.ts';

const mailbox = '/konto/postfach';
const bodyLimit = 32 * 1024 * 1024;

interface About {
  unit: string;
  serviceId: string | null;
  caseRef: string | null;
  hidden: Record<string, string>;
}

/** Whom the thread is with; undefined where nobody was named. @throws Fault NOT_FOUND for what is not one's own */
async function aboutOf(request: Request): Promise<About | undefined> {
  const { app, query, body } = request;
  const actor = personOf(request);
  const asked = (name: string) => textOf(body, name) || (query[name] ?? '');
  const [ref, service, unit] = [asked('geschaeft'), asked('leistung'), asked('stelle')];
  if (ref !== '') {
    const matter = await transact(app, actor, async (tx) => {
      await logOwn(tx, actor, 'read');
      return loadMatter(tx, ref.slice(0, 40));
    });
    const about = matter && {
      unit: matter.unit,
      serviceId: matter.serviceId,
      caseRef: matter.ref,
      hidden: { geschaeft: matter.ref },
    };
    if (!matter || !about || !isOwn(actor, { account: matter.ownerId, ...about }))
      throw new Fault('NOT_FOUND');
    return about;
  }
  const [responsible] = service === '' ? [] : responsibleUnits(app, { service });
  if (responsible && offerById(app, service))
    return { unit: responsible.unit.id, serviceId: service, caseRef: null, hidden: { leistung: service } };
  return unitOf(app, unit) ? { unit, serviceId: null, caseRef: null, hidden: { stelle: unit } } : undefined;
}

async function showNew(request: Request, errors: FormError[] = []): Promise<Reply> {
  const { app, language, body } = request;
  const t = threadTexts(language);
  const labels = uiLabels(language);
  const about = await aboutOf(request);
  const serviceId = about?.serviceId ?? undefined;
  const service = serviceId === undefined ? undefined : serviceTitle(app, serviceId, language);
  return page(request, {
    title: t('new.title'),
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('new.title')}
          lead={about ? t('new.to', { unit: unitName(app, about.unit, language) }) : undefined}
          meta={[service, about?.caseRef].filter(Boolean).join(', ') || undefined}
          crumbs={[{ label: t('mailbox'), href: mailbox }]}
          tight
        />
        <ErrorSummary labels={labels} errors={errors} />
        <Band id="schreiben" title={t('new.write')} last>
          {about ? (
            <WriteForm
              request={request}
              action={`${mailbox}/neu`}
              hidden={about.hidden}
              errors={errors}
              label={t('text')}
              send={t('send')}
            >
              <TextField
                labels={labels}
                id="betreff"
                name="betreff"
                label={t('subject')}
                maxLength={longestSubject}
                value={textOf(body ?? request.parked, 'betreff')}
                error={errorAt(errors, 'betreff')}
              />
            </WriteForm>
          ) : (
            <EmptyState text={t('new.whom')}>
              <Button variant="secondary" href="/kontakt">
                {t('new.find')}
              </Button>
            </EmptyState>
          )}
        </Band>
      </Wrap>
    ),
  });
}

/** Faults of files and limits are said in the form, with what was typed. */
async function tried(
  request: Request,
  work: () => Promise<Reply>,
  again: (error: FormError) => Promise<Reply>,
) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault) || !/^(FILE_|IMAGE_|BODY_TOO|THREAD_(FILES|TOO))/.test(error.code))
      throw error;
    const fieldId = error.code === 'THREAD_TOO_MANY' ? 'text' : 'dateien';
    return again({ fieldId, message: faultText(request.app, request.language, error.code) });
  }
}

async function sendNew(request: Request): Promise<Reply> {
  const { app, language, body, files } = request;
  const t = threadTexts(language);
  const about = await aboutOf(request);
  if (!about) return showNew(request);
  const [text, subject] = [textOf(body, 'text'), textOf(body, 'betreff').replaceAll('\n', ' ')];
  const errors = [
    ...(subject === '' ? [{ fieldId: 'betreff', message: t('subjectMissing') }] : []),
    ...(subject.length > longestSubject
      ? [{ fieldId: 'betreff', message: t('tooLong', { most: longestSubject }) }]
      : []),
    ...bodyErrors(text, language),
  ];
  if (errors.length > 0) return showNew(request, errors);
  return tried(
    request,
    async () => {
      const { hidden: _hidden, ...to } = about;
      const id = await openThread(app, personOf(request), {
        id: sentId(body),
        ...to,
        subject,
        body: text,
        files,
        language,
      });
      return seeOther(`${mailbox}/${id}`);
    },
    (error) => showNew(request, [error]),
  );
}

async function showThread(request: Request, errors: FormError[] = []): Promise<Reply> {
  const { app, language, params, csrf } = request;
  const t = threadTexts(language);
  const id = params['thread'] ?? '';
  const actor = personOf(request);
  const view = isUuid(id) ? await threadForPerson(app, actor, id) : undefined;
  if (!view) throw new Fault('NOT_FOUND');
  const { thread, messages } = view;
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
        >
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
        </Band>
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
      </Wrap>
    ),
  });
}

async function sendReply(request: Request): Promise<Reply> {
  const { app, language, body, files, params } = request;
  const id = params['thread'] ?? '';
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  const text = textOf(body, 'text');
  const errors = bodyErrors(text, language);
  if (errors.length > 0) return showThread(request, errors);
  return tried(
    request,
    async () => {
      await writeAsPerson(app, personOf(request), id, { id: sentId(body), body: text, files });
      return seeOther(`${mailbox}/${id}`);
    },
    (error) => showThread(request, [error]),
  );
}

async function finish(request: Request): Promise<Reply> {
  const [thread, message] = [request.params['thread'] ?? '', textOf(request.body, 'nachricht')];
  if (!isUuid(thread) || !isUuid(message)) throw new Fault('NOT_FOUND');
  await finishDeadline(request.app, personOf(request), thread, message);
  return seeOther(`${mailbox}/${thread}`);
}

async function consent(request: Request): Promise<Reply> {
  await chooseElectronicService(request.app, personOf(request), textOf(request.body, 'wahl') === 'ja');
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

async function file(request: Request): Promise<Reply> {
  const { app, params } = request;
  const id = params['thread'] ?? '';
  const view = isUuid(id) ? await threadForPerson(app, personOf(request), id) : undefined;
  return serveThreadFile(app, view, params['file'] ?? '');
}

export const ownThreadRoutes: Route[] = [
  {
    method: 'GET',
    url: `${mailbox}/neu`,
    may: writeThreads,
    acting: 'covered',
    kind: 'page',
    summary: 'Write to a unit: about a case (geschaeft), a service (leistung), or freely (stelle)',
    handle: (request) => showNew(request),
  },
  {
    method: 'POST',
    url: `${mailbox}/neu`,
    may: writeThreads,
    acting: 'covered',
    kind: 'form',
    summary: 'Opens a thread with a unit',
    bodyLimit,
    perMinute: 20,
    handle: sendNew,
  },
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
    summary: 'One thread with a unit',
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
    handle: file,
  },
];
