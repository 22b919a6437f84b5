// /konto/register/berichtigen: a value of a register is wrong; what is right, with a word and a document if there is one.
import { Top, Wrap, addressPartId, formatDate, uiLabels } from '../../../ui/index.ts';
import { addDays, lookUp, readSingle, type FieldDefinition, type FormBody } from '../../../engine/index.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { contextOf, refusesInvented } from '../../catalogue/index.ts';
import {
  accessFieldOf,
  askEntryValue,
  correctionDays,
  entryIdOf,
  registerIds,
  registerValueField,
  registersOf,
  unitOfRegister,
} from '../../data/index.ts';
import { assured } from '../../identity/index.ts';
import { openDoubt } from '../../intake/index.ts';
import { unitName } from '../../organisation/index.ts';
import { askCorrection } from '../actions/ask-correction.ts';
import { correctionsTexts, valueLabel } from '../corrections-texts.ts';
import { correctOwn } from '../permissions.ts';
import { openRequestFor } from '../queries/requests.ts';
import { AlreadyAsked } from './already-asked.tsx';
import { AskForm, address, control, longest, type About, type Typed } from './ask-form.tsx';

/** @throws Fault NOT_FOUND for what is not one's own or not corrected here, REGISTER_SILENT */
async function about(request: Request, wanted: unknown): Promise<About> {
  const { app, actor } = request;
  if (actor.kind !== 'person') throw new Fault('SIGN_IN_REQUIRED');
  const [name, id = '', ...more] = typeof wanted === 'string' ? wanted.split('.') : [];
  const register = registerIds.find((each) => each === name);
  const field = register && registerValueField(register, id);
  const unit = register && unitOfRegister(app, register);
  const entryId = register && entryIdOf(actor, register);
  if (more.length > 0 || !register || !field || unit === undefined || entryId === undefined)
    throw new Fault('NOT_FOUND');
  const now = await askEntryValue(app, actor.id, { register, entryId, field: id });
  if (now === 'silent') throw new Fault('REGISTER_SILENT');
  if (now === undefined) throw new Fault('NOT_FOUND');
  const open = await transact(app, actor, async (tx) => {
    await tx.recordAccess({
      kind: 'read',
      subject: actor.id,
      fields: [accessFieldOf(register, id)],
      purpose: 'own-view',
    });
    tx.ownData();
    return openRequestFor(tx.db, { register, entryId, field: id });
  });
  return { actor, register, field, unit, ...now, open };
}

const bodyOf = (body: unknown): FormBody =>
  Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>).filter(
      ([, value]) => typeof value === 'string' || Array.isArray(value),
    ),
  ) as FormBody;

async function show(request: Request): Promise<Reply> {
  const asked = await about(request, request.query['angabe'] ?? request.parked?.['angabe']);
  const parked = bodyOf(request.parked);
  const note = typeof parked['bemerkung'] === 'string' ? parked['bemerkung'] : '';
  return formPage(request, asked, { body: parked, note, errors: [], parts: [] });
}

async function send(request: Request): Promise<Reply> {
  const { app, language } = request;
  const body = bodyOf(request.body);
  const asked = await about(request, body['angabe']);
  const t = correctionsTexts(language);
  if (asked.open)
    return formPage(request, asked, {
      body,
      note: '',
      errors: [],
      parts: [],
      notice: t('error.CORRECTION_OPEN'),
    });
  const { lists } = contextOf(app, undefined);
  const { value, parts } = readSingle(asked.field, body, control, language, {
    lists,
    refuseInvented: refusesInvented(app),
  });
  const typedNote = typeof body['bemerkung'] === 'string' ? body['bemerkung'] : '';
  const note = typedNote.replaceAll('\u0000', '').trim();
  const typed = { body, note: typedNote, parts };
  const again = (fieldId: string, message: string) =>
    formPage(request, asked, { ...typed, errors: [{ fieldId, message }] });
  if (value === undefined) return again(firstWrong(asked.field, parts), t('ask.wrong'));
  if (canonicalJson(value) === canonicalJson(asked.value)) return again(control, t('ask.same'));
  if (note.length > longest) return again('bemerkung', t('ask.tooLong', { longest }));
  // What was shown is no longer what the register says: looked at once more before anything is sent.
  if (body['gesehen'] !== canonicalJson(asked.value))
    return formPage(request, asked, { ...typed, errors: [], notice: t('error.CORRECTION_STALE') });
  const evidence = request.files.find(({ field, fault }) => field === 'beleg' && fault !== 'empty');
  // As in every form: an address that the register of addresses does not know is asked about once more.
  const finding = await lookUp(asked.field, value, registersOf(app), { lists });
  if (finding && openDoubt(new Map([[control, finding]]), body) !== undefined)
    return formPage(request, asked, {
      ...typed,
      errors: [],
      finding,
      notice: t(evidence ? 'ask.doubtFile' : 'ask.doubt'),
    });
  try {
    await askCorrection(app, asked.actor, {
      register: asked.register,
      field: asked.field.id,
      seen: asked.value,
      right: value,
      note,
      evidence,
      language,
    });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const message = faultText(app, language, error.code);
    if (/^(FILE_|IMAGE_|BODY_TOO)/.test(error.code)) return again('beleg', message);
    if (error.code.startsWith('CORRECTION'))
      return formPage(request, asked, { ...typed, errors: [], notice: message });
    throw error;
  }
  return seeOther('/konto/berichtigungen?gestellt=1');
}

const firstWrong = (field: FieldDefinition, [first = '']: readonly string[]): string =>
  field.type === 'address' && /^(street|houseNumber|postalCode|town)$/.test(first)
    ? addressPartId(control, first as 'street')
    : control;

function formPage(request: Request, asked: About, typed: Typed): Reply {
  const { app, language } = request;
  const t = correctionsTexts(language);
  const { register, field, unit } = asked;
  const label = valueLabel(language, register, field.id);
  const failed = typed.errors.length > 0;
  return page(request, {
    title: t('ask.title', { value: label }),
    status: failed || typed.finding ? 422 : typed.notice === undefined ? 200 : 409,
    hasErrors: failed,
    ...(field.type === 'address' ? { scripts: ['addresses' as const] } : {}),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('ask.title', { value: label })}
          lead={t('ask.lead', {
            unit: unitName(app, unit, language),
            due: formatDate(addDays(app.clock.today(), correctionDays(app)), language),
          })}
          crumbs={[
            { label: t('account'), href: '/konto' },
            { label: t('entries.title'), href: '/konto/register' },
          ]}
          tight
        />
        {asked.open ? (
          <AlreadyAsked language={language} asked={asked.open} reader={asked.actor.id} />
        ) : (
          <AskForm request={request} asked={asked} typed={typed} />
        )}
      </Wrap>
    ),
  });
}

export const askRoutes: Route[] = [
  assured('correction', {
    method: 'GET',
    url: address,
    may: correctOwn,
    kind: 'page',
    summary: 'Says that a register is wrong (angabe: register.field)',
    handle: show,
  }),
  assured('correction', {
    method: 'POST',
    url: address,
    may: correctOwn,
    kind: 'form',
    summary: 'Sends the correction to the unit that keeps the register',
    bodyLimit: 11 * 1024 * 1024,
    perMinute: 30,
    handle: send,
  }),
];
