// /vorhaben/:id: an initiative as everyone sees it: goal, before and in future, promised benefit with its verdict, both opinions, money.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Cols,
  Facts,
  Hints,
  MoreLink,
  Notice,
  PlainText,
  Rows,
  Top,
  Track,
  Unit,
  UnitTable,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { topicName } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { publicKinds } from '../entry.ts';
import type { PublicInitiative } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { seeInitiatives } from '../permissions.ts';
import { entriesOf, newestOpinions, type Entry, type Opinion } from '../queries/entries.ts';
import { hypothesesOf } from '../queries/hypotheses.ts';
import { publicByIds, publicInitiative, publicNaming } from '../queries/initiatives.ts';
import { obstaclesByIds } from '../queries/obstacles.ts';
import { LinkedBands } from './linked-bands.tsx';
import { PromiseBand } from './promise-band.tsx';
import { LightState, moneyText, shownTitle } from './words.tsx';

const shownEntries = 10;
/** The straight way; one that was stopped says so above it. */
const stations = ['idea', 'mandate', 'pilot', 'introduced', 'measuring', 'done'] as const;

async function show(request: Request) {
  const { app, language, params, actor } = request;
  const t = initiativesTexts(language);
  const initiative = await publicInitiative(app, params['id']);
  if (!initiative) throw new Fault('NOT_FOUND');
  const [hypotheses, opinions, entries, needs, neededBy, obstacles] = await Promise.all([
    hypothesesOf(app, [initiative.id]),
    newestOpinions(app, initiative.id),
    entriesOf(app, initiative.id, publicKinds, shownEntries),
    publicByIds(app, initiative.needs),
    publicNaming(app, 'needs', initiative.id),
    obstaclesByIds(app, initiative.obstacles),
  ]);
  const { goal, people, before, future } = initiative.texts[language];
  return page(request, {
    title: shownTitle(initiative, language),
    description: goal,
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={shownTitle(initiative, language)}
          crumbs={[{ label: t('list.title'), href: '/vorhaben' }]}
          lead={goal}
          action={
            <Hints
              links={[
                ...initiative.topics.map((topic) => ({
                  label: t('one.follow', { what: topicName(app, topic, language) }),
                  href: `/abonnieren?topic=${topic}`,
                })),
                ...(seeInitiatives.allows(actor, undefined, app)
                  ? [{ label: t('one.desk'), href: `/vorhaben/bearbeiten/${initiative.id}` }]
                  : []),
              ]}
            />
          }
        >
          <PhaseTrack initiative={initiative} request={request} />
        </Top>
        <Cols asideLabel={t('one.facts')} aside={<KeyFacts request={request} initiative={initiative} />}>
          <Band id="wandel" title={t('one.change')}>
            <Facts
              items={[
                { term: t('one.before'), value: <PlainText text={before} /> },
                { term: t('one.future'), value: <PlainText text={future} /> },
                { term: t('one.people'), value: <PlainText text={people} /> },
              ]}
            />
          </Band>
          <PromiseBand request={request} hypotheses={hypotheses} />
          <OpinionBand request={request} initiative={initiative} opinions={opinions} />
          <EntryBand request={request} entries={entries.items} />
          <LinkedBands
            request={request}
            initiative={initiative}
            needs={[...needs.values()]}
            neededBy={neededBy}
            obstacles={obstacles}
          />
        </Cols>
      </Wrap>
    ),
  });
}

function PhaseTrack({ initiative, request }: { initiative: PublicInitiative; request: Request }): VNode {
  const { language } = request;
  const t = initiativesTexts(language);
  if (initiative.phase === 'stopped')
    return (
      <Notice tone="warning" title={t('phase.stopped')}>
        {t('one.stopped')}
      </Notice>
    );
  const at = stations.indexOf(initiative.phase);
  return (
    <Track
      labels={uiLabels(language)}
      label={t('list.phase')}
      stations={stations.map((each, index) => ({
        label: t(`phase.${each}`),
        state: index < at ? 'done' : index === at ? 'current' : 'ahead',
      }))}
    />
  );
}

function KeyFacts({ request, initiative }: { request: Request; initiative: PublicInitiative }): VNode {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const { unit, partnerUnits, partners, startsOn, endsOn, credit, spent } = initiative;
  const others = [...partnerUnits.map((each) => unitName(app, each, language)), ...partners];
  return (
    <Unit id="eckdaten" title={t('one.facts')}>
      <UnitTable
        rows={[
          { label: t('one.unit'), value: <a href={`/stellen/${unit}`}>{unitName(app, unit, language)}</a> },
          ...(others.length > 0 ? [{ label: t('one.partners'), value: others.join(', ') }] : []),
          ...(startsOn && endsOn
            ? [
                {
                  label: t('one.days'),
                  value: `${formatDate(startsOn, language)} – ${formatDate(endsOn, language)}`,
                },
              ]
            : []),
          { label: t('entry.credit'), value: moneyText(credit, language) },
          { label: t('entry.spent'), value: moneyText(spent, language) },
          { label: t('one.changed'), value: formatDate(swissDay(initiative.changedAt), language) },
        ]}
      />
    </Unit>
  );
}

function OpinionBand(props: {
  request: Request;
  initiative: PublicInitiative;
  opinions: readonly Opinion[];
}): VNode {
  const { request, initiative, opinions } = props;
  const { language } = request;
  const t = initiativesTexts(language);
  return (
    <Band id="meinungen" title={t('one.opinions')} note={t('one.opinionsNote')}>
      {opinions.length === 0 ? (
        <p>{t('one.noOpinions')}</p>
      ) : (
        <OpinionRows items={opinions} language={language} />
      )}
      <MoreLink href={`/vorhaben/${initiative.id}/verlauf`} label={t('history.all')} />
    </Band>
  );
}

/** In the words and the language in which they were said. */
export function OpinionRows({
  items,
  language,
}: {
  items: readonly Opinion[];
  language: Request['language'];
}): VNode {
  const t = initiativesTexts(language);
  return (
    <Rows
      items={items.map((opinion) => ({
        when: formatDate(swissDay(opinion.at), language, 'short'),
        title: <LightState side={opinion.side} light={opinion.light} language={language} />,
        text: t('one.opinionPhase', { phase: t(`phase.${opinion.phase}`) }),
        children: <p lang={opinion.language}>{opinion.words}</p>,
      }))}
    />
  );
}

function EntryBand({ request, entries }: { request: Request; entries: readonly Entry[] }): VNode {
  const { language } = request;
  const t = initiativesTexts(language);
  return (
    <Band id="entscheide" title={t('one.entries')}>
      {entries.length === 0 ? <p>{t('one.noEntries')}</p> : <EntryRows items={entries} language={language} />}
    </Band>
  );
}

export function EntryRows({
  items,
  language,
}: {
  items: readonly Entry[];
  language: Request['language'];
}): VNode {
  const t = initiativesTexts(language);
  return (
    <Rows
      items={items.map((entry) => ({
        when: formatDate(entry.day, language, 'short'),
        title: [
          t(`entry.${entry.kind}`),
          ...(entry.amount === null ? [] : [moneyText(entry.amount, language)]),
          ...(entry.weight === null ? [] : [t('entry.weightIs', { weight: entry.weight })]),
          ...(entry.ended ? [t('entry.over')] : []),
        ].join(', '),
        children: <p lang={entry.language}>{entry.words}</p>,
      }))}
    />
  );
}

export const oneRoute: Route = {
  method: 'GET',
  url: '/vorhaben/:id',
  may: everyone,
  kind: 'page',
  summary:
    'An initiative: goal, before and in future, promised benefit with its verdict, both opinions, money',
  handle: show,
};
