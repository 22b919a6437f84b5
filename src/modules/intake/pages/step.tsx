// Showing and posting one step of a form. Everything typed is saved first, then checked: faults never cost an answer.
import type { FormBody, PageDefinition } from '../../../engine/index.ts';
import { filesNotKept } from '../../../kernel/http/parked-form.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import type { FormError } from '../../../ui/index.ts';
import { faultText, namedFaultText } from '../../catalogue/index.ts';
import { refuseKnown, requestableRegister, requestKnown } from '../actions/request-known.ts';
import { saveAnswers } from '../actions/save-answers.ts';
import { findingsOn } from '../queries/findings.ts';
import { nextAddress } from '../form-path.ts';
import { slotsAddress } from './appointment-view.tsx';
import { controlId, errorTarget, type Controls } from './field-view.tsx';
import { formSession, laterAddress, personOf, sessionOf, type FormSession } from './form-session.ts';
import { openDoubt } from './lookups.tsx';
import { newVersionAddress } from './new-version.tsx';
import { addFiles, removeFile, storeFiles, type RefusedFile } from './posted-files.ts';
import { controlsOf, entriesOf, fingerprint, place, stored } from './step-place.ts';
import { controlName, type StepView } from './step-state.ts';
import { stepPage } from './step-view.tsx';
import { withoutDraft } from './without-draft.ts';
import { correctedIn, entryIn, matches, typedAnswers } from './typed-answers.ts';

export async function showStep(request: Request): Promise<Reply> {
  const session = await formSession(request, 'show');
  if (!session) return withoutDraft(request);
  const newer = newVersionAddress(request, session);
  if (newer !== undefined && !request.parked) return seeOther(newer);
  const found = place(request, session);
  if (!found) return seeOther(nextAddress(session));
  const { page, item } = found;
  // Somebody else may have signed in since in this browser; what was typed belongs to the draft's owner.
  const parked = request.parked?.['_draft'] === session.draft.id ? request.parked : undefined;
  if (
    page.repeat &&
    item === undefined &&
    entriesOf(session, page).length === 0 &&
    page.repeat.min > 0 &&
    !parked
  ) {
    return seeOther(`${session.base}/${page.id}/1`);
  }
  // Led back to a page that was right before: it says what has become wrong since.
  const faulty =
    request.query['pruefen'] === undefined || !session.draft.visited.includes(page.id) || parked
      ? undefined
      : faultsOf(request, session, page, item, asIfAsked(page, item), []);
  if (faulty) return stepPage(request, { ...faulty, status: 200 });
  const asked = request.query['korrigieren'];
  const correctable = page.fields.some((field) => field.id === asked && !field.proven);
  return stepPage(request, {
    session,
    page,
    item,
    controls: parked ? (parked as Controls) : controlsOf(session, page),
    errors: [],
    fieldErrors: {},
    correcting: asked !== undefined && correctable ? [asked] : [],
    ...(parked ? { notice: parked[filesNotKept] ? ('parked-files' as const) : ('parked' as const) } : {}),
    status: 200,
    seen: fingerprint(stored(session, page, item)),
  });
}

export async function postStep(request: Request): Promise<Reply> {
  const session = await formSession(request);
  const body = request.body as FormBody;
  if (!session || session.draft.id !== body['_draft']) return withoutDraft(request);
  const found = place(request, session);
  if (!found) return seeOther(nextAddress(session));
  const { page, item } = found;
  if (page.repeat && item === undefined) return postList(request, session, page, body);

  const before = stored(session, page, item);
  if (
    typeof body['_seen'] === 'string' &&
    body['_seen'] !== fingerprint(before) &&
    !matches(session, page, item, body, before)
  ) {
    return stepPage(request, {
      ...blank(session, page, item),
      controls: body as Controls,
      correcting: correctedIn(body, page),
      notice: 'changed',
      status: 409,
      seen: fingerprint(before),
    });
  }
  const { uploads, refused } = await storeFiles(request, session, page, item);
  const corrected = correctedIn(body, page);
  const saved = await saveAnswers(request.app, session.holder, session.draft.id, {
    answers: (answers) => {
      const target = page.repeat && item !== undefined ? entryIn(answers, page.repeat.id, item) : answers;
      Object.assign(target, typedAnswers(session, page, item, body, answers));
      addFiles(target, uploads);
      removeFile(target, body['_removeFile']);
    },
    corrected,
    ...(page.repeat || asksForMore(body) ? {} : { visited: page.id }),
  });
  const after = await sessionOf(request, session.holder, saved);
  if (body['_removeFile'] !== undefined) return seeOther(request.path);
  const slots = slotsAddress(request.path, body['_slots']);
  if (slots !== undefined) return seeOther(slots);
  if (body['_request'] !== undefined || body['_refuse'] !== undefined) return requested(request, after, body);
  if (body['_do'] === 'later') return seeOther(laterAddress(after));
  const view = faultsOf(request, after, page, item, body, refused);
  if (body['_lookUp'] !== undefined) return lookedUp(request, body['_lookUp'], view);
  if (view) return stepPage(request, { ...view, correcting: corrected });
  const doubt = openDoubt(await findingsOn(request.app, after, [page]), body);
  if (doubt !== undefined) return seeOther(`${request.path}#${doubt}`);
  return seeOther(page.repeat ? `${after.base}/${page.id}` : nextAddress(after));
}

/** Buttons of the page that bring the same page once more. */
const asksForMore = (body: FormBody) =>
  ['_lookUp', '_request', '_refuse'].some((name) => body[name] !== undefined);

/** What the person has asked a register for, or will not have from it; shown on the same page. */
async function requested(request: Request, session: FormSession, body: FormBody): Promise<Reply> {
  const person = personOf(request);
  const change = body['_request'] === undefined ? refuseKnown : requestKnown;
  const register = requestableRegister(body['_request'] ?? body['_refuse']);
  const { definition, draft } = session;
  await change(request.app, { person, changer: person }, definition, draft, register);
  return seeOther(request.path);
}

/** The same page with what the register says; of what is wrong on it only the number that was to be looked up. */
function lookedUp(request: Request, name: unknown, view: StepView | undefined): Reply | Promise<Reply> {
  const id = controlId(String(name));
  const errors = view?.errors.filter((error) => error.fieldId === id) ?? [];
  if (!view || errors.length === 0) return seeOther(`${request.path}#${encodeURIComponent(id)}`);
  const own = view.fieldErrors[String(name)];
  return stepPage(request, { ...view, errors, fieldErrors: own ? { [String(name)]: own } : {} });
}

/** The list of a repeat: add, remove, go on. */
async function postList(
  request: Request,
  session: FormSession,
  page: PageDefinition,
  body: FormBody,
): Promise<Reply> {
  const { repeat } = page;
  if (!repeat) throw new Error('Only repeats have lists');
  const remove = body['_removeItem'];
  const removing = typeof remove === 'string' && /^\d{1,2}$/.test(remove) ? Number(remove) : undefined;
  const saved = await saveAnswers(request.app, session.holder, session.draft.id, {
    answers: (answers) => {
      const entries = answers[repeat.id];
      if (removing === undefined || !Array.isArray(entries)) return;
      // The second click of a double click, or another window, would otherwise remove the entry that moved up.
      if (body['_seen'] === fingerprint({ entries })) entries.splice(removing, 1);
    },
    ...(removing === undefined && body['_do'] !== 'add' ? { visited: page.id } : {}),
  });
  const after = await sessionOf(request, session.holder, saved);
  if (removing !== undefined) return seeOther(`${after.base}/${page.id}`);
  if (body['_do'] === 'add') return seeOther(`${after.base}/${page.id}/${entriesOf(after, page).length + 1}`);
  if (body['_do'] === 'later') return seeOther(laterAddress(after));
  const faults = after.evaluation.faults.filter(
    (fault) => fault.pointer === `/${repeat.id}` || fault.pointer.startsWith(`/${repeat.id}/`),
  );
  if (faults.length === 0) return seeOther(nextAddress(after));
  const own = faults.find((fault) => fault.pointer === `/${repeat.id}`);
  if (!own) return seeOther(`${after.base}/${page.id}/${Number(faults[0]?.pointer.split('/')[2] ?? 0) + 1}`);
  const message = faultText(after.definition, own, request.language);
  return stepPage(request, {
    ...blank(after, page, undefined),
    errors: [{ fieldId: repeat.id, message }],
    fieldErrors: { [repeat.id]: { '': message } },
    status: 422,
    seen: fingerprint(stored(after, page, undefined)),
  });
}

/** The form as it would come back with nothing in it: every field was there. */
const asIfAsked = (page: PageDefinition, item: number | undefined): FormBody =>
  Object.fromEntries(page.fields.map(({ id }) => [`_asked.${controlName(page, item, id)}`, '1']));

function blank(session: FormSession, page: PageDefinition, item: number | undefined): StepView {
  return {
    session,
    page,
    item,
    controls: {},
    errors: [],
    fieldErrors: {},
    correcting: [],
    status: 200,
    seen: '',
  };
}

/**
 * The page again when something on it is wrong. Fields that have only now appeared (their condition became true by
 * this answer) are shown without a reproach.
 */
function faultsOf(
  request: Request,
  session: FormSession,
  page: PageDefinition,
  item: number | undefined,
  body: FormBody,
  refused: readonly RefusedFile[],
): StepView | undefined {
  const prefix = page.repeat && item !== undefined ? `/${page.repeat.id}/${item}` : '';
  const errors: FormError[] = [];
  const fieldErrors: Record<string, Record<string, string>> = {};
  const wasAsked = (name: string) =>
    Object.keys(body).some((key) => key === name || key.startsWith(`${name}.`) || key === `_asked.${name}`);
  let appeared = false;
  for (const field of page.fields) {
    const name = controlName(page, item, field.id);
    const pointer = `${prefix}/${field.id}`;
    for (const fault of session.evaluation.faults) {
      if (fault.pointer !== pointer && !fault.pointer.startsWith(`${pointer}/`)) continue;
      const first = body[`_asked.${name}`] === undefined && !wasAsked(name);
      if (first && fault.code === 'REQUIRED') {
        appeared = true;
        continue;
      }
      const part = fault.pointer.slice(pointer.length);
      (fieldErrors[name] ??= {})[part] ??= faultText(session.definition, fault, request.language);
      const named = namedFaultText(session.definition, fault, request.language);
      errors.push(errorTarget(field, name, part.slice(1), named));
    }
  }
  for (const each of refused) {
    (fieldErrors[each.name] ??= {})[''] = each.message;
    errors.push({ fieldId: controlId(each.name), message: each.message });
  }
  if (errors.length === 0 && !appeared) return undefined;
  return {
    ...blank(session, page, item),
    controls: controlsOf(session, page),
    errors,
    fieldErrors,
    status: errors.length > 0 ? 422 : 200,
    seen: fingerprint(stored(session, page, item)),
  };
}
