// Showing and posting one step of a form. Everything typed is saved first, then checked: faults never cost an answer.
import { createHash } from 'node:crypto';
import { answersToForm, formToAnswers, type FormBody, type PageDefinition } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import type { FormError } from '../../../ui/index.ts';
import { faultText } from '../../catalogue/index.ts';
import { saveAnswers } from '../actions/save-answers.ts';
import { storeUpload } from '../actions/store-upload.ts';
import { intakeTexts } from '../intake-texts.ts';
import { justSubmitted } from '../queries/draft.ts';
import { controlId, errorTarget, type Controls } from './field-view.tsx';
import {
  formAddress,
  formSession,
  nextAddress,
  pageById,
  personOf,
  sessionOf,
  type FormSession,
} from './form-session.ts';
import { controlName, stepPage, type StepView } from './step-view.tsx';

type Entries = Record<string, unknown>[];

/** The page in the address, if the answers lead there; the entry of a repeat as an index. */
function place(
  request: Request,
  session: FormSession,
): { page: PageDefinition; item: number | undefined } | undefined {
  const page = pageById(session.definition, request.params['page'] ?? '');
  if (!page || !session.evaluation.path.includes(page.id)) return undefined;
  const number = request.params['item'];
  if (number === undefined) return { page, item: undefined };
  const count = page.repeat ? entriesOf(session, page).length : -1;
  const item = /^\d{1,3}$/.test(number) ? Number(number) - 1 : -1;
  // One more than there are is a new entry.
  if (!page.repeat || item < 0 || item > count || item >= page.repeat.max) return undefined;
  return { page, item };
}

export function entriesOf(session: Pick<FormSession, 'draft'>, page: PageDefinition): Entries {
  const value = page.repeat ? session.draft.answers[page.repeat.id] : undefined;
  return Array.isArray(value) ? (value as Entries) : [];
}

/** What the draft holds for the page: the answers that its form shows. */
function stored(
  session: FormSession,
  page: PageDefinition,
  item: number | undefined,
): Record<string, unknown> {
  if (page.repeat)
    return item === undefined
      ? { entries: entriesOf(session, page) }
      : (entriesOf(session, page)[item] ?? {});
  return Object.fromEntries(
    page.fields
      .filter((field) => Object.hasOwn(session.draft.answers, field.id))
      .map((field) => [field.id, session.draft.answers[field.id]]),
  );
}

/** PostgreSQL keeps keys of jsonb in its own order, so the order must not matter. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted())
      : each,
  );

const fingerprint = (value: unknown) =>
  createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 16);

function controlsOf(session: FormSession, page: PageDefinition): Controls {
  return answersToForm(session.definition, page.id, session.draft.answers);
}

export async function showStep(request: Request): Promise<Reply> {
  const session = await formSession(request);
  if (!session) return withoutDraft(request);
  const found = place(request, session);
  if (!found) return seeOther(nextAddress(session));
  const { page, item } = found;
  if (
    page.repeat &&
    item === undefined &&
    entriesOf(session, page).length === 0 &&
    page.repeat.min > 0 &&
    !request.parked
  ) {
    return seeOther(`${session.base}/${page.id}/1`);
  }
  const asked = request.query['korrigieren'];
  const correctable = page.fields.some((field) => field.id === asked && !field.proven);
  return stepPage(request, {
    session,
    page,
    item,
    controls: request.parked ? (request.parked as Controls) : controlsOf(session, page),
    errors: [],
    fieldErrors: {},
    correcting: asked !== undefined && correctable ? [asked] : [],
    ...(request.parked ? { notice: 'parked' as const } : {}),
    status: 200,
    seen: fingerprint(stored(session, page, item)),
  });
}

/** No open draft: back to the case if it has just been sent, else to the beginning. */
export async function withoutDraft(request: Request): Promise<Reply> {
  const serviceId = request.params['id'] ?? '';
  const sent = await justSubmitted(request.app, personOf(request), serviceId);
  return seeOther(sent === undefined ? formAddress(serviceId) : `/faelle/${sent}`);
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
  const saved = await saveAnswers(request.app, session.actor, session.draft.id, {
    answers: (answers) => {
      const target = page.repeat && item !== undefined ? entryIn(answers, page.repeat.id, item) : answers;
      Object.assign(target, typedAnswers(session, page, item, body, answers));
      addFiles(target, uploads);
      removeFile(target, body['_removeFile']);
    },
    corrected,
    ...(page.repeat ? {} : { visited: page.id }),
  });
  const after = await sessionOf(request, session.actor, saved);
  if (body['_removeFile'] !== undefined) return seeOther(request.path);
  if (body['_do'] === 'later') return seeOther('/konto');
  const view = faultsOf(request, after, page, item, body, refused);
  if (view) return stepPage(request, { ...view, correcting: corrected });
  return seeOther(page.repeat ? `${after.base}/${page.id}` : nextAddress(after));
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
  const saved = await saveAnswers(request.app, session.actor, session.draft.id, {
    answers: (answers) => {
      const entries = answers[repeat.id];
      if (removing !== undefined && Array.isArray(entries)) entries.splice(removing, 1);
    },
    ...(removing === undefined && body['_do'] !== 'add' ? { visited: page.id } : {}),
  });
  const after = await sessionOf(request, session.actor, saved);
  if (removing !== undefined) return seeOther(`${after.base}/${page.id}`);
  if (body['_do'] === 'add') return seeOther(`${after.base}/${page.id}/${entriesOf(after, page).length + 1}`);
  if (body['_do'] === 'later') return seeOther('/konto');
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
  refused: { name: string; message: string }[],
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
      const message = faultText(session.definition, fault, request.language);
      (fieldErrors[name] ??= {})[part] ??= message;
      errors.push(errorTarget(field, name, part.slice(1), message));
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

function correctedIn(body: FormBody, page: PageDefinition): string[] {
  return [body['_corrected'] ?? []]
    .flat()
    .filter((id) => page.fields.some((field) => field.id === id && !field.proven));
}

/** Two windows that hold the same answers do not quarrel. */
function matches(
  session: FormSession,
  page: PageDefinition,
  item: number | undefined,
  body: FormBody,
  before: Record<string, unknown>,
): boolean {
  const typed = typedAnswers(session, page, item, body, session.draft.answers);
  return Object.entries(typed).every(([id, value]) => canonical(value) === canonical(before[id]));
}

/** What the form says for the page, or for one entry of its repeat; boxes that are not ticked are an answer, too. */
function typedAnswers(
  session: FormSession,
  page: PageDefinition,
  item: number | undefined,
  body: FormBody,
  previous: Record<string, unknown>,
): Record<string, unknown> {
  const read = formToAnswers(session.definition, page.id, body, previous);
  const entries = page.repeat ? read[page.repeat.id] : undefined;
  const typed = page.repeat ? ((Array.isArray(entries) ? (entries as Entries)[0] : undefined) ?? {}) : read;
  for (const field of page.fields) {
    const name = controlName(page, item, field.id);
    if (body[`_asked.${name}`] === undefined || Object.hasOwn(typed, field.id)) continue;
    if (field.type === 'multichoice' || field.type === 'file') typed[field.id] = [];
    if (field.type === 'declaration' || field.type === 'yesno' || field.type === 'choice')
      typed[field.id] = '';
  }
  return typed;
}

function entryIn(answers: Record<string, unknown>, repeatId: string, item: number): Record<string, unknown> {
  const entries = Array.isArray(answers[repeatId]) ? (answers[repeatId] as Entries) : [];
  answers[repeatId] = entries;
  return (entries[item] ??= {});
}

interface Upload {
  field: string;
  file: { id: string; name: string; type: string; size: number };
}

/** Stores the posted files; one that can't be read is told apart and costs nothing else on the page. */
async function storeFiles(
  request: Request,
  session: FormSession,
  page: PageDefinition,
  item: number | undefined,
) {
  const uploads: Upload[] = [];
  const refused: { name: string; message: string }[] = [];
  for (const field of page.fields.filter((each) => each.type === 'file')) {
    const name = controlName(page, item, field.id);
    for (const file of request.files.filter((each) => each.field === `_file.${name}`)) {
      try {
        uploads.push({
          field: field.id,
          file: await storeUpload(request.app, session.actor, file, session.draft.id),
        });
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        refused.push({
          name,
          message: intakeTexts(request.language)('fileWrongType', { name: file.name.slice(0, 80) }),
        });
      }
    }
  }
  return { uploads, refused };
}

function addFiles(target: Record<string, unknown>, uploads: Upload[]): void {
  for (const { field, file } of uploads) {
    const before = target[field];
    target[field] = [...(Array.isArray(before) ? (before as unknown[]) : []), file];
  }
}

/** `_removeFile` is `name|id`. */
function removeFile(target: Record<string, unknown>, wanted: string | string[] | undefined): void {
  const [name = '', id = ''] = (typeof wanted === 'string' ? wanted : '').split('|');
  const field = name.split('.').at(-1) ?? '';
  const files = target[field];
  if (id !== '' && Array.isArray(files))
    target[field] = (files as { id: string }[]).filter((file) => file.id !== id);
}
