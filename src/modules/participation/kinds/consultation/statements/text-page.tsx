// /mitreden/:id/stellungnahme/text: one text of the joint draft, with who changed what before.
import type { VNode } from 'preact';
import { Fault } from '../../../../../kernel/errors.ts';
import { page } from '../../../../../kernel/http/page.tsx';
import { seeOther } from '../../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../../kernel/http/route.ts';
import { ownData } from '../../../../../kernel/audit/personal-data.ts';
import { personOf } from '../../../../../kernel/http/signed-in.ts';
import { typedText } from '../../../../../kernel/http/typed-text.ts';
import {
  Band,
  Button,
  Buttons,
  ErrorSummary,
  Form,
  LongTextField,
  Notice,
  PlainText,
  Rows,
  TextChange,
  Top,
  Wrap,
  formatDateTime,
  plainText,
  uiLabels,
} from '../../../../../ui/index.ts';
import { readTyped } from '../../../pages/contribute-form.tsx';
import { crumbsOf } from '../../../pages/contribution-rows.tsx';
import { participationTexts } from '../../../participation-texts.ts';
import { takesAt } from '../../../phases.ts';
import type { Process } from '../../../process.ts';
import { processById } from '../../../queries/processes.ts';
import { consultationTexts } from '../consultation-texts.ts';
import type { Paragraph } from '../part.ts';
import { chooseFirst } from './draft-page.tsx';
import { viewDraft, type DraftView } from './draft-view.ts';
import { saveText } from './save-text.ts';
import { historyOf, type StatementText } from './statement.ts';

const longest = 8000;
const mostHistory = 20;

interface Opened {
  process: Process;
  view: DraftView;
  /** Undefined: what is said of the whole. */
  paragraph: Paragraph | undefined;
  history: StatementText[];
}

async function open(request: Request): Promise<Opened | Reply> {
  const { app, params, query, body } = request;
  const process = processById(app, params['id'], 'consultation');
  const actor = personOf(request);
  const view = await viewDraft(app, actor, process);
  if (view === 'nobody' || view === 'not-begun') return chooseFirst(request, process, view);
  const { statement, paragraphs } = view;
  if (statement?.releasedAt) throw new Fault('STATEMENT_RELEASED');
  if (!takesAt(process.phases, 'statement', app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  const anchor = body === undefined ? (query['zu'] ?? '') : typedText(body, 'zu');
  const paragraph = paragraphs.find(({ id }) => id === anchor);
  if (anchor !== '' && !paragraph) throw new Fault('NOT_FOUND');
  const history = statement
    ? await ownData(app, actor, (db) => historyOf(db, statement.id, anchor, mostHistory))
    : [];
  return { process, view, paragraph, history };
}

interface Problem {
  error?: string;
  overtaken?: true;
}

function form(request: Request, opened: Opened, { error, overtaken }: Problem = {}): Reply {
  const { language, csrf, body } = request;
  const { process, view, paragraph, history } = opened;
  const t = consultationTexts(language);
  const labels = uiLabels(language);
  const [current] = history;
  const lang = view.statement?.language ?? readTyped(request, process).language;
  const typed = body === undefined ? (current?.body ?? '') : typedText(body, 'text');
  const title = paragraph ? `${paragraph.number} ${paragraph.title[language]}` : t('st.general');
  const errors = error === undefined ? [] : [{ fieldId: 'text', message: error }];
  return page(request, {
    title,
    hasErrors: errors.length > 0 || overtaken === true,
    status: overtaken ? 409 : errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={title}
          meta={view.name}
          crumbs={[
            ...crumbsOf(request, process),
            { label: t('st.draftTitle'), href: `/mitreden/${process.id}/stellungnahme` },
          ]}
          tight
        >
          {overtaken && current ? (
            <Notice tone="warning" title={t('st.overtaken', { who: current.writer })} role="alert">
              <p>{t('st.overtakenText')}</p>
              <TextChange
                before={current.body}
                after={typed}
                gone={t('st.theirs')}
                added={t('st.yours')}
                lang={lang}
              />
            </Notice>
          ) : null}
        </Top>
        <ErrorSummary labels={labels} errors={errors} />
        <Form
          action={`/mitreden/${process.id}/stellungnahme/text`}
          hidden={{
            _csrf: csrf,
            zu: paragraph?.id ?? '',
            revision: String(current?.revision ?? 0),
            fassung: String(view.version.number),
            sprache: lang,
          }}
        >
          {paragraph ? <PlainText text={paragraph.text[language]} /> : null}
          <LongTextField
            {...{ labels, id: 'text', name: 'text', error }}
            label={t('st.text')}
            hint={paragraph ? t('st.textHint') : undefined}
            rows={10}
            maxLength={longest}
            value={typed}
          />
          <Buttons>
            <Button go>{t('st.save')}</Button>
            <a href={`/mitreden/${process.id}/stellungnahme`}>
              {participationTexts(language)('form.cancel')}
            </a>
          </Buttons>
        </Form>
        {history.length === 0 ? null : <History request={request} history={history} lang={lang} />}
      </Wrap>
    ),
  });
}

/** Each save against the one before it. */
function History({
  request: { language },
  history,
  lang,
}: {
  request: Request;
  history: readonly StatementText[];
  lang: string;
}): VNode {
  const t = consultationTexts(language);
  return (
    <Band id="verlauf" title={t('st.history')} last>
      <Rows
        kind="one"
        items={history
          .filter((each, index) => history[index + 1] !== undefined || each.revision === 1)
          .map(({ revision, writer, writtenAt, body }) => ({
            title: `${writer}, ${formatDateTime(writtenAt, language)}`,
            children: (
              <TextChange
                before={history.find((each) => each.revision === revision - 1)?.body ?? ''}
                after={body}
                gone={t('change.gone')}
                added={t('change.new')}
                lang={lang}
              />
            ),
          }))}
      />
    </Band>
  );
}

const isReply = (opened: Opened | Reply): opened is Reply => 'status' in opened;

export async function showText(request: Request): Promise<Reply> {
  const opened = await open(request);
  return isReply(opened) ? opened : form(request, opened);
}

export async function sendText(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const opened = await open(request);
  if (isReply(opened)) return opened;
  const { process, view, paragraph } = opened;
  const text = plainText(typedText(body, 'text'));
  if (text.length > longest)
    return form(request, opened, {
      error: participationTexts(language)('form.textTooLong', { most: longest }),
    });
  try {
    await saveText(app, personOf(request), process, view.by, {
      ...{ anchor: paragraph?.id ?? '', body: text, version: view.version.number },
      revision: Number(typedText(body, 'revision')),
      language: readTyped(request, process).language,
    });
  } catch (fault) {
    if (!(fault instanceof Fault && fault.code === 'REVISION_CONFLICT')) throw fault;
    // What somebody else has saved is read anew.
    const again = await open(request);
    return isReply(again) ? again : form(request, again, { overtaken: true });
  }
  return seeOther(`/mitreden/${process.id}/stellungnahme?gespeichert=1`);
}
