// The addresses of the counter: start, form, scan, receipt; and what its form does with what was posted.
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { FormBody, PageDefinition } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { serveFile } from '../../../kernel/files/serve-file.ts';
import { findFile } from '../../../kernel/files/store-file.ts';
import { registerOfSource } from '../../data/index.ts';
import { personActor } from '../../identity/index.ts';
import { adoptVersion } from '../actions/adopt-version.ts';
import { discardDraft } from '../actions/discard-draft.ts';
import { refuseKnown, requestableRegister, requestKnown } from '../actions/request-known.ts';
import { saveAnswers } from '../actions/save-answers.ts';
import { submitDraft } from '../actions/submit.ts';
import { findingsOn } from '../queries/findings.ts';
import { takeOverDraft } from '../actions/take-over-draft.ts';
import { serveAtCounter } from '../permissions.ts';
import { changeEntries, shownPages, takeTyped } from './counter-answers.ts';
import { slotsAddress } from './appointment-view.tsx';
import { counterPage } from './counter-form.tsx';
import { controlId } from './field-view.tsx';
import { openDoubt } from './lookups.tsx';
import { showReceipt } from './counter-receipt.tsx';
import { counterSession, type CounterSession } from './counter-session.ts';
import { mustAdopt, newVersionId } from './counter-version.tsx';
import { clerkOf, postBegin, postPaper, postSearch, showCounter } from './counter-start.tsx';
import { addFiles, removeFile, storeFiles, storeOne, type RefusedFile } from './posted-files.ts';

async function showForm(request: Request): Promise<Reply> {
  const session = await counterSession(request);
  const { draft } = session;
  if (draft.submittedRef !== null) return seeOther(receiptOf(draft.submittedRef));
  return counterPage(request, {
    session,
    checked: request.query['pruefen'] !== undefined,
    status: 200,
    ...(request.parked ? { typed: request.parked as FormBody } : {}),
  });
}

const receiptOf = (ref: string) => `/schalter/quittung/${ref}`;

async function postForm(request: Request): Promise<Reply> {
  const session = await counterSession(request);
  const { draft } = session;
  const body = request.body as FormBody;
  const clerk = clerkOf(request);
  if (draft.submittedRef !== null) return seeOther(receiptOf(draft.submittedRef));
  if (body['_do'] === 'discard') {
    await discardDraft(request.app, clerk, draft.id);
    return seeOther('/schalter');
  }
  let refused: RefusedFile[];
  try {
    refused = await save(request, session, body);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'REVISION_CONFLICT') throw error;
    const now = await counterSession(request);
    return counterPage(request, {
      session: now,
      typed: body,
      checked: false,
      notice: 'changed',
      status: 409,
    });
  }
  if (refused.length > 0) {
    const saved = await counterSession(request);
    return counterPage(request, { session: saved, checked: false, refused, status: 422 });
  }
  if (body['_do'] === 'adopt') {
    const person = await personActor(request.app, draft.ownerId);
    const asked = draft.identification === 'none' ? undefined : person;
    await adoptVersion(request.app, { person: asked, changer: clerk }, draft.id, draft.language);
    return seeOther(`/schalter/${draft.id}#inhalt`);
  }
  if (body['_do'] === 'take-over' && session.own) await takeOverDraft(request.app, clerk, draft.id);
  if (body['_request'] !== undefined || body['_refuse'] !== undefined) {
    const change = body['_request'] === undefined ? refuseKnown : requestKnown;
    const register = requestableRegister(body['_request'] ?? body['_refuse']);
    const who = { person: await personActor(request.app, draft.ownerId), changer: clerk };
    await change(request.app, who, session.definition, draft, register);
    const page = session.definition.pages.find(({ fields }) =>
      fields.some(({ source }) => source !== undefined && registerOfSource(source) === register),
    );
    return seeOther(`/schalter/${draft.id}#seite-${page?.id ?? ''}`);
  }
  const slots = slotsAddress(`/schalter/${draft.id}`, body['_slots']);
  if (slots !== undefined) return seeOther(slots);
  if (body['_do'] !== 'send') return seeOther(`/schalter/${draft.id}${placeOf(body)}`);
  const saved = await counterSession(request);
  if (mustAdopt(saved)) return seeOther(`/schalter/${draft.id}#${newVersionId}`);
  if (body['erklaerung'] !== 'yes')
    return counterPage(request, { session: saved, checked: true, declarationMissing: true, status: 422 });
  if (saved.evaluation.faults.length === 0) {
    const { path } = saved.evaluation;
    const pages = saved.definition.pages.filter((page) => path.includes(page.id));
    const doubt = openDoubt(await findingsOn(request.app, saved, pages), body);
    if (doubt !== undefined) return seeOther(`/schalter/${draft.id}#${doubt}`);
  }
  try {
    const { ref } = await submitDraft(request.app, clerk, draft.id, request.language);
    return seeOther(receiptOf(ref));
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'ANSWERS_INVALID') throw error;
    return counterPage(request, { session: await counterSession(request), checked: true, status: 422 });
  }
}

/**
 * Saves what was typed on all shown pages, with added and removed entries and files.
 * @returns files that were not stored
 */
async function save(request: Request, session: CounterSession, body: FormBody): Promise<RefusedFile[]> {
  const { app } = request;
  const { draft, definition } = session;
  const clerk = clerkOf(request);
  const revision = /^\d{1,9}$/.test(String(body['_revision'])) ? Number(body['_revision']) : 0;
  if (revision !== draft.revision) throw new Fault('REVISION_CONFLICT');
  const files = { holder: clerk, draft, definition };
  const refused: RefusedFile[] = [];
  const uploads: { page: PageDefinition; item: number | undefined; files: Uploads }[] = [];
  for (const page of shownPages(definition, body)) {
    const entries = page.repeat ? draft.answers[page.repeat.id] : undefined;
    const items = page.repeat ? (Array.isArray(entries) ? [...entries.keys()] : []) : [undefined];
    for (const item of items) {
      const stored = await storeFiles(request, files, page, item);
      refused.push(...stored.refused);
      uploads.push({ page, item, files: stored.uploads });
    }
  }
  const scan = request.files.find((file) => file.field === '_file._scan');
  const stored = scan && (await storeOne(request, files, scan, '_scan'));
  if (stored && 'message' in stored) refused.push(stored);
  const probe = structuredClone(draft.answers);
  const corrected = takeTyped(session, body, probe);
  await saveAnswers(app, clerk, draft.id, {
    revision,
    corrected,
    ...(stored && 'id' in stored ? { scan: stored } : {}),
    answers: (answers) => {
      takeTyped(session, body, answers);
      for (const { page, item, files } of uploads) {
        const list = page.repeat ? answers[page.repeat.id] : undefined;
        const target =
          item === undefined ? answers : Array.isArray(list) ? (list as Record<string, unknown>[])[item] : {};
        if (target) addFiles(target, files);
      }
      removeUploaded(answers, body['_removeFile']);
      changeEntries(definition, body, answers);
    },
  });
  return refused;
}

/** The scan of the paper form, for the clerk who enters it. */
async function showScan(request: Request): Promise<Reply> {
  const { draft, scanShown } = await counterSession(request);
  const { scan } = draft;
  const found = scan && (await impersonal(request.app, 'logged-before', (db) => findFile(db, scan.id)));
  if (!found) throw new Fault('NOT_FOUND');
  return serveFile(request.app.db, found, scanShown);
}

/** `_removeFile` names the field or the field of an entry: `beleg|id`, `kinder.0.beleg|id`. */
function removeUploaded(answers: Record<string, unknown>, wanted: string | string[] | undefined): void {
  const [list = '', index] = (typeof wanted === 'string' ? (wanted.split('|')[0] ?? '') : '').split('.');
  const entries = answers[list];
  const entry =
    index !== undefined && Array.isArray(entries) ? (entries as unknown[])[Number(index)] : undefined;
  removeFile((entry ?? answers) as Record<string, unknown>, wanted);
}

/** The screen opens at the entry that was added, where one was removed, or at what was looked up. */
function placeOf(body: FormBody): string {
  const word = (name: string) => /^[\w.]+/.exec(String(body[name] ?? ''))?.[0];
  const [added, removed, lookedUp] = [word('_add'), word('_remove'), word('_lookUp')];
  if (added !== undefined) {
    const before = Object.keys(body).filter((name) => new RegExp(`^${added}\\.\\d+$`).test(name));
    return `#${added}-${before.length}`;
  }
  if (removed !== undefined) return `#${removed}-more`;
  return lookedUp === undefined ? '' : `#${controlId(lookedUp)}`;
}

type Uploads = Awaited<ReturnType<typeof storeFiles>>['uploads'];

const bodyLimit = 101 * 1024 * 1024;

export const counterRoutes: Route[] = [
  {
    method: 'GET',
    url: '/schalter',
    may: serveAtCounter,
    kind: 'page',
    summary: 'Counter and telephone: whom, which service, what was begun',
    handle: showCounter,
  },
  {
    method: 'POST',
    url: '/schalter/suche',
    may: serveAtCounter,
    kind: 'form',
    summary: 'Looks someone up in the resident register',
    perMinute: 60,
    handle: postSearch,
  },
  {
    method: 'POST',
    url: '/schalter/papier',
    may: serveAtCounter,
    kind: 'form',
    summary: 'Begins to enter a paper form by its code',
    handle: postPaper,
  },
  {
    method: 'POST',
    url: '/schalter/beginnen',
    may: serveAtCounter,
    kind: 'form',
    summary: 'Begins a form for someone',
    handle: postBegin,
  },
  {
    method: 'GET',
    url: '/schalter/quittung/:ref',
    may: serveAtCounter,
    kind: 'page',
    summary: 'Receipt of what was submitted at the counter, to print',
    handle: showReceipt,
  },
  {
    method: 'GET',
    url: '/schalter/:draft',
    may: serveAtCounter,
    kind: 'page',
    summary: 'A whole form on one screen',
    handle: showForm,
  },
  {
    method: 'GET',
    url: '/schalter/:draft/scan',
    may: serveAtCounter,
    kind: 'file',
    summary: 'The scan of a paper form that is being entered',
    handle: showScan,
  },
  {
    method: 'POST',
    url: '/schalter/:draft',
    may: serveAtCounter,
    kind: 'form',
    readsTexts: true,
    summary: 'Saves or submits what was typed at the counter',
    bodyLimit,
    handle: postForm,
  },
];
