// /schalter/{draft}: the whole form on one dense screen, with a script to read aloud and the state beside it.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Cols,
  Declaration,
  Draft as Beside,
  DraftPart,
  ErrorSummary,
  Facts,
  FileField,
  Form,
  Notice,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import type { FormBody } from '../../../engine/index.ts';
import { page as renderedPage } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { namedFaultText } from '../../catalogue/index.ts';
import { DisclosureNotice } from '../../data/index.ts';
import { InformationNotice } from '../../governance/index.ts';
import { unitName } from '../../organisation/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import type { Draft } from '../queries/draft.ts';
import { findingsOn, type Findings } from '../queries/findings.ts';
import { CounterFields } from './counter-fields.tsx';
import type { CounterSession } from './counter-session.ts';
import { LeftOver, NewerVersion } from './counter-version.tsx';
import { controlId, errorTarget } from './field-view.tsx';
import { scriptsFor } from './location-view.tsx';
import type { RefusedFile } from './posted-files.ts';
import { RequestRegister } from './request-register.tsx';
import { SilentRegisters } from './silent-registers.tsx';

export interface CounterView {
  session: CounterSession;
  /** What was typed and not saved; absent: what the draft holds. */
  typed?: FormBody;
  /** Show what is missing and wrong: after an attempt to send, not while typing. */
  checked: boolean;
  declarationMissing?: boolean;
  /** Files that were not stored. */
  refused?: readonly RefusedFile[];
  notice?: 'changed';
  status: number;
}

export async function counterPage(request: Request, view: CounterView): Promise<Reply> {
  const { app, language } = request;
  const { session } = view;
  const { definition, draft, evaluation } = session;
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  const texts = definition.texts[language];
  const script = definition.texts[draft.language];
  const title = texts['title'] ?? definition.id;
  const errors = view.checked ? errorsOf(request, session) : [];
  for (const { name, message } of view.refused ?? []) errors.push({ fieldId: controlId(name), message });
  const declared = declarationWords(draft, language);
  if (view.declarationMissing) errors.push({ fieldId: 'erklaerung', message: declared.missing });
  const pages = evaluation.path.flatMap((id) => definition.pages.find((page) => page.id === id) ?? []);
  // What is typed and not saved is not looked up.
  const findings: Findings = view.typed ? new Map() : await findingsOn(app, session, pages);
  return renderedPage(request, {
    title: `${title}, ${session.name}`,
    status: view.status,
    hasErrors: errors.length > 0,
    scripts: ['addresses', ...scriptsFor(pages)],
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={title}
          crumbs={[{ label: t('counter.title'), href: '/schalter' }]}
          meta={`${session.name}, ${t(`counter.channel.${draft.channel === 'web' ? 'counter' : draft.channel}`)}, ${t(
            `counter.identification.${draft.identification ?? 'none'}`,
          )}`}
          tight
        />
        <Form
          plain
          id="formular"
          action={`/schalter/${draft.id}`}
          multipart={
            draft.channel === 'paper' ||
            pages.some((page) => page.fields.some((field) => field.type === 'file'))
          }
          enter={{ name: '_do', value: 'save' }}
          hidden={{ _csrf: request.csrf, _revision: String(draft.revision) }}
        >
          <ErrorSummary labels={labels} errors={errors} />
          {session.blocked ? (
            <DisclosureNotice language={language} caller={draft.identification !== 'document'} />
          ) : null}
          {view.notice === 'changed' ? (
            <Notice tone="warning" title={t('counter.changed')} role="status">
              {t('counter.changedText')}
            </Notice>
          ) : null}
          <NewerVersion request={request} session={session} />
          <Cols
            asideLabel={t('counter.summary')}
            aside={
              <>
                {draft.channel === 'paper' ? <Scan request={request} view={view} /> : null}
                <State request={request} view={view} />
              </>
            }
          >
            {pages.map((page) => (
              <Band
                key={page.id}
                id={`seite-${page.id}`}
                title={texts[`pages.${page.id}.nav`] ?? page.id}
                note={
                  <span lang={draft.language === language ? undefined : draft.language}>
                    «{script[`pages.${page.id}.question`] ?? page.id}»{' '}
                    {script[`pages.${page.id}.intro`] ?? ''}
                  </span>
                }
              >
                <input type="hidden" name="_page" value={page.id} />
                <SilentRegisters draft={draft} fields={page.fields} language={language} />
                <RequestRegister
                  request={request}
                  definition={definition}
                  draft={draft}
                  page={page}
                  may={session.mayRequest ? 'counter' : 'no'}
                />
                <CounterFields request={request} view={view} page={page} findings={findings} />
              </Band>
            ))}
            <Band
              id="erklaerung-band"
              title={declared.title}
              note={
                <span lang={draft.language === language ? undefined : draft.language}>
                  «{script['declaration'] ?? intakeTexts(draft.language)('declarationDefault')}»
                </span>
              }
              last
            >
              <div lang={draft.language === language ? undefined : draft.language}>
                <InformationNotice app={app} service={definition} language={draft.language} />
              </div>
              <Declaration
                labels={labels}
                id="erklaerung"
                name="erklaerung"
                label={declared.label}
                error={view.declarationMissing ? declared.missing : undefined}
                value={undefined}
              />
              <Buttons>
                <Button name="_do" value="send">
                  {t('counter.send')}
                </Button>
                <Button name="_do" value="save" variant="secondary" formNoValidate>
                  {t('counter.refresh')}
                </Button>
                <Button name="_do" value="discard" variant="secondary" formNoValidate>
                  {t('counter.discard')}
                </Button>
              </Buttons>
              <p class="small quiet">
                {t('counter.refreshNote')} {unitName(app, definition.owner, language)}.
              </p>
            </Band>
          </Cols>
        </Form>
      </Wrap>
    ),
  });
}

/** Who is there hears the declaration; who has sent a sheet has signed it. */
function declarationWords({ channel }: Pick<Draft, 'channel'>, language: Language) {
  const t = intakeTexts(language);
  return channel === 'paper'
    ? { title: t('counter.signed'), label: t('counter.signedDeclared'), missing: t('counter.signedMissing') }
    : { title: t('counter.confirm'), label: t('counter.declared'), missing: t('counter.declaredMissing') };
}

function errorsOf(request: Request, { definition, evaluation }: CounterSession): FormError[] {
  return evaluation.faults.map((fault) => {
    const [first = '', index, inner] = fault.pointer.split('/').slice(1);
    const page = definition.pages.find((each) =>
      each.repeat ? each.repeat.id === first : each.fields.some((field) => field.id === first),
    );
    const id = page?.repeat ? inner : first;
    const field = page?.fields.find((each) => each.id === id);
    const message = namedFaultText(definition, fault, request.language);
    if (!page || !field) return { fieldId: first, message };
    const name = page.repeat ? `${first}.${index ?? 0}.${field.id}` : first;
    return errorTarget(field, name, fault.pointer.split('/').at(page.repeat ? 4 : 2) ?? '', message);
  });
}

/** What it costs, who decides, what is missing; read at a glance while typing. */
function State({ request, view }: { request: Request; view: CounterView }): VNode {
  const { language } = request;
  const t = intakeTexts(language);
  const { evaluation, definition, draft, own } = view.session;
  const texts = definition.texts[language];
  const missing = evaluation.faults.length;
  return (
    <Beside id="stand" title={t('counter.summary')}>
      <DraftPart>
        <p role="status">
          <b>{t('counter.missing', { count: missing })}</b>
        </p>
        <Facts
          small
          items={[
            ...evaluation.fee.items.map((item) => ({
              term: texts[`fees.${item.id}`] ?? item.id,
              value: item.amount.toFixed(2),
            })),
            { term: t('total'), value: evaluation.fee.total.toFixed(2) },
          ]}
        />
        {missing === 0 ? (
          <p>
            {evaluation.decision === 'at-once'
              ? t('counter.atOnce')
              : t('counter.byStaff', {
                  due: evaluation.deadline ? formatDate(evaluation.deadline, language) : '',
                })}
          </p>
        ) : null}
        <p class="small quiet">
          {t('counter.keptUntil', { date: formatDate(swissDay(draft.expiresAt), language) })}
        </p>
        <LeftOver draft={draft} language={language} />
        {own ? (
          <Notice tone="info" title={t('counter.own')} level={3}>
            {t('counter.ownText', { date: formatDate(swissDay(own.updatedAt), language) })}{' '}
            <Button name="_do" value="take-over" variant="secondary" formNoValidate>
              {t('counter.takeOver')}
            </Button>
          </Notice>
        ) : null}
      </DraftPart>
    </Beside>
  );
}

/** The scan beside the fields, as far as it can do no harm; it also opens in a window of its own, for a second screen. */
function Scan({ request, view }: { request: Request; view: CounterView }): VNode {
  const { draft, scanShown } = view.session;
  const t = intakeTexts(request.language);
  const href = `/schalter/${draft.id}/scan`;
  const { scan } = draft;
  return (
    <Beside id="scan" title={draft.paperNumber ?? t('counter.scan')}>
      <DraftPart>
        {scan && scanShown && scan.type.startsWith('image/') ? (
          <img class="scan" src={href} alt={t('counter.scanAlt')} />
        ) : scan && scanShown ? (
          <iframe
            class="scan"
            src={`${href}#view=FitH&navpanes=0`}
            title={t('counter.scanAlt')}
            loading="lazy"
          />
        ) : null}
        {scan ? (
          <p>
            <a href={href} target="_blank">
              {t('counter.scanOpen', { name: scan.name })}
            </a>
          </p>
        ) : null}
        <FileField
          labels={uiLabels(request.language)}
          id="_scan"
          name="_file._scan"
          label={t('counter.scan')}
          hint={t('counter.scanHint')}
          error={view.refused?.find(({ name }) => name === '_scan')?.message}
          optional
          accept="application/pdf,image/jpeg,image/png,image/webp"
          value={undefined}
          files={scan ? [{ id: scan.id, name: scan.name }] : []}
        />
      </DraftPart>
    </Beside>
  );
}
