// /nachrichten: what people have written to the unit and waits for an answer, by its clock; /nachrichten/:thread to read and answer.
import { readDay, type Typed } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { sentId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  DateField,
  EmptyState,
  ErrorSummary,
  MoreLink,
  Notice,
  Pagination,
  Rows,
  State,
  Top,
  Wrap,
  YesNo,
  dueTone,
  formatDate,
  formatDue,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { accountNames } from '../../identity/index.ts';
import { unitName } from '../../organisation/index.ts';
import { readThread, waitingThreads, type ThreadView } from './queries.ts';
import { serveThreadFile } from './thread-file.ts';
import { bodyErrors, MessageItem, OlderMessages, WriteForm } from './thread-parts.tsx';
import { answerThreads } from './thread-sight.ts';
import { threadTexts } from './thread-texts.ts';
import { writeAsStaff } from './write-message.ts';

const desk = '/nachrichten';
const bodyLimit = 32 * 1024 * 1024;

async function showDesk(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = threadTexts(language);
  const today = app.clock.today();
  const { items, next } = await waitingThreads(
    app,
    staffOf(request),
    readPageKey(query['cursor'], 'day', 'uuid'),
  );
  const names = await accountNames(
    app,
    items.map(({ account }) => account),
  );
  return page(request, {
    title: t('staff.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('staff.title')} lead={t('staff.lead')} />
        <Band id="offen" title={t('staff.waiting')} last>
          {items.length === 0 ? (
            <EmptyState text={t('staff.none')} />
          ) : (
            <Rows
              items={items.map((item) => ({
                when: item.due === null ? undefined : formatDate(item.due, language, 'day'),
                title: item.subject,
                href: `${desk}/${item.id}`,
                text: [
                  names.get(item.account) ?? '',
                  unitName(app, item.unit, language),
                  ...(item.serviceId === null ? [] : [serviceTitle(app, item.serviceId, language)]),
                  ...(item.caseRef === null ? [] : [item.caseRef]),
                ].join(', '),
                act:
                  item.due === null ? undefined : (
                    <State tone={dueTone(item.due, today)}>{formatDue(item.due, today, language)}</State>
                  ),
              }))}
            />
          )}
          <Pagination
            labels={uiLabels(language)}
            href={next === null ? undefined : `${desk}?cursor=${next}`}
            hidden={t('staff.waiting')}
          />
        </Band>
      </Wrap>
    ),
  });
}

async function find(request: Request, before: string | undefined): Promise<ThreadView> {
  const id = request.params['thread'] ?? '';
  const view = isUuid(id) ? await readThread(request.app, staffOf(request), id, before) : undefined;
  if (!view) throw new Fault('NOT_FOUND');
  return view;
}

async function show(request: Request, errors: FormError[] = [], moved?: string): Promise<Reply> {
  const { app, language, body } = request;
  const t = threadTexts(language);
  const labels = uiLabels(language);
  const [before] = readPageKey(request.query['cursor'], 'uuid') ?? [];
  const { thread, messages, older, consented } = await find(request, before);
  const names = await accountNames(app, [thread.account, ...messages.map(({ author }) => author)]);
  const base = `${desk}/${thread.id}`;
  const part = (name: string) => typedText(body, `frist.${name}`);
  return page(request, {
    title: thread.subject,
    hasErrors: errors.length > 0,
    status: moved ? 409 : errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={thread.subject}
          meta={[names.get(thread.account) ?? '', unitName(app, thread.unit, language)].join(', ')}
          crumbs={[
            { label: t('staff.title'), href: desk },
            ...(thread.caseRef === null
              ? []
              : [{ label: thread.caseRef, href: `/faelle/${thread.caseRef}` }]),
          ]}
          tight
        />
        <ErrorSummary labels={labels} errors={errors} />
        {moved === undefined ? null : <Notice tone="warning" title={moved} role="status" />}
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
                from={names.get(message.author) ?? ''}
              />
            ))}
          </ol>
          {before === undefined ? null : <MoreLink href={base} label={t('list.newest')} />}
        </Band>
        {before === undefined ? (
          <Band id="schreiben" title={t('reply')} last>
            <WriteForm
              request={request}
              action={base}
              hidden={{ letzte: messages.at(-1)?.id ?? '' }}
              errors={errors}
              label={t('text')}
              send={t('send')}
            >
              <DateField
                labels={labels}
                id="frist"
                name="frist"
                label={t('staff.deadline')}
                hint={t('staff.deadlineHint')}
                optional
                value={{ day: part('day'), month: part('month'), year: part('year') }}
                error={errorOf(errors, 'frist')}
              />
              {consented ? (
                <YesNo
                  labels={labels}
                  id="amtlich"
                  name="amtlich"
                  label={t('staff.official')}
                  hint={t('staff.officialHint')}
                  value={typedText(body, 'amtlich') || 'no'}
                />
              ) : null}
            </WriteForm>
          </Band>
        ) : null}
      </Wrap>
    ),
  });
}

/** `''` where nothing was typed, undefined for what is no day to come. */
function deadlineOf({ app, body }: Request): string | undefined {
  const day = readDay((body ?? {}) as Typed, 'frist');
  if (day === null) return '';
  return day !== undefined && day > app.clock.today() ? day : undefined;
}

async function send(request: Request): Promise<Reply> {
  const { app, language, body, files, params } = request;
  const t = threadTexts(language);
  const id = params['thread'] ?? '';
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  const text = typedText(body, 'text');
  const deadline = deadlineOf(request);
  const errors = [
    ...bodyErrors(text, language),
    ...(deadline === undefined ? [{ fieldId: 'frist', message: t('staff.deadlineWrong') }] : []),
  ];
  if (errors.length > 0) return show(request, errors);
  try {
    await writeAsStaff(app, staffOf(request), id, {
      id: sentId(body),
      body: text,
      files,
      seen: typedText(body, 'letzte'),
      deadline: deadline === '' ? undefined : deadline,
      official: typedText(body, 'amtlich') === 'yes',
    });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const words = faultText(app, language, error.code);
    if (error.status === 409) return show(request, [], words);
    if (/^(FILE_|IMAGE_|BODY_TOO|THREAD_FILES)/.test(error.code))
      return show(request, [{ fieldId: 'dateien', message: words }]);
    throw error;
  }
  return seeOther(`${desk}/${id}`);
}

export const staffThreadRoutes: Route[] = [
  {
    method: 'GET',
    url: desk,
    may: answerThreads,
    kind: 'page',
    summary: 'Messages that wait for an answer of the unit, by their clock',
    handle: showDesk,
  },
  {
    method: 'GET',
    url: `${desk}/:thread`,
    may: answerThreads,
    kind: 'page',
    summary: 'A thread with a person, its newest messages or those before one (cursor)',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: `${desk}/:thread`,
    may: answerThreads,
    kind: 'form',
    summary: 'Answers, with files, a deadline, or as an official letter',
    bodyLimit,
    handle: send,
  },
  {
    method: 'GET',
    url: `${desk}/:thread/dateien/:file`,
    may: answerThreads,
    kind: 'file',
    summary: 'A file of a message',
    handle: (request) => serveThreadFile(request, staffOf(request)),
  },
];
