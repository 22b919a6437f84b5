// A deliberation on the process page: the way in, the map with its figures, what all share, what each group stands for, the data.
import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import {
  Band,
  Button,
  EmptyState,
  Facts,
  Hints,
  Quiet,
  Rows,
  Table,
  formatDate,
  formatNumber,
  swissDay,
  type RowItem,
} from '../../../../ui/index.ts';
import { mayFor } from '../../../policy/index.ts';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';

import { deliberationTexts } from './deliberation-texts.ts';
import { GroupMark, MapChart, groupLetter } from './map-chart.tsx';
import { deliberationOf } from './part.ts';
import { fewestOfGroup, fewestPeople, sharedStatements, snapshotOf, type Snapshot } from './snapshot.ts';
import { statementsOf, type ShownStatement } from './statements.ts';

interface Shown {
  request: Request;
  process: Process;
  snapshot: Snapshot & { at: Date };
  /** Words of a statement by its number in the snapshot. */
  words(number: string): VNode;
}

export async function deliberationBands(request: Request, process: Process): Promise<VNode[]> {
  const { app, language } = request;
  const t = deliberationTexts(language);
  const [statements, snapshot] = await Promise.all([statementsOf(app, process), snapshotOf(app, process)]);
  const first = <TakePart key="abstimmen" request={request} process={process} statements={statements} />;
  if (!snapshot || snapshot.map.people.length < fewestPeople)
    return [
      first,
      <Band key="karte" id="karte" title={t('map.title')}>
        <EmptyState text={t('map.tooFew', { count: fewestPeople })} />
      </Band>,
    ];
  const byId = new Map(statements.map((each) => [each.id, each]));
  const words = (number: string) => {
    const statement = byId.get(snapshot.statements[Number(number)] ?? '');
    if (!statement) return <>{t('map.gone')}</>;
    // Browsers put other quotation marks than the house does around a `q`.
    return (
      <>
        {t('quote.open')}
        <span lang={statement.language}>{statement.text(language)}</span>
        {t('quote.close')}
      </>
    );
  };
  const shown = { request, process, snapshot, words };
  return [
    first,
    <TheMap key="karte" {...shown} />,
    <Shared key="gemeinsam" {...shown} />,
    ...snapshot.map.groups.map((_, group) => <OneGroup key={group} group={group} {...shown} />),
    <AllStatements key="alle" {...shown} />,
    <OpenData key="daten" {...shown} />,
  ];
}

function TakePart({
  request: { app, language, actor },
  process,
  statements,
}: {
  request: Request;
  process: Process;
  statements: readonly ShownStatement[];
}): VNode {
  const t = deliberationTexts(language);
  const today = app.clock.today();
  const links = [
    ...(takesAt(process.phases, 'statement', today)
      ? [{ label: t('propose.link'), href: `/mitreden/${process.id}/vorschlagen` }]
      : []),
    ...(mayFor(app, actor, 'participation', 'act')
      ? [{ label: t('moderate.title'), href: `/mitwirkung/${process.id}?pult=waiting` }]
      : []),
  ];
  return (
    <Band id="abstimmen" title={t('take.title')}>
      <p>{deliberationOf(process).question[language]}</p>
      <p>{t('take.how', { count: statements.length })}</p>
      {takesAt(process.phases, 'vote', today) ? (
        <Button go href={`/mitreden/${process.id}/aussagen`}>
          {t('vote.title')}
        </Button>
      ) : null}
      {links.length > 0 ? <Hints links={links} /> : null}
    </Band>
  );
}

function TheMap({ request: { language }, snapshot: { map, at } }: Shown): VNode {
  const t = deliberationTexts(language);
  const groups = map.groups.map(({ members }, group) =>
    t('map.groupSize', { group: groupLetter(group), count: members.length }),
  );
  const sentence = t('map.sentence', {
    people: map.people.length,
    groups: map.groups.length,
    list: new Intl.ListFormat(language).format(groups),
  });
  return (
    <Band id="karte" title={t('map.title')} note={t('map.asOf', { day: formatDate(swissDay(at), language) })}>
      <p>{sentence}</p>
      <MapChart map={map} title={sentence} />
      <p>{t('map.how')}</p>
      <Table
        id="gruppen"
        caption={t('map.groups')}
        columns={[
          { label: t('map.group') },
          { label: t('map.sign') },
          { label: t('map.people'), numeric: true },
        ]}
        rows={map.groups.map(({ members }, group) => ({
          key: group,
          cells: [
            groupLetter(group),
            <svg key="sign" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
              <GroupMark group={group} x={10} y={10} r={7} />
            </svg>,
            formatNumber(members.length, language),
          ],
        }))}
      />
      <Facts
        items={[
          { term: t('map.voters'), value: formatNumber(map.voters, language) },
          { term: t('map.votes'), value: formatNumber(map.votes, language) },
          { term: t('map.statements'), value: formatNumber(map.statements.length, language) },
        ]}
      />
    </Band>
  );
}

function Shared({ request: { language }, snapshot, words }: Shown): VNode {
  const t = deliberationTexts(language);
  const shared = sharedStatements(snapshot);
  return (
    <Band id="gemeinsam" title={t('shared.title')}>
      {shared.length === 0 ? (
        <EmptyState text={t('shared.none')} />
      ) : (
        <Rows
          kind="two"
          ordered
          items={shared.map(({ statement, agree, seen }): RowItem => ({
            title: words(statement),
            text: t('shared.sentence', { agree, seen }),
          }))}
        />
      )}
    </Band>
  );
}

function OneGroup({
  request: { language },
  snapshot: { map },
  words,
  group,
}: Shown & { group: number }): VNode {
  const t = deliberationTexts(language);
  const letter = groupLetter(group);
  const { members, representative } = map.groups[group] ?? { members: [], representative: [] };
  const small = members.length < fewestOfGroup;
  return (
    <Band id={`gruppe-${letter.toLowerCase()}`} title={t('group.title', { group: letter })}>
      {small ? (
        <EmptyState text={t('group.small', { count: fewestOfGroup })} />
      ) : (
        <Rows
          kind="two"
          items={representative.map(({ statement, choice, votes, seen }): RowItem => ({
            title: words(statement),
            text: t(`group.${choice}`, { group: letter, votes, seen }),
          }))}
        />
      )}
    </Band>
  );
}

function AllStatements({ request: { language }, snapshot: { map }, words }: Shown): VNode {
  const t = deliberationTexts(language);
  const large = map.groups.flatMap(({ members }, group) => (members.length < fewestOfGroup ? [] : [group]));
  const share = (agree: number, seen: number) =>
    seen === 0 ? '–' : formatNumber(Math.round((100 * agree) / seen), language);
  return (
    <Band id="aussagen" title={t('all.title')}>
      <Table
        id="alle-aussagen"
        caption={t('all.caption')}
        columns={[
          { label: t('all.statement') },
          { label: t('all.seen'), numeric: true },
          { label: t('all.agree'), numeric: true },
          { label: t('all.disagree'), numeric: true },
          ...large.map((group) => ({ label: t('all.group', { group: groupLetter(group) }), numeric: true })),
        ]}
        rows={map.statements.map(({ statement, agree, disagree, seen, groups }) => ({
          key: statement,
          cells: [
            words(statement),
            formatNumber(seen, language),
            share(agree, seen),
            share(disagree, seen),
            ...large.map((group) => share(groups[group]?.agree ?? 0, groups[group]?.seen ?? 0)),
          ],
        }))}
      />
    </Band>
  );
}

function OpenData({ request: { language }, process }: Shown): VNode {
  const t = deliberationTexts(language);
  return (
    <Band id="daten" title={t('data.title')}>
      <p>{t('data.text')}</p>
      <Hints
        links={['votes', 'comments', 'participants-votes', 'summary'].map((file) => ({
          label: `${file}.csv`,
          href: `/mitreden/${process.id}/daten/${file}.csv`,
        }))}
      />
      <Quiet>{t('data.recompute')}</Quiet>
    </Band>
  );
}
