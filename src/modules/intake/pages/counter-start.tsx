// /schalter: who is there or calls, which service, how the clerk knows who it is; and what was begun and not sent yet.
import type { VNode } from 'preact';
import {
  Band,
  EmptyState,
  ErrorSummary,
  MoreLink,
  Rows,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { faultText as errorText } from '../../../kernel/http/fault-text.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { serviceById, services, serviceTitle, typedAhv } from '../../catalogue/index.ts';
import { blockedAmong, disclosureTexts } from '../../data/index.ts';
import { isOpen, standingOf } from '../../governance/index.ts';
import { accountNames } from '../../identity/index.ts';
import { beginCounterDraft, findServedPersons, type ServedPerson } from '../actions/serve-person.ts';
import { Begin, Paper, Search, channels, type FoundPerson, type StartView } from './counter-start-forms.tsx';
import { identificationErrors } from './counter-identification.ts';
import { counterList } from '../actions/counter-list.ts';
import { logIdentified } from '../actions/log-identified.ts';
import { intakeTexts } from '../intake-texts.ts';
import { paperForm } from '../queries/paper-form.ts';
import { identifications } from '../queries/draft.ts';

export function clerkOf(request: Request): StaffActor {
  if (request.actor.kind !== 'staff') throw new Fault('FORBIDDEN');
  return request.actor;
}

export function showCounter(request: Request): Promise<Reply> {
  const service = request.query['leistung'] ?? '';
  return startPage(request, { values: { service }, errors: [] });
}

/** The search is posted: an AHV number must not stand in addresses, histories and logs. */
export async function postSearch(request: Request): Promise<Reply> {
  const values = textValues(request.body);
  const t = intakeTexts(request.language);
  const typed = values['ahv']?.trim() ?? '';
  const lastName = values['lastName']?.trim() ?? '';
  const birthDate = ['year', 'month', 'day']
    .map((part) => (values[`birthDate.${part}`] ?? '').trim().padStart(part === 'year' ? 4 : 2, '0'))
    .join('-');
  if (typed !== '') {
    const ahv = typedAhv(request.app, typed);
    if (ahv === undefined)
      return startPage(request, { values, errors: [{ fieldId: 'ahv', message: t('counter.ahvWrong') }] });
    return foundPage(request, values, { ahv });
  }
  if (lastName === '' || !isDay(birthDate))
    return startPage(request, { values, errors: [{ fieldId: 'ahv', message: t('counter.findMissing') }] });
  return foundPage(request, values, { lastName, birthDate });
}

/** Where the register does not answer, the clerk writes the name by hand, and the answers count as stated. */
async function foundPage(
  request: Request,
  values: Record<string, string>,
  wanted: Parameters<typeof findServedPersons>[2],
): Promise<Reply> {
  try {
    const found = await findServedPersons(request.app, clerkOf(request), wanted, request.language);
    return await startPage(request, { values, errors: [], found: found.map((each) => shown(request, each)) });
  } catch (error) {
    if (!(error instanceof Fault) || !['REGISTER_SILENT', 'OWN_MATTER'].includes(error.code)) throw error;
    const message =
      error.code === 'OWN_MATTER'
        ? errorText(request.app, request.language, error.code)
        : intakeTexts(request.language)('counter.registerSilent');
    return startPage(request, { values, errors: [{ fieldId: 'ahv', message }] });
  }
}

function shown({ language }: Request, person: ServedPerson): FoundPerson {
  const born = intakeTexts(language)('counter.born', { date: formatDate(person.birthDate, language) });
  return {
    id: person.id,
    name: `${person.firstName} ${person.lastName}`,
    // A caller who says to be them shall not hear where they live.
    hint: person.blocked
      ? `${born}. ${disclosureTexts(language)('note.short')}`
      : `${born}, ${person.address}`,
  };
}

/** A sheet came back: its code says the service, the version and, when it was printed for someone, for whom. */
export async function postPaper(request: Request): Promise<Reply> {
  const { app, language } = request;
  const values = textValues(request.body);
  try {
    const sheet = await paperForm(app, values['code'] ?? '');
    return await startPage(request, {
      values: { ...values, service: sheet.serviceId, language: sheet.language, channel: 'paper' },
      errors: [],
      paper: { number: sheet.number, service: serviceTitle(app, sheet.serviceId, language) },
      ...(sheet.ownerId === undefined ? {} : { found: await foundBefore(request, sheet.ownerId) }),
    });
  } catch (error) {
    if (!(error instanceof Fault) || !error.code.startsWith('PAPER_')) throw error;
    // Whoever typed it wants the case that was made of it.
    const ref = error.params['case'];
    const message =
      typeof ref === 'string'
        ? intakeTexts(language)('counter.entered', { ref })
        : errorText(app, language, error.code);
    return startPage(request, { values, errors: [{ fieldId: 'code', message }] });
  }
}

/** Somebody whose account is known already: by a sheet's code, or because they were chosen. */
async function foundBefore(request: Request, id: string): Promise<FoundPerson[]> {
  const { app, language } = request;
  const name = (await accountNames(app, [id])).get(id);
  if (name === undefined) return [];
  await logIdentified(app, clerkOf(request), [id]);
  const blocked = await blockedAmong(app, [id]);
  return [{ id, name, ...(blocked.has(id) ? { hint: disclosureTexts(language)('note.short') } : {}) }];
}

function isDay(text: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** One of those that are offered; undefined for any other. */
function chosen<Value extends string>(
  offered: readonly Value[],
  value: string | undefined,
  unsaid: Value,
): Value | undefined {
  return value === undefined ? unsaid : offered.find((each) => each === value);
}

export async function postBegin(request: Request): Promise<Reply> {
  const values = textValues(request.body);
  const t = intakeTexts(request.language);
  const serviceId = values['service'] ?? '';
  const name = values['name']?.trim() ?? '';
  const person = values['person'] ?? '';
  const channel = chosen(channels, values['channel'], 'counter');
  const identification = chosen(identifications, values['identification'], 'none');
  const language = chosen(languages, values['language'], 'de');
  // The form offers nothing else.
  if (channel === undefined || identification === undefined || language === undefined)
    throw new Fault('BAD_REQUEST');
  const errors: FormError[] = [];
  if (!services(request.app).some((each) => each.id === serviceId))
    errors.push({ fieldId: 'service', message: t('counter.serviceMissing') });
  if (!isUuid(person) && name === '') errors.push({ fieldId: 'name', message: t('counter.nameMissing') });
  const email = values['email']?.trim() ?? '';
  if (email !== '' && !isMailAddress(email))
    errors.push({ fieldId: 'email', message: t('counter.emailInvalid') });
  const definition = serviceById(request.app, serviceId);
  if (definition && !isOpen(await standingOf(request.app, request.app.db, definition)))
    errors.push({ fieldId: 'service', message: errorText(request.app, request.language, 'PURPOSE_CLOSED') });
  errors.push(...identificationErrors(request.language, values, name === '' && isUuid(person)));
  if (errors.length > 0) return beginAgain(request, values, errors);
  try {
    const id = await beginCounterDraft(request.app, clerkOf(request), {
      serviceId,
      person:
        name === '' ? { id: person } : { name: name.slice(0, 120), email: email === '' ? undefined : email },
      channel,
      identification,
      language,
      ...(values['paper'] === undefined ? {} : { paper: values['paper'] }),
    });
    return seeOther(`/schalter/${id}`);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'ACTING_NOT_ALLOWED') throw error;
    return beginAgain(request, values, [{ fieldId: 'name', message: t('counter.actingNotAllowed') }]);
  }
}

/** The form as it was, with the person who was found and the sheet that is entered. */
async function beginAgain(
  request: Request,
  values: Record<string, string>,
  errors: FormError[],
): Promise<Reply> {
  const { person = '', paper, service = '' } = values;
  return startPage(request, {
    values,
    errors,
    ...(isUuid(person) ? { found: await foundBefore(request, person) } : {}),
    ...(paper === undefined
      ? {}
      : { paper: { number: paper, service: serviceTitle(request.app, service, request.language) } }),
  });
}

function textValues(body: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

async function startPage(request: Request, view: StartView): Promise<Reply> {
  const { language } = request;
  // What was found, by a search or by a sheet's code, opens right below the place where it was asked for.
  const bands = view.paper || errorsAtCode(view) ? [Paper, Begin, Search] : [Search, Begin, Paper];
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  return page(request, {
    title: t('counter.title'),
    status: view.errors.length > 0 ? 422 : 200,
    hasErrors: view.errors.length > 0,
    content: (
      <Wrap>
        <Top labels={labels} title={t('counter.title')} lead={t('counter.lead')}>
          <p>
            <MoreLink label={t('counter.mandate')} href="/vertretung/schalter" />
          </p>
          <p>
            <MoreLink label={t('counter.disclosure')} href="/schalter/bekanntgabe" />
          </p>
        </Top>
        <ErrorSummary labels={labels} errors={view.errors} />
        {bands.map((Part) => (
          <Part key={Part.name} request={request} view={view} />
        ))}
        {await begun(request)}
      </Wrap>
    ),
  });
}

const errorsAtCode = ({ errors }: StartView) => errors.some(({ fieldId }) => fieldId === 'code');

async function begun(request: Request): Promise<VNode> {
  const { app, language } = request;
  const t = intakeTexts(language);
  const drafts = await counterList(app, clerkOf(request));
  const ids = drafts.map((draft) => draft.ownerId);
  const names = await accountNames(app, ids);
  const blocked = await blockedAmong(app, ids);
  return (
    <Band id="angefangen" title={t('counter.open')} note={t('counter.openNote')} last>
      {drafts.length === 0 ? (
        <EmptyState text={t('counter.openEmpty')} />
      ) : (
        <Rows
          items={drafts.map((draft) => ({
            when: t(`counter.channel.${draft.channel === 'web' ? 'counter' : draft.channel}`),
            title: names.get(draft.ownerId) ?? '',
            href: `/schalter/${draft.id}`,
            text: [
              `${serviceTitle(app, draft.serviceId, language)}, ${t('counter.keptUntil', {
                date: formatDate(swissDay(draft.expiresAt), language, 'day'),
              })}`,
              ...(blocked.has(draft.ownerId) ? [disclosureTexts(language)('note.short')] : []),
            ].join('. '),
          }))}
        />
      )}
    </Band>
  );
}
