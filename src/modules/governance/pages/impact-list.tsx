// /aufsicht/folgenabschaetzungen: every service with its risks and how it stands; those that wait for a decision first.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Fault } from '../../../kernel/errors.ts';
import {
  Band,
  EmptyState,
  Pagination,
  Rows,
  State,
  Top,
  Wrap,
  uiLabels,
  type Tone,
} from '../../../ui/index.ts';
import { services, text } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import {
  currentDeclaration,
  isOpen,
  lastDecisions,
  standingBy,
  type Standing,
} from '../assessment/standing.ts';
import { governanceTexts } from '../governance-texts.ts';
import { assessImpact } from '../permissions.ts';

const pageSize = 50;

export const impactListPage: Route = {
  method: 'GET',
  url: '/aufsicht/folgenabschaetzungen',
  may: assessImpact,
  kind: 'page',
  summary: 'Impact assessments of all services: which are risky, which wait for a decision',
  async handle(request) {
    const { app, language, query } = request;
    const t = governanceTexts(language);
    const last = await lastDecisions(app.db);
    const all = services(app).map((service) => ({
      service,
      title: text(service, language, 'title'),
      standing: standingBy(app, currentDeclaration(app, service), last.get(service.id)),
    }));
    all.sort((a, b) => a.title.localeCompare(b.title, language));
    const closed = all.filter(({ standing }) => !isOpen(standing));
    const open = all.filter(({ standing }) => standing.state === 'open');
    const harmless = all.filter(({ standing }) => standing.state === 'harmless');
    // The list of those without risk goes on behind a service's id.
    const at = query['cursor'] ? harmless.findIndex(({ service }) => service.id === query['cursor']) : -1;
    if (query['cursor'] && at < 0) throw new Fault('BAD_REQUEST');
    const shown = harmless.slice(at + 1, at + 1 + pageSize);
    const next = at + 1 + pageSize < harmless.length ? shown.at(-1)?.service.id : undefined;
    return page(request, {
      title: t('impact.title'),
      content: (
        <Wrap>
          <Top
            labels={uiLabels(language)}
            title={t('impact.title')}
            lead={t('impact.lead')}
            crumbs={[{ label: t('impact.oversight'), href: '/aufsicht' }]}
            tight
          />
          <Band id="offen" title={t('impact.waiting')}>
            {closed.length === 0 ? (
              <EmptyState text={t('impact.noneWaiting')} />
            ) : (
              <Assessed request={request} items={closed} />
            )}
          </Band>
          <Band id="bewilligt" title={t('impact.open')}>
            {open.length === 0 ? (
              <EmptyState text={t('impact.noneOpen')} />
            ) : (
              <Assessed request={request} items={open} />
            )}
          </Band>
          <Band id="ohne-risiko" title={t('impact.harmless')} note={t('impact.harmlessNote')} last>
            <Assessed request={request} items={shown} />
            <Pagination
              labels={uiLabels(language)}
              href={next ? `/aufsicht/folgenabschaetzungen?cursor=${next}#ohne-risiko` : undefined}
              hidden={t('impact.harmless')}
            />
          </Band>
        </Wrap>
      ),
    });
  },
};

interface Item {
  service: { id: string; owner: string };
  title: string;
  standing: Standing;
}

function Assessed({
  request: { app, language },
  items,
}: {
  request: Request;
  items: readonly Item[];
}): VNode {
  const t = governanceTexts(language);
  return (
    <Rows
      kind="two"
      small
      items={items.map(({ service, title, standing }) => ({
        title,
        href: `/aufsicht/folgenabschaetzungen/${service.id}`,
        text: [
          unitName(app, service.owner, language),
          ...standing.declaration.risks.map((risk) => t(`risk.${risk}.short`)),
        ].join(', '),
        act: <StandingSign standing={standing} language={language} />,
      }))}
    />
  );
}

const tones: Record<Standing['state'], Tone> = {
  harmless: 'neutral',
  waiting: 'warning',
  open: 'success',
  refused: 'danger',
  expired: 'warning',
  changed: 'warning',
};

export function StandingSign({ standing, language }: { standing: Standing; language: Language }): VNode {
  return <State tone={tones[standing.state]}>{governanceTexts(language)(`state.${standing.state}`)}</State>;
}
