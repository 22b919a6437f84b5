// /aufsicht/folgenabschaetzungen/:id: the draft of an impact assessment, to read and to print, and the decision about it.
import type { VNode } from 'preact';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import {
  Band,
  ErrorSummary,
  Facts,
  PlainText,
  Rows,
  Top,
  Wrap,
  formatDate,
  formatDateTime,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { serviceById, text } from '../../catalogue/index.ts';
import { decidePurpose } from '../actions/decide-purpose.ts';
import { digestOf } from '../assessment/declaration.ts';
import { decisionsOf, standingOf, type Decision, type Standing } from '../assessment/standing.ts';
import { governanceTexts } from '../governance-texts.ts';
import { assessImpact } from '../permissions.ts';
import { impactDraft, type ImpactDraft } from '../queries/impact-draft.ts';
import { DecisionForm, readDecision, type Typed } from './decision-form.tsx';
import { StandingSign } from './impact-list.tsx';
import { classCounts } from './register.tsx';

function serviceOf(request: Request): ServiceDefinition {
  const service = serviceById(request.app, request.params['id'] ?? '');
  if (!service) throw new Fault('NOT_FOUND');
  return service;
}

async function impactPage(request: Request, typed: Typed, errors: FormError[] = []): Promise<Reply> {
  const { app, language } = request;
  const t = governanceTexts(language);
  const labels = uiLabels(language);
  const service = serviceOf(request);
  const standing = await standingOf(app, app.db, service);
  const decisions = await decisionsOf(app.db, service.id);
  const draft = await impactDraft(app, language, service, standing);
  const title = t('impact.titleOf', { service: text(service, language, 'title') });
  return page(request, {
    title,
    status: errors.length > 0 ? 422 : 200,
    hasErrors: errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={title}
          meta={t('impact.meta', { day: formatDate(app.clock.today(), language), version: service.version })}
          crumbs={[{ label: t('impact.title'), href: '/aufsicht/folgenabschaetzungen' }]}
          tight
        />
        <ErrorSummary labels={labels} errors={errors} />
        <Band id="stand" title={t('impact.standing')}>
          <StandingSign standing={standing} language={language} />
          <Because standing={standing} request={request} />
        </Band>
        <Draft draft={draft} request={request} />
        <Band id="entscheide" title={t('impact.decisions')} last={standing.state === 'harmless'}>
          <Decisions decisions={decisions} request={request} />
        </Band>
        {standing.state === 'harmless' ? null : (
          <Band id="entscheiden" title={t('decide.title')} note={t('decide.note')} last>
            <DecisionForm
              request={request}
              action={`/aufsicht/folgenabschaetzungen/${service.id}`}
              digest={digestOf(standing.declaration).toString('hex')}
              typed={typed}
              errors={errors}
            />
          </Band>
        )}
      </Wrap>
    ),
  });
}

function Because({ standing, request: { language } }: { standing: Standing; request: Request }): VNode {
  const t = governanceTexts(language);
  const why =
    standing.state === 'changed'
      ? t('impact.because.changed', { what: standing.raised.map((each) => t(`raised.${each}`)).join(', ') })
      : standing.state === 'open' || standing.state === 'expired'
        ? t(`impact.because.${standing.state}`, {
            day: formatDate(standing.decision.validUntil ?? '', language),
          })
        : t(`impact.because.${standing.state}`);
  return <p>{why}</p>;
}

function Draft({ draft, request: { language } }: { draft: ImpactDraft; request: Request }): VNode {
  const t = governanceTexts(language);
  const { activity } = draft;
  const list = (items: readonly string[]) => <PlainText text={items.map((each) => `- ${each}`).join('\n')} />;
  const or = (items: readonly string[], none: string) => (items.length === 0 ? none : list(items));
  return (
    <>
      <Band id="bearbeitung" title={t('impact.processing')}>
        <Facts
          items={[
            { term: t('register.why'), value: activity.why },
            { term: t('field.owner'), value: activity.controller },
            { term: t('field.law'), value: list(activity.legalBasis) },
            { term: t('register.subjects'), value: activity.subjects.join(', ') },
            {
              term: t('impact.persons'),
              value: t('impact.personsText', { cases: draft.cases, atOnce: draft.atOnce }),
            },
            { term: t('field.class'), value: classCounts(activity, language) },
            { term: t('impact.special'), value: or(draft.special, t('impact.noSpecial')) },
            { term: t('register.disclosures'), value: or(activity.disclosures, t('impact.noDisclosures')) },
            { term: t('field.recipients'), value: or(activity.recipients, t('recipients.nobody')) },
            { term: t('field.kept'), value: activity.kept.join('; ') },
            { term: t('register.decides'), value: activity.decides },
            ...(draft.rule === undefined
              ? []
              : [{ term: t('impact.rule'), value: <code>{draft.rule}</code> }]),
            ...(draft.remedy === undefined ? [] : [{ term: t('impact.remedy'), value: draft.remedy }]),
          ]}
        />
      </Band>
      <Band id="risiken" title={t('impact.risks')}>
        {draft.risks.length === 0 ? <p>{t('impact.noRisks')}</p> : list(draft.risks)}
      </Band>
      <Band id="massnahmen" title={t('impact.measures')} note={t('impact.measuresNote')}>
        {list(draft.measures)}
      </Band>
    </>
  );
}

function Decisions({ decisions, request: { language } }: { decisions: Decision[]; request: Request }): VNode {
  const t = governanceTexts(language);
  if (decisions.length === 0) return <p>{t('impact.noDecisions')}</p>;
  return (
    <Rows
      small
      items={decisions.map((each) => ({
        when: formatDateTime(each.decidedAt, language),
        title: t(`decided.${each.outcome}`),
        text: [
          each.reason,
          ...(each.conditions === null ? [] : [t('impact.conditions', { conditions: each.conditions })]),
          ...(each.validUntil === null
            ? []
            : [t('impact.until', { day: formatDate(each.validUntil, language) })]),
        ].join(' '),
      }))}
    />
  );
}

async function decide(request: Request): Promise<Reply> {
  const { app, actor } = request;
  if (actor.kind !== 'staff') throw new Error('The route lets only staff in');
  const service = serviceOf(request);
  const { decision, typed, errors } = readDecision(request);
  if (!decision) return impactPage(request, typed, errors);
  await decidePurpose(app, actor, service, decision);
  return seeOther(`/aufsicht/folgenabschaetzungen/${service.id}`);
}

export const impactRoutes: Route[] = [
  {
    method: 'GET',
    url: '/aufsicht/folgenabschaetzungen/:id',
    may: assessImpact,
    kind: 'page',
    summary: 'The draft of a service’s impact assessment, and the decisions about it',
    handle: (request) => impactPage(request, (request.parked ?? {}) as Typed),
  },
  {
    method: 'POST',
    url: '/aufsicht/folgenabschaetzungen/:id',
    may: assessImpact,
    kind: 'form',
    summary: 'Decides whether a risky service may take submissions',
    handle: decide,
  },
];
