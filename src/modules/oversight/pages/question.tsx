// /aufsicht/fragen/:id: one question with the entries that it is about, by name, and the answer.
import { accessesOf } from '../../../kernel/audit/accesses-of.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  Buttons,
  ErrorSummary,
  Form,
  LongTextField,
  PlainText,
  Rows,
  Top,
  Wrap,
  formatDate,
  formatDateTime,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { describeAccess } from '../../data/index.ts';
import { accountNames } from '../../identity/index.ts';
import { answerQuestion } from '../actions/answer-question.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { oversee } from '../permissions.ts';
import { questionById } from '../queries/questions.ts';

const longest = 5000;

async function show(request: Request): Promise<Reply> {
  const typed = request.parked?.['answer'];
  return questionPage(request, typeof typed === 'string' ? typed : '');
}

async function questionPage(request: Request, typed: string, error?: string): Promise<Reply> {
  const { app, actor, csrf, language, params } = request;
  const id = params['id'] ?? '';
  if (actor.kind !== 'staff' || !isUuid(id)) throw new Fault('NOT_FOUND');
  const found = await transact(app, actor, async (tx) => {
    const question = await questionById(tx.db, id);
    if (!question) throw new Fault('NOT_FOUND');
    const { accountId, entries: ids } = question;
    const entries = await accessesOf(tx.db, accountId, { now: app.clock.now(), ids, limit: 100 });
    // Named are staff, and people who acted for whoever asks: those are told, without whose data it is.
    const acted = entries.flatMap(({ actorKind, actorId }) =>
      actorKind !== 'staff' && actorId !== null && actorId !== accountId ? [actorId] : [],
    );
    await tx.recordAccess(
      {
        kind: 'read',
        subject: accountId,
        fields: ['name', 'accessQuestion', 'accesses'],
        purpose: 'access-question',
      },
      ...[...new Set(acted)].map((subject) => ({
        kind: 'read' as const,
        subject,
        fields: ['name'],
        purpose: 'access-question',
      })),
    );
    const people = [accountId, ...entries.flatMap(({ actorId }) => (actorId === null ? [] : [actorId]))];
    return { question, entries, names: await accountNames(app, people) };
  });
  const { question, entries, names } = found;
  const t = oversightTexts(language);
  const labels = uiLabels(language);
  const action = `/aufsicht/fragen/${id}`;
  return page(request, {
    title: t('question.title'),
    status: error === undefined ? 200 : 422,
    hasErrors: error !== undefined,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('question.title')}
          meta={t('question.meta', {
            name: names.get(question.accountId) ?? '',
            asked: formatDate(swissDay(question.askedAt), language),
            due: formatDate(question.due, language),
          })}
          crumbs={[{ label: t('oversight.title'), href: '/aufsicht' }]}
          tight
        />
        {error === undefined ? null : (
          <ErrorSummary labels={labels} errors={[{ fieldId: 'answer', message: error }]} />
        )}
        <Band id="frage" title={t('question.asked')}>
          <PlainText text={question.question} />
        </Band>
        <Band id="zugriffe" title={t('ask.about')}>
          <Rows
            small
            items={entries.map((entry) => {
              const {
                whoText,
                purpose,
                fields,
                legalBasis,
                case: ref,
              } = describeAccess(app, language, entry);
              const name = entry.actorId === null ? undefined : names.get(entry.actorId);
              return {
                when: formatDateTime(entry.at, language),
                title: name === undefined ? whoText : `${name}, ${whoText}`,
                text: [purpose, ref, fields.join(', '), legalBasis].filter(Boolean).join('. '),
              };
            })}
          />
        </Band>
        <Band id="antwort" title={t('own.answer')} last>
          {question.answer === null ? (
            <Form action={action} hidden={{ _csrf: csrf }}>
              <LongTextField
                labels={labels}
                id="answer"
                name="answer"
                label={t('question.answer')}
                hint={t('question.hint')}
                value={typed}
                maxLength={longest}
                rows={8}
                error={error}
              />
              <Buttons>
                <Button>{t('question.send')}</Button>
                <a href="/aufsicht">{t('cancel')}</a>
              </Buttons>
            </Form>
          ) : (
            <PlainText text={question.answer} />
          )}
        </Band>
      </Wrap>
    ),
  });
}

async function answer(request: Request): Promise<Reply> {
  const { app, actor, body, language, params } = request;
  const id = params['id'] ?? '';
  if (actor.kind !== 'staff' || !isUuid(id)) throw new Fault('NOT_FOUND');
  const given = (body as Record<string, unknown> | undefined)?.['answer'];
  const typed = typeof given === 'string' ? given : '';
  const text = typed.replaceAll('\u0000', '').trim();
  const t = oversightTexts(language);
  if (text === '') return questionPage(request, typed, t('question.missing'));
  if (text.length > longest) return questionPage(request, typed, t('ask.tooLong', { longest }));
  await answerQuestion(app, actor, id, text);
  return seeOther(`/aufsicht/fragen/${id}`);
}

export const questionRoutes: Route[] = [
  {
    method: 'GET',
    url: '/aufsicht/fragen/:id',
    may: oversee,
    kind: 'page',
    summary: 'One question about uses of data, with the entries by name',
    handle: show,
  },
  {
    method: 'POST',
    url: '/aufsicht/fragen/:id',
    may: oversee,
    kind: 'form',
    summary: 'Answers the question',
    handle: answer,
  },
];
