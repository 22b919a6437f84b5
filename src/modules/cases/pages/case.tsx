// /faelle/{ref}: one address for owner and staff; actions post here and come back to it.
import { decidingActions } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { accessesOf } from '../../../kernel/audit/accesses-of.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { serveFile } from '../../../kernel/files/serve-file.ts';
import { bytes, seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { bookingsCalendar } from '../../appointments/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { describeAccess, groupAccesses, mandataryNames, namesForGiver } from '../../data/index.ts';
import { accountNames } from '../../identity/index.ts';
import { actOnCase } from '../actions/act-on-case.ts';
import { openCasePage } from '../permissions.ts';
import { caseView } from '../queries/case-view.ts';
import { documentFile, evidenceFile } from '../queries/find-document.ts';
import {
  checkedPreview,
  decisionInput,
  emptyForm,
  textsOf,
  withErrors,
  withoutEmpty,
  type CaseForm,
} from './case-form.ts';
import { caseTexts } from '../case-texts.ts';
import { whoMayTake } from '../why/colleagues.ts';
import { bandsOfCase } from './added-bands.ts';
import { personCasePage } from './person-case.tsx';
import { refusedPage } from './refused.tsx';
import { staffCasePage } from './staff-case.tsx';

/** The page; 404 for those who may not see it, so that references can't be probed. */
async function showCase(request: Request, form: CaseForm = emptyForm): Promise<Reply> {
  const { app, actor, language } = request;
  const view = await caseView(app, actor, request.params['ref'] ?? '', language);
  if (!view) {
    if (actor.kind === 'staff') return refusedPage(request);
    throw new Fault('NOT_FOUND');
  }
  const typed =
    form === emptyForm && request.parked ? { ...emptyForm, values: textsOf(request.parked) } : form;
  const shown = typed.preview ? checkedPreview(language, view, typed) : typed;
  if (view.asStaff) {
    const ids = [
      view.matter.assigneeId,
      ...view.history.map((entry) => entry.actorId),
      ...view.signatures.map((signature) => signature.staffId),
    ].filter((id) => id !== null);
    const { ref, unit, assigneeId, parties } = view.matter;
    const colleagues =
      (view.withheld.content || view.standing?.facts.concerned === true) && actor.kind === 'staff'
        ? await whoMayTake(app, { ref, unit, assigneeId, parties }, view.definition, actor.id)
        : [];
    const names = await accountNames(app, ids);
    const added = await bandsOfCase(request, ref);
    return staffCasePage(request, view, { names, colleagues, added, form: shown });
  }
  if (actor.kind !== 'person') throw new Fault('NOT_FOUND');
  const { ref, ownerId, submittedAt } = view.matter;
  // Staff stay unnamed to the person; who acted for them does not.
  const persons = view.history.flatMap(({ actorKind, actorId }) =>
    actorKind === 'person' && actorId !== null && actorId !== ownerId ? [actorId] : [],
  );
  const names = await namesForGiver(app, persons);
  const added = await bandsOfCase(request, ref);
  // Who used a person's data is told to them, not to those who act for them.
  if (actor.acting) return personCasePage(request, view, { accesses: undefined, names, added, form: shown });
  const accesses = await ownData(app, actor, (db) =>
    accessesOf(db, ownerId, {
      now: app.clock.now(),
      ofCase: { ref, from: submittedAt, to: app.clock.now() },
      limit: 50,
    }),
  );
  const mandataries = await mandataryNames(app, accesses);
  const byOthers = groupAccesses(
    accesses
      .filter((entry) => entry.actorKind !== 'self')
      .map((entry) => describeAccess(app, language, entry, mandataries)),
  );
  return personCasePage(request, view, { accesses: byOthers, names, added, form: shown });
}

/** Runs an action; what was typed stays on the page when it can't be done. */
async function act(
  request: Request,
  action: string,
  input: Record<string, unknown>,
  values: Record<string, string>,
): Promise<Reply> {
  const { app, actor, language } = request;
  const ref = request.params['ref'] ?? '';
  // Revisions begin with 1: a form that says none is as stale as one can be.
  const revision = /^\d{1,9}$/.test(values['_revision'] ?? '') ? Number(values['_revision']) : 0;
  try {
    await actOnCase(app, actor, { ref, action, input, revision, language });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.code === 'CASE_INPUT_INVALID')
      return showCase(request, withErrors(language, values, error.errors));
    if (error.status === 409 || ['CERTIFICATE_NEEDED', 'OWN_MATTER'].includes(error.code)) {
      return showCase(request, {
        ...emptyForm,
        status: error.status,
        values,
        notice: faultText(app, language, error.code),
      });
    }
    throw error;
  }
  return seeOther(`/faelle/${ref}`);
}

async function postAction(request: Request): Promise<Reply> {
  const values = textsOf(request.body);
  const input = Object.fromEntries(
    ['question', 'answer', 'reason']
      .filter((name) => values[name] !== undefined)
      .map((name) => [name, values[name]?.trim() ?? '']),
  );
  return act(request, request.params['action'] ?? '', withoutEmpty(input), values);
}

async function postDecision(request: Request): Promise<Reply> {
  const values = textsOf(request.body);
  if (values['preview'] !== undefined) return showCase(request, { ...emptyForm, values, preview: true });
  const decision = values['decision'] ?? '';
  if (![...decidingActions].some((each) => each === decision)) {
    return showCase(request, {
      ...withErrors(request.language, values, [
        { pointer: '/decision', code: 'ANSWER_REQUIRED', detail: '' },
      ]),
      fieldErrors: { decision: caseTexts(request.language)('input.choose') },
    });
  }
  return act(request, decision, decisionInput(decision, values), values);
}

/** The appointments of the case as a file for the own calendar. */
async function showCalendar({ app, actor, params, language }: Request): Promise<Reply> {
  const view = await caseView(app, actor, params['ref'] ?? '', language);
  if (!view || view.bookings.length === 0) throw new Fault('NOT_FOUND');
  const { ref, serviceId } = view.matter;
  const title = serviceTitle(app, serviceId, language);
  return bookingsCalendar(app, view.bookings, language, { title, ref, path: `/faelle/${ref}` });
}

export const caseRoutes: Route[] = [
  {
    method: 'GET',
    url: '/faelle/:ref',
    may: openCasePage,
    acting: 'covered',
    kind: 'page',
    summary: 'A case, for its owner and the unit responsible',
    handle: (request) => showCase(request),
  },
  {
    method: 'POST',
    url: '/faelle/:ref/aktionen/:action',
    may: openCasePage,
    acting: 'covered',
    kind: 'form',
    readsTexts: true,
    summary: 'Takes an action on a case',
    handle: postAction,
  },
  {
    method: 'POST',
    url: '/faelle/:ref/entscheid',
    may: openCasePage,
    acting: 'covered',
    kind: 'form',
    readsTexts: true,
    summary: 'Previews or issues a decision',
    handle: postDecision,
  },
  // Going back or signing in again after a form was posted leads to the case.
  {
    method: 'GET',
    url: '/faelle/:ref/aktionen/:action',
    may: openCasePage,
    acting: 'covered',
    kind: 'page',
    summary: 'Back to the case',
    handle: (request) => showCase(request),
  },
  {
    method: 'GET',
    url: '/faelle/:ref/entscheid',
    may: openCasePage,
    acting: 'covered',
    kind: 'page',
    summary: 'Back to the case',
    handle: (request) => showCase(request),
  },
  {
    method: 'GET',
    url: '/faelle/:ref/dokumente/:id',
    may: openCasePage,
    acting: 'covered',
    kind: 'file',
    summary: 'A letter as PDF',
    handle: async ({ app, actor, params }) => {
      const file = await documentFile(app, actor, params['ref'] ?? '', params['id'] ?? '');
      if (!file) throw new Fault('NOT_FOUND');
      return bytes(file.bytes, 'application/pdf', file.name);
    },
  },
  {
    method: 'GET',
    url: '/faelle/:ref/termin.ics',
    may: openCasePage,
    acting: 'covered',
    kind: 'file',
    summary: 'The appointments of a case for a calendar (iCalendar)',
    handle: showCalendar,
  },
  {
    method: 'GET',
    url: '/faelle/:ref/nachweise/:id',
    may: openCasePage,
    acting: 'covered',
    kind: 'file',
    summary: 'A file that the person handed in',
    handle: async ({ app, actor, params }) => {
      const file = await evidenceFile(app, actor, params['ref'] ?? '', params['id'] ?? '');
      if (!file) throw new Fault('NOT_FOUND');
      return serveFile(app.db, file);
    },
  },
];
