// /aufsicht/vorfaelle/:id: one breach: its clock, who is affected, both notices, history; and what the officer does about it.
import { countAffected } from '../../../kernel/audit/affected-persons.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  ErrorSummary,
  PlainText,
  Top,
  Wrap,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { accountNames } from '../../identity/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { oversee } from '../permissions.ts';
import { AuthorityBand, faultsForAuthority, typedForAuthority } from './authority-band.tsx';
import { changeable } from './incident-form.tsx';
import { ClosingBand, DescribedFacts, HistoryRows, PersonsBand } from './incident-bands.tsx';
import { IncidentClock } from './incident-clock.tsx';
import { exposedUses } from './exposed-uses.ts';
import { historyOf, incidentById, tellingOf } from './load-incidents.ts';
import { longest, typedOf } from './read-incident.ts';
import { changeIncident, keepSettled, looksAtActor } from './record-incident.ts';
import { authorityTold, closeIncident, confirmNotice, tellFurther } from './settle-incident.ts';
import { typedText, type Typed } from '../../../engine/index.ts';

const show = (request: Request): Promise<Reply> => incidentPage(request, typedOf(request.parked), []);

async function incidentPage(request: Request, typed: Typed, errors: readonly FormError[]): Promise<Reply> {
  const { app, actor, language, params } = request;
  const id = params['id'] ?? '';
  if (actor.kind !== 'staff' || !isUuid(id)) throw new Fault('NOT_FOUND');
  const now = app.clock.now();
  const found = await transact(app, actor, async (tx) => {
    const incident = await incidentById(tx.db, id);
    await tx.recordAccess(...(incident ? looksAtActor(incident) : []));
    if (!incident) throw new Fault('NOT_FOUND');
    const uses = await exposedUses(tx.db, incident, now);
    const history = await historyOf(tx.db, id);
    const people = history.map(({ byId }) => byId);
    return {
      incident,
      history,
      // Only figures here; who they are is another page, and a use of their data.
      affected: uses ? await countAffected(tx.db, uses) : { persons: 0, uses: 0 },
      telling: await tellingOf(tx.db, id),
      names: await accountNames(app, incident.actorId === null ? people : [...people, incident.actorId]),
    };
  });
  const { incident, history, names } = found;
  const t = oversightTexts(language);
  const labels = uiLabels(language);
  const shown = { request, typed, errors, ...found };
  return page(request, {
    title: t('breach.one'),
    status: errors.length > 0 ? 422 : 200,
    hasErrors: errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('breach.one')}
          crumbs={[
            { label: t('oversight.title'), href: '/aufsicht' },
            { label: t('breach.title'), href: '/aufsicht/vorfaelle' },
          ]}
          tight
        >
          <p>
            <IncidentClock incident={incident} now={now} language={language} />
          </p>
        </Top>
        <ErrorSummary labels={labels} errors={errors} />
        <Band id="was" title={t('breach.what')}>
          <div class="stack">
            <PlainText text={incident.what} breaks />
            <DescribedFacts request={request} incident={incident} names={names} />
            {incident.closedAt === null ? (
              <div class="btns">
                <Button href={`/aufsicht/vorfaelle/${id}/aendern`} variant="secondary">
                  {t('breach.change')}
                </Button>
              </div>
            ) : null}
          </div>
        </Band>
        <PersonsBand {...shown} />
        <AuthorityBand {...shown} />
        <ClosingBand {...shown} />
        <Band id="verlauf" title={t('breach.history')} last>
          <HistoryRows language={language} history={history} names={names} />
        </Band>
      </Wrap>
    ),
  });
}

async function act(request: Request): Promise<Reply> {
  const { app, actor, body, language, params } = request;
  const id = params['id'] ?? '';
  if (actor.kind !== 'staff' || !isUuid(id)) throw new Fault('NOT_FOUND');
  const t = oversightTexts(language);
  const typed = typedOf(body);
  const seen = { id, revision: Number(typedText(typed, 'revision')) };
  const what = typedText(typed, 'do');
  const said = { measures: typedText(typed, 'measures').trim(), why: typedText(typed, 'why').trim() };
  if (what === 'close') {
    const errors = [
      ...(said.measures === '' ? [{ fieldId: 'measures', message: t('breach.measures.missing') }] : []),
      ...(['measures', 'why'] as const)
        .filter((name) => said[name].length > longest.measures)
        .map((fieldId) => ({ fieldId, message: t('ask.tooLong', { longest: longest.measures }) })),
    ];
    if (errors.length > 0) return incidentPage(request, typed, errors);
  }
  const forAuthority = typedForAuthority(typed);
  if (what === 'describe') {
    const errors = faultsForAuthority(forAuthority, t);
    if (errors.length > 0) return incidentPage(request, typed, errors);
  }
  try {
    if (what === 'describe') {
      const incident = await changeable(request);
      await changeIncident(app, actor, seen, keepSettled(incident, { ...incident, ...forAuthority }));
    } else if (what === 'authority') await authorityTold(app, actor, seen);
    else if (what === 'confirm')
      await confirmNotice(app, actor, { ...seen, persons: Number(typedText(typed, 'persons')) });
    else if (what === 'further') await tellFurther(app, actor, id);
    else if (what === 'close') await closeIncident(app, actor, seen, said);
    else throw new Fault('BAD_REQUEST');
  } catch (error) {
    const code = error instanceof Fault ? faults.find((each) => each === error.code) : undefined;
    if (!code) throw error;
    if (code === 'INCIDENT_INCOMPLETE')
      return incidentPage(request, typed, faultsForAuthority(await changeable(request), t));
    // The page as it is now, with what was typed.
    const fieldId = code === 'INCIDENT_UNTOLD' ? 'why' : anchors[what as keyof typeof anchors];
    return incidentPage(request, typed, [{ fieldId, message: t(`error.${code}`) }]);
  }
  return seeOther(`/aufsicht/vorfaelle/${id}`);
}

const faults = [
  'INCIDENT_CHANGED',
  'INCIDENT_SETTLED',
  'INCIDENT_NOBODY',
  'INCIDENT_TELLING',
  'INCIDENT_UNTOLD',
  'INCIDENT_INCOMPLETE',
] as const;
const anchors = {
  describe: 'behoerde',
  authority: 'behoerde',
  confirm: 'betroffene',
  further: 'betroffene',
  close: 'abschluss',
};

export const incidentRoutes: Route[] = [
  {
    method: 'GET',
    url: '/aufsicht/vorfaelle/:id',
    may: oversee,
    kind: 'page',
    summary: 'One breach: clock, how many are affected, notices, history',
    handle: show,
  },
  {
    method: 'POST',
    url: '/aufsicht/vorfaelle/:id',
    may: oversee,
    kind: 'form',
    summary:
      'Completes the notice to the authority, says that it was told, has the persons told, or closes the breach',
    handle: act,
  },
];
