// /mitreden/:id: what it is about, where it stands, what to do now; the kind adds its own bands.
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Facts,
  Figures,
  Hints,
  Notice,
  Quiet,
  Track,
  Top,
  Wrap,
  formatDate,
  formatDue,
  uiLabels,
  type FactItem,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { kindOf } from '../kinds/all.ts';
import { participationTexts } from '../participation-texts.ts';
import { datedPhases, openUntil, phaseAt } from '../phases.ts';
import type { Process } from '../process.ts';
import { instrumentOf, processById } from '../queries/processes.ts';
import { fateCounts } from '../queries/published.ts';
import { fates } from '../moderation-rules.ts';
import { whoWords } from './process-words.ts';

async function show(request: Request) {
  const { app, language, params, query } = request;
  const process = processById(app, params['id']);
  const t = participationTexts(language);
  const kind = kindOf(process.kind);
  const bands = await kind.bands(request, process);
  const counts = await fateCounts(app, process.id);
  return page(request, {
    title: process.title[language],
    description: process.summary[language],
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={process.title[language]}
          lead={process.summary[language]}
          crumbs={[{ label: t('list.title'), href: '/mitreden' }]}
        >
          {query['code'] === undefined ? null : (
            <Notice tone="success" title={t('code.known')} role="status" />
          )}
          {query['gesendet'] === undefined ? null : (
            <Notice tone="success" title={t('sent.title')} role="status">
              {t(process.moderation === 'before' ? 'sent.waiting' : 'sent.text')}
            </Notice>
          )}
        </Top>
        <Band
          id="stand"
          title={t('process.where')}
          note={process.invented ? t('process.invented') : undefined}
        >
          <PhaseTrack request={request} process={process} />
          <Facts items={facts(request, process)} />
          {takesNow(request, process) ? <Hints links={otherWays(request, process)} /> : null}
          {process.unverified ? <Quiet>{t('process.unverified')}</Quiet> : null}
        </Band>
        {bands}
        <Band id="ergebnis" title={t('process.became')} note={t('process.becameNote')} last>
          <Figures items={fates.map((fate) => ({ value: String(counts[fate]), text: t(`fate.${fate}`) }))} />
          <Hints
            links={[
              { label: t('report.title'), href: `/mitreden/${process.id}/bericht` },
              { label: t('contributions.title'), href: `/mitreden/${process.id}/beitraege` },
              { label: t('log.title'), href: `/mitreden/${process.id}/protokoll` },
              { label: t('rules.title'), href: '/mitreden/regeln' },
            ]}
          />
        </Band>
      </Wrap>
    ),
  });
}

/** Besides an account. */
const otherWays = ({ language }: Request, { id, who }: Process) => {
  const t = participationTexts(language);
  return [
    ...(who.codes ? [{ label: t('code.link'), href: `/mitreden/${id}/code` }] : []),
    ...(who.mail ? [{ label: t('address.link'), href: `/mitreden/${id}/adresse` }] : []),
  ];
};

const takesNow = ({ app }: Request, { phases, who }: Process) =>
  openUntil(phases, app.clock.today()) !== undefined && (who.codes === true || who.mail === true);

function PhaseTrack({ request: { app, language }, process }: { request: Request; process: Process }) {
  const t = participationTexts(language);
  const today = app.clock.today();
  const current = phaseAt(process.phases, today);
  return (
    <Track
      labels={uiLabels(language)}
      label={t('process.where')}
      stations={datedPhases(process.phases).map((phase) => ({
        label: phase.title[language],
        note:
          phase.id === current?.id && phase.until !== undefined
            ? `${t('process.until', { day: formatDate(phase.until, language, 'day') })}, ${formatDue(phase.until, today, language)}`
            : t('process.from', { day: formatDate(phase.from, language, 'day') }),
        state: phase.id === current?.id ? 'current' : phase.from <= today ? 'done' : 'ahead',
      }))}
    />
  );
}

function facts({ app, language }: Request, process: Process): FactItem[] {
  const t = participationTexts(language);
  const instrument = instrumentOf(app, process);
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return [
    {
      term: t('process.owner'),
      value: <a href={`/stellen/${process.owner}`}>{unitName(app, process.owner, language)}</a>,
    },
    {
      term: t('process.right'),
      value: instrument.name[language],
      source: [...instrument.legalBasis, ...(process.legalBasis ?? [])].join('; '),
    },
    { term: t('process.who'), value: whoWords({ app, language }, process) },
    {
      term: t('process.languages'),
      value: new Intl.ListFormat(language).format(process.languages.map((each) => names.of(each) ?? each)),
    },
    ...process.clocks.map((clock) => ({
      term: clock.title[language],
      value: formatDate(clock.due, language),
    })),
    { term: t('process.moderation'), value: t(`moderation.${process.moderation}`) },
  ];
}

export const processRoute: Route = {
  method: 'GET',
  url: '/mitreden/:id',
  may: everyone,
  kind: 'page',
  summary: 'A participation process: where it stands, what it is about, what was contributed',
  handle: show,
};
