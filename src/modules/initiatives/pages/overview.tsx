// /vorhaben/bearbeiten/:id: an initiative for staff, with risks, what it lacks before it may be public, and what may be done with it.
import type { VNode } from 'preact';
import { typedText } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Button,
  Buttons,
  Form,
  Hints,
  Notice,
  Pagination,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { publishInitiative } from '../actions/save-initiative.ts';
import { entryKinds } from '../entry.ts';
import { isComplete, isPublic, missing, type Initiative } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { editInitiatives, mayEdit, mayLead, maySteer, seeInitiatives } from '../permissions.ts';
import { entriesOf, newestOpinions } from '../queries/entries.ts';
import { hypothesesOf } from '../queries/hypotheses.ts';
import { initiativeById } from '../queries/initiatives.ts';
import { editable } from './edit.tsx';
import { doOr } from './form-page.tsx';
import { EntryRows, OpinionRows } from './one.tsx';
import { PromiseBand } from './promise-band.tsx';
import { typedOf } from './typed.ts';
import { Lights, shownTitle } from './words.tsx';

const pageSize = 30;

async function show(request: Request, fault?: string): Promise<Reply> {
  const { app, language, params, query } = request;
  const t = initiativesTexts(language);
  const initiative = await initiativeById(app.db, params['id']);
  if (!initiative) throw new Fault('NOT_FOUND');
  const [opinions, hypotheses, entries] = await Promise.all([
    newestOpinions(app, initiative.id),
    hypothesesOf(app, [initiative.id]),
    entriesOf(app, initiative.id, entryKinds, pageSize, readPageKey(query['nach'], 'instant', 'uuid')),
  ]);
  const more = `/vorhaben/bearbeiten/${initiative.id}?nach=${entries.next ?? ''}`;
  return page(request, {
    title: shownTitle(initiative, language),
    status: fault === undefined ? 200 : 409,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={shownTitle(initiative, language)}
          crumbs={[{ label: t('desk.title'), href: '/vorhaben/bearbeiten' }]}
          meta={`${t(`phase.${initiative.phase}`)}, ${t(isPublic(initiative) ? 'desk.public' : 'desk.draft')}`}
          action={<Hints links={links(request, initiative)} />}
          tight
        >
          <Lights initiative={initiative} language={language} />
        </Top>
        {fault === undefined ? null : (
          <Notice tone="warning" title={faultText(app, language, fault)} role="alert" />
        )}
        <PublishBand request={request} initiative={initiative} />
        <PromiseBand request={request} hypotheses={hypotheses} />
        <Band id="meinungen" title={t('one.opinions')} note={t('one.opinionsNote')}>
          {opinions.length === 0 ? (
            <p>{t('one.noOpinions')}</p>
          ) : (
            <OpinionRows items={opinions} language={language} />
          )}
        </Band>
        <Band id="eintraege" title={t('overview.entries')} last>
          {entries.items.length === 0 ? (
            <p>{t('one.noEntries')}</p>
          ) : (
            <EntryRows items={entries.items} language={language} />
          )}
          <Pagination
            labels={uiLabels(language)}
            href={entries.next === null ? undefined : more}
            hidden={t('overview.entries')}
          />
        </Band>
      </Wrap>
    ),
  });
}

function links(request: Request, initiative: Initiative) {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const staff = staffOf(request);
  const at = `/vorhaben/bearbeiten/${initiative.id}`;
  const may = mayEdit(app, staff, initiative.unit);
  const opines = maySteer(app, staff) || (initiative.unit !== '' && mayLead(app, staff, initiative.unit));
  return [
    ...(may ? [{ label: t('edit.title'), href: `${at}/aendern` }] : []),
    ...(opines ? [{ label: t('opinion.title'), href: `${at}/meinung` }] : []),
    ...(may
      ? [
          { label: t('entry.title'), href: `${at}/eintrag` },
          { label: t('promise.new'), href: `${at}/nutzen` },
        ]
      : []),
    { label: t('team.title'), href: `${at}/team` },
    ...(isPublic(initiative) ? [{ label: t('overview.public'), href: `/vorhaben/${initiative.id}` }] : []),
  ];
}

function PublishBand({ request, initiative }: { request: Request; initiative: Initiative }): VNode | null {
  const { app, language, csrf } = request;
  const t = initiativesTexts(language);
  if (isPublic(initiative)) return null;
  const lacking = missing(initiative);
  const words = [
    ...Object.entries(lacking.texts).map(
      ([each, parts]) =>
        `${t(`language.${each as 'de'}`)}: ${parts.map((part) => t(`part.${part}`)).join(', ')}`,
    ),
    ...lacking.facets.map((facet) => t(`lacking.${facet as 'unit'}`)),
  ];
  return (
    <Band id="veroeffentlichen" title={t('overview.publish')}>
      {isComplete(initiative) ? null : (
        <Notice tone="info" title={t('overview.lacking')} level={3}>
          <ul>
            {words.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Notice>
      )}
      {isComplete(initiative) && mayEdit(app, staffOf(request), initiative.unit) ? (
        <Form
          plain
          action={`/vorhaben/bearbeiten/${initiative.id}`}
          label={t('overview.publish')}
          hidden={{ _csrf: csrf, stand: String(initiative.revision) }}
        >
          <Buttons>
            <Button>{t('overview.publish')}</Button>
          </Buttons>
        </Form>
      ) : null}
    </Band>
  );
}

async function publish(request: Request): Promise<Reply> {
  const initiative = await editable(request);
  const revision = Number(typedText(typedOf(request), 'stand')) || 0;
  return doOr(
    () => publishInitiative(request.app, staffOf(request), { id: initiative.id, revision }),
    `/vorhaben/${initiative.id}`,
    (fault) => show(request, fault),
  );
}

export const overviewRoutes: Route[] = [
  {
    method: 'GET',
    url: '/vorhaben/bearbeiten/:id',
    may: seeInitiatives,
    kind: 'page',
    summary: 'An initiative for staff: what it lacks, risks, what may be done with it (nach)',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/vorhaben/bearbeiten/:id',
    may: editInitiatives,
    kind: 'form',
    summary: 'Makes an initiative public',
    handle: publish,
  },
];
