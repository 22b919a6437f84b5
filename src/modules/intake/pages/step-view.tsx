// The page of one step: progress, what we know, the question, its fields, the buttons.
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Cols,
  ErrorSummary,
  Form,
  Notice,
  Progress,
  Question,
  Top,
  Unit,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  type Station,
} from '../../../ui/index.ts';
import { page as renderedPage } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { InformationNotice } from '../../governance/index.ts';
import { unitName } from '../../organisation/index.ts';
import { pageById } from '../form-path.ts';
import { intakeTexts } from '../intake-texts.ts';
import { companiesOn, findingsOn, type Findings } from '../queries/findings.ts';
import type { FormSession } from './form-session.ts';
import { CompaniesBefore, companyNames } from './lookups.tsx';
import { scriptsFor } from './location-view.tsx';
import { RequestRegister } from './request-register.tsx';
import { SilentRegisters } from './silent-registers.tsx';
import { Fields, askedFields } from './step-fields.tsx';
import { Items, itemLabel } from './step-items.tsx';
import { controlName, type StepView } from './step-state.ts';
import { LaterFromRegister, VisitorAside } from './visitor-parts.tsx';

export async function stepPage(request: Request, given: StepView): Promise<Reply> {
  const { app, language } = request;
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  const { session, page, item } = given;
  const { definition, draft, base } = session;
  const { path } = session.evaluation;
  const before = pageById(definition, path[path.indexOf(page.id) - 1] ?? '');
  const companies = before ? await companiesOn(app, session, [before]) : [];
  // What is typed and not saved is not looked up.
  const findings: Findings = given.notice ? new Map() : await findingsOn(app, session, [page]);
  const view: StepView = {
    ...given,
    controls: {
      ...given.controls,
      ...(given.status === 200 ? companyNames(page, findings, given.controls) : {}),
    },
  };
  const texts = definition.texts[language];
  const question = texts[`pages.${page.id}.question`] ?? page.id;
  const intro = texts[`pages.${page.id}.intro`];
  const title = texts['title'] ?? definition.id;
  const isList = page.repeat !== undefined && item === undefined;
  const address = item === undefined ? `${base}/${page.id}` : `${base}/${page.id}/${item + 1}`;
  const itemTitle = page.repeat && item !== undefined ? itemLabel(view, item, language) : undefined;
  const number = path.indexOf(page.id) + 1;
  const total = path.length + 1;
  return renderedPage(request, {
    title: `${itemTitle ?? question} ${title}`,
    status: view.status,
    hasErrors: view.errors.length > 0,
    scripts: [
      ...(askedFields(view).some((field) => field.type === 'address') ? (['addresses'] as const) : []),
      ...scriptsFor([page]),
    ],
    content: (
      <Wrap>
        <Top
          labels={labels}
          tight
          title={undefined}
          crumbs={[{ label: title, href: `/leistungen/${definition.id}` }]}
        />
        <Cols
          asideLabel={t('helpTitle')}
          aside={
            <>
              {session.holder.kind === 'anonymous' ? (
                <VisitorAside request={request} session={session} />
              ) : null}
              <Help request={request} session={session} />
            </>
          }
        >
          <Form
            action={address}
            multipart={askedFields(view).some((field) => field.type === 'file')}
            enter={{ name: '_do', value: 'next' }}
            hidden={{
              _csrf: request.csrf,
              _draft: draft.id,
              _seen: view.seen,
              // A box that is not ticked sends nothing by itself: this says that it was asked.
              ...Object.fromEntries(
                askedFields(view).map((field) => [`_asked.${controlName(page, item, field.id)}`, '1']),
              ),
            }}
          >
            {view.correcting.map((id) => (
              <input key={id} type="hidden" name="_corrected" value={id} />
            ))}
            <Progress
              labels={labels}
              number={number}
              total={total}
              minutes={Math.max(1, Math.round((definition.minutes * (total - number)) / total))}
              stations={stations(view, language, t('review'))}
            />
            <ErrorSummary labels={labels} errors={view.errors} />
            {view.notice === 'parked' || view.notice === 'parked-files' ? (
              <Notice tone="info" title={t('parkedTitle')} role="status">
                {t('parkedText')} {view.notice === 'parked-files' ? t('parkedFiles') : ''}
              </Notice>
            ) : null}
            {view.notice === 'changed' ? (
              <Notice tone="warning" title={t('changedTitle')} role="status">
                {t('changedText')}
              </Notice>
            ) : null}
            {session.holder.kind === 'anonymous' && !page.repeat ? (
              <LaterFromRegister request={request} session={session} fields={askedFields(view)} />
            ) : null}
            <SilentRegisters draft={draft} fields={askedFields(view)} language={language} />
            <Question title={itemTitle ?? question}>
              {itemTitle ? [question, intro].filter(Boolean).join(' ') : intro}
            </Question>
            {before && companies.length > 0 ? (
              <CompaniesBefore companies={companies} href={`${base}/${before.id}`} language={language} />
            ) : null}
            <RequestRegister
              request={request}
              definition={definition}
              draft={draft}
              page={page}
              may={session.holder.kind === 'anonymous' ? 'sign-in' : session.holder.acting ? 'no' : 'person'}
            />
            {isList ? (
              <Items request={request} view={view} />
            ) : (
              <Fields request={request} view={view} findings={findings} />
            )}
            <InformationNotice app={app} service={definition} page={page} language={language} />
            <Buttons>
              <Button name="_do" value="next">
                {item === undefined ? labels.form.next : t('saveItem')}
              </Button>
              <Button name="_do" value="later" variant="secondary" formNoValidate>
                {labels.form.saveForLater}
              </Button>
            </Buttons>
            <p class="small quiet">
              {t(session.holder.kind === 'person' ? 'keptUntil' : 'visitor.keptUntil', {
                date: formatDate(swissDay(draft.expiresAt), language),
              })}
            </p>
          </Form>
        </Cols>
      </Wrap>
    ),
  });
}

function stations(view: StepView, language: Request['language'], review: string): Station[] {
  const { session, page } = view;
  const { path } = session.evaluation;
  const current = path.indexOf(page.id);
  const all: Station[] = path.map((id, index) => {
    const label = session.definition.texts[language][`pages.${id}.nav`] ?? id;
    if (index === current) return { label, state: 'current' };
    const visited = session.draft.visited.includes(id) && pageById(session.definition, id) !== undefined;
    return index < current
      ? { label, state: 'done', ...(visited ? { href: `${session.base}/${id}` } : {}) }
      : { label, state: 'ahead' };
  });
  all.push({ label: review, state: 'ahead' });
  if (all.length <= 6) return all;
  // A long form shows the neighbourhood: where one comes from, is, goes, and the end.
  const from = Math.max(0, Math.min(current - 1, all.length - 5));
  return [...all.slice(from, from + 4), ...all.slice(Math.max(from + 4, all.length - 1))];
}

function Help({ request, session }: { request: Request; session: FormSession }): VNode {
  const { language, app } = request;
  const t = intakeTexts(language);
  return (
    <Unit id="hilfe" title={t('helpTitle')}>
      <p>
        {t('helpText')}{' '}
        <a href={`/stellen/${session.definition.owner}`}>
          {unitName(app, session.definition.owner, language)}
        </a>
      </p>
      {session.holder.kind === 'person' ? (
        <p>
          <a href={`${session.base}/verwerfen`}>{t('discardTitle')}</a>
        </p>
      ) : null}
    </Unit>
  );
}
