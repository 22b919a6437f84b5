// /konto/register/berichtigen: a value of a register is wrong; what is right, with a word and a document if there is one.
import {
  Button,
  Buttons,
  ErrorSummary,
  FileField,
  Form,
  Known,
  LongTextField,
  Notice,
  Top,
  Wrap,
  addressPartId,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { addDays, readSingle, type FieldDefinition, type FormBody } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { contextOf } from '../../catalogue/index.ts';
import {
  accessFieldOf,
  askEntryValue,
  correctionDays,
  dataTexts,
  entryIdOf,
  registerIds,
  registerValueField,
  unitOfRegister,
  type RegisterId,
} from '../../data/index.ts';
import { assured } from '../../identity/index.ts';
import { unitName } from '../../organisation/index.ts';
import { askCorrection } from '../actions/ask-correction.ts';
import { correctionsTexts, valueLabel } from '../corrections-texts.ts';
import { correctOwn } from '../permissions.ts';
import { valueText } from '../queries/value-text.ts';
import { RightValue } from './right-value.tsx';

const address = '/konto/register/berichtigen';
const longest = 2000;
const control = 'richtig';

/** Which value it is about, and what the register says now. */
interface About {
  actor: PersonActor;
  register: RegisterId;
  field: FieldDefinition;
  unit: string;
  value: unknown;
  asOf: string;
}

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
  await transact(app, actor, (tx) =>
    tx.recordAccess({
      kind: 'read',
      subject: actor.id,
      fields: [accessFieldOf(register, id)],
      purpose: 'own-view',
    }),
  );
  return { actor, register, field, unit, ...now };
}

interface Typed {
  body: FormBody;
  note: string;
  errors: { fieldId: string; message: string }[];
  /** Parts of the value that are wrong; '' for the whole. */
  parts: string[];
  notice?: string;
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
  const { lists } = contextOf(app, undefined);
  const { value, parts } = readSingle(asked.field, body, control, language, { lists });
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
  const { app, language, csrf } = request;
  const t = correctionsTexts(language);
  const d = dataTexts(language);
  const labels = uiLabels(language);
  const { register, field, unit } = asked;
  const label = valueLabel(language, register, field.id);
  const errorOf = (id: string) => typed.errors.find(({ fieldId }) => fieldId === id)?.message;
  const failed = typed.errors.length > 0;
  return page(request, {
    title: t('ask.title', { value: label }),
    status: failed ? 422 : typed.notice === undefined ? 200 : 409,
    hasErrors: failed,
    ...(field.type === 'address' ? { scripts: ['addresses' as const] } : {}),
    content: (
      <Wrap>
        <Top
          labels={labels}
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
        <Form
          action={address}
          multipart
          hidden={{
            _csrf: csrf,
            angabe: `${register}.${field.id}`,
            gesehen: canonicalJson(asked.value),
          }}
        >
          <ErrorSummary labels={labels} errors={typed.errors} />
          {typed.notice === undefined ? null : <Notice tone="warning" title={typed.notice} role="status" />}
          <Known
            labels={labels}
            id="bisher"
            title={t('ask.now')}
            intro=""
            items={[
              {
                term: label,
                value: valueText(app, language, { register, field: field.id }, asked.value),
                source: d('source', {
                  register: d(`register.${register}`),
                  date: formatDate(asked.asOf, language),
                }),
              },
            ]}
          />
          <RightValue name={control} request={request} field={field} label={t('ask.right')} typed={typed} />
          <LongTextField
            labels={labels}
            id="bemerkung"
            name="bemerkung"
            label={t('ask.note')}
            hint={t('ask.noteHint')}
            optional
            maxLength={longest}
            value={typed.note}
            error={errorOf('bemerkung')}
          />
          <FileField
            labels={labels}
            id="beleg"
            name="beleg"
            label={t('ask.evidence')}
            hint={t('ask.evidenceHint')}
            accept="application/pdf,image/jpeg,image/png,image/webp"
            optional
            value={undefined}
            error={errorOf('beleg')}
          />
          <Buttons>
            <Button go>{t('ask.send')}</Button>
            <a href="/konto/register">{t('cancel')}</a>
          </Buttons>
        </Form>
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
