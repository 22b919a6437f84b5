// /konto/zugriffe/frage: a question about uses of one's data, to the data protection officer.
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { accessesOf } from '../../../kernel/audit/accesses-of.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { SentBefore } from '../../../kernel/http/sent-before.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { addDays } from '../../../engine/index.ts';
import {
  Band,
  Button,
  Buttons,
  ErrorSummary,
  Form,
  LongTextField,
  Top,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { AccessRows, describeAccess, groupAccesses } from '../../data/index.ts';
import { askQuestion } from '../actions/ask-question.ts';
import { oversightOf } from '../oversight-config.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { askAboutAccess } from '../permissions.ts';
import { entryNumbers } from './entry-numbers.ts';

const longest = 2000;

async function show(request: Request): Promise<Reply> {
  const typed = request.parked?.['question'];
  return askPage(request, entryNumbers(request.query['eintrag']), typeof typed === 'string' ? typed : '');
}

async function askPage(
  request: Request,
  ids: string[],
  typed: string,
  error?: string,
  sentBefore = false,
): Promise<Reply> {
  const { app, actor, csrf, language } = request;
  if (actor.kind !== 'person' && actor.kind !== 'staff') throw new Fault('SIGN_IN_REQUIRED');
  const entries = await ownData(app, actor, (db) =>
    accessesOf(db, actor.id, { now: app.clock.now(), ids, limit: 100 }),
  );
  // Somebody else's entry is one that does not exist.
  if (entries.length === 0) throw new Fault('NOT_FOUND');
  const t = oversightTexts(language);
  const labels = uiLabels(language);
  const due = addDays(app.clock.today(), oversightOf.of(app).questions.answerDays);
  return page(request, {
    title: t('ask.title'),
    status: sentBefore ? 409 : error === undefined ? 200 : 422,
    hasErrors: error !== undefined,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('ask.title')}
          lead={t('ask.lead', { due: formatDate(due, language) })}
          crumbs={[
            { label: t('account'), href: '/konto' },
            { label: t('accesses'), href: '/konto/zugriffe' },
          ]}
        />
        {sentBefore ? <SentBefore app={app} language={language} /> : null}
        {error === undefined ? null : (
          <ErrorSummary labels={labels} errors={[{ fieldId: 'question', message: error }]} />
        )}
        <Band id="zugriffe" title={t('ask.about')}>
          <AccessRows
            items={groupAccesses(entries.map((entry) => describeAccess(app, language, entry)))}
            language={language}
          />
        </Band>
        <Band id="frage" title={t('ask.yours')} last>
          <Form
            action="/konto/zugriffe/frage"
            hidden={{
              ...{ _csrf: csrf, eintrag: entries.map(({ id }) => id).join('.') },
              ...formId(sentBefore ? undefined : (request.body ?? request.parked)),
            }}
          >
            <LongTextField
              labels={labels}
              id="question"
              name="question"
              label={t('ask.question')}
              hint={t('ask.hint')}
              value={typed}
              maxLength={longest}
              error={error}
            />
            <Buttons>
              <Button>{t('ask.send')}</Button>
              <a href="/konto/zugriffe">{t('cancel')}</a>
            </Buttons>
          </Form>
        </Band>
      </Wrap>
    ),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, actor, body, language } = request;
  if (actor.kind !== 'person' && actor.kind !== 'staff') throw new Fault('SIGN_IN_REQUIRED');
  const fields = (body ?? {}) as Record<string, unknown>;
  const ids = entryNumbers(fields['eintrag']);
  const typed = typeof fields['question'] === 'string' ? fields['question'] : '';
  const question = typed.replaceAll('\u0000', '').trim();
  const t = oversightTexts(language);
  if (question === '') return askPage(request, ids, typed, t('ask.missing'));
  if (question.length > longest) return askPage(request, ids, typed, t('ask.tooLong', { longest }));
  try {
    await askQuestion(app, actor, { id: sentId(body), entries: ids, question, language });
  } catch (error) {
    if (error instanceof Fault && error.code === 'SENT_BEFORE')
      return askPage(request, ids, typed, undefined, true);
    if (error instanceof Fault && error.code === 'QUESTIONS_EXCEEDED')
      return askPage(request, ids, typed, t('error.QUESTIONS_EXCEEDED'));
    throw error;
  }
  return seeOther('/konto/zugriffe/fragen?gestellt=1');
}

export const askRoutes: Route[] = [
  {
    method: 'GET',
    url: '/konto/zugriffe/frage',
    may: askAboutAccess,
    kind: 'page',
    summary: 'Asks about uses of my data (eintrag: numbers of entries, parted by dots)',
    handle: show,
  },
  {
    method: 'POST',
    url: '/konto/zugriffe/frage',
    may: askAboutAccess,
    kind: 'form',
    summary: 'Sends the question to the data protection officer',
    perMinute: 30,
    handle: send,
  },
];
