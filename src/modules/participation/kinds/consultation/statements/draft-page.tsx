// /mitreden/:id/stellungnahme: the joint draft of an organisation: what is written, by whom, and its release.
import type { VNode } from 'preact';
import { Fault } from '../../../../../kernel/errors.ts';
import { page } from '../../../../../kernel/http/page.tsx';
import { seeOther } from '../../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../../kernel/http/route.ts';
import { personOf } from '../../../../../kernel/http/signed-in.ts';
import { typedText } from '../../../../../kernel/http/typed-text.ts';
import {
  Band,
  Button,
  Buttons,
  Form,
  Hints,
  Notice,
  PlainText,
  Quiet,
  Rows,
  Top,
  Wrap,
  formatDateTime,
  swissDay,
  formatDate,
  uiLabels,
} from '../../../../../ui/index.ts';
import { crumbsOf } from '../../../pages/contribution-rows.tsx';
import { takesAt } from '../../../phases.ts';
import type { Process } from '../../../process.ts';
import { processById } from '../../../queries/processes.ts';
import { consultationTexts } from '../consultation-texts.ts';
import { viewDraft, type DraftView } from './draft-view.ts';
import { releaseStatement } from './release.ts';

type Problem = 'empty' | 'overtaken' | 'not-signing';

export async function showDraft(request: Request, problem?: Problem): Promise<Reply> {
  const { app, params } = request;
  const process = processById(app, params['id'], 'consultation');
  const view = await viewDraft(app, personOf(request), process);
  if (view === 'nobody' || view === 'not-begun') return chooseFirst(request, process, view);
  if (!view.statement && !takesAt(process.phases, 'statement', app.clock.today()))
    throw new Fault('PARTICIPATION_CLOSED');
  return draftPage(request, process, view, problem);
}

/** Whoever acts for no organisation is told how to; nothing of any draft is shown. */
export function chooseFirst(request: Request, process: Process, why: 'nobody' | 'not-begun'): Reply {
  const { language } = request;
  const t = consultationTexts(language);
  return page(request, {
    title: t('st.who'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('st.who')}
          lead={t(why === 'nobody' ? 'st.whoText' : 'st.whoNone')}
          crumbs={crumbsOf(request, process)}
          tight
        />
        <Hints links={[{ label: t('st.choose'), href: '/vertretung' }]} />
      </Wrap>
    ),
  });
}

const problemWords = {
  empty: 'st.releaseGeneral',
  overtaken: 'next.overtaken',
  'not-signing': 'st.releaseNot',
} as const;

function draftPage(request: Request, process: Process, view: DraftView, problem?: Problem): Reply {
  const { language, query } = request;
  const t = consultationTexts(language);
  const { name, statement } = view;
  return page(request, {
    title: t('st.draftTitle'),
    status: problem === undefined ? 200 : problem === 'empty' ? 422 : 409,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={statement?.releasedAt ? t('st.title', { name }) : t('st.draftTitle')}
          lead={statement?.releasedAt ? undefined : t('st.draftLead', { name })}
          crumbs={crumbsOf(request, process)}
          tight
        >
          {query['gespeichert'] === undefined ? null : (
            <Notice tone="success" title={t('st.saved')} role="status" />
          )}
          {problem === undefined ? null : (
            <Notice tone="warning" title={t(problemWords[problem])} role="alert" />
          )}
        </Top>
        <Band id="texte" title={t('st.parts')} note={view.version.name[language]}>
          <Texts request={request} process={process} view={view} />
        </Band>
        <Band id="freigeben" title={t('st.release')} last>
          <Release request={request} process={process} view={view} />
        </Band>
      </Wrap>
    ),
  });
}

function Texts({ request: { language }, process, view }: PartProps): VNode {
  const t = consultationTexts(language);
  const places = [
    { id: '', title: t('st.general') },
    ...view.paragraphs.map(({ id, number, title }) => ({ id, title: `${number} ${title[language]}` })),
  ];
  return (
    <Rows
      kind="one"
      items={places.map(({ id, title }) => {
        const text = view.texts.find(({ anchor }) => anchor === id);
        return {
          title,
          href: view.statement?.releasedAt
            ? undefined
            : `/mitreden/${process.id}/stellungnahme/text?zu=${id}`,
          text: text
            ? `${text.writer}, ${formatDateTime(text.writtenAt, language)}, ${t('st.changes', { count: text.revision })}`
            : t('st.empty'),
          children: text?.body ? <PlainText text={text.body} lang={view.statement?.language} breaks /> : null,
        };
      })}
    />
  );
}

interface PartProps {
  request: Request;
  process: Process;
  view: DraftView;
}

function Release({ request, process, view }: PartProps): VNode {
  const { language, csrf } = request;
  const t = consultationTexts(language);
  const { statement, consents, saved, by, name } = view;
  if (statement?.releasedAt)
    return (
      <>
        <p>{t('st.releasedText', { day: formatDate(swissDay(statement.releasedAt), language) })}</p>
        <Hints
          links={[
            { label: t('st.whole'), href: `/mitreden/${process.id}/stellungnahmen/${statement.id}` },
            ...(by.signing ? [{ label: t('st.own'), href: '/konto/mitreden' }] : []),
          ]}
        />
      </>
    );
  return (
    <>
      {consents.map(({ account, signatory, givenAt, texts }) => (
        <p key={account}>
          {t(texts === saved ? 'st.consented' : 'st.consentOld', {
            who: signatory,
            when: formatDateTime(givenAt, language),
          })}
        </p>
      ))}
      {by.signing ? (
        <Form
          plain
          action={`/mitreden/${process.id}/stellungnahme`}
          label={t('st.release')}
          hidden={{ _csrf: csrf, stand: String(saved) }}
        >
          <p>{t('st.releaseNote', { name })}</p>
          {by.signing === 'joint' ? <Quiet>{t('st.releaseJoint')}</Quiet> : null}
          <Buttons>
            <Button>{t('st.releaseNow')}</Button>
          </Buttons>
        </Form>
      ) : (
        <p>{t('st.releaseNot')}</p>
      )}
    </>
  );
}

export async function sendRelease(request: Request): Promise<Reply> {
  const { app, params, body } = request;
  const process = processById(app, params['id'], 'consultation');
  const actor = personOf(request);
  const view = await viewDraft(app, actor, process);
  if (view === 'nobody' || view === 'not-begun') return chooseFirst(request, process, view);
  // Who has signed before may not any more.
  if (!view.by.signing) return showDraft(request, 'not-signing');
  if (!view.texts.some((each) => each.anchor === '' && each.body !== '')) return showDraft(request, 'empty');
  try {
    const seen = Number(typedText(body, 'stand'));
    const released = await releaseStatement(app, actor, process, view.by, seen);
    return seeOther(
      released
        ? `/mitreden/${process.id}?gesendet=1#stellungnahmen`
        : `/mitreden/${process.id}/stellungnahme?gespeichert=1#freigeben`,
    );
  } catch (fault) {
    if (fault instanceof Fault && fault.code === 'REVISION_CONFLICT') return showDraft(request, 'overtaken');
    throw fault;
  }
}
