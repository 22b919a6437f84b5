// /schalter: who is there or calls, which service, how the clerk knows who it is; and what was begun and not sent yet.
import type { VNode } from 'preact';
import {
  AhvField,
  Band,
  Button,
  Buttons,
  Choice,
  DateField,
  EmailField,
  EmptyState,
  ErrorSummary,
  Form,
  Rows,
  TextField,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { normaliseAhv } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { asLanguage, languages } from '../../../kernel/i18n/texts.ts';
import { services, serviceTitle } from '../../catalogue/index.ts';
import { accountNames } from '../../identity/index.ts';
import { beginCounterDraft, findServedPersons, type ServedPerson } from '../actions/serve-person.ts';
import { intakeTexts } from '../intake-texts.ts';
import { clerkDrafts, identifications } from '../queries/draft.ts';

const channels = ['counter', 'phone', 'paper'] as const;
const languageNames = { de: 'Deutsch', fr: 'Français', it: 'Italiano', en: 'English' };

interface StartView {
  values: Record<string, string>;
  errors: FormError[];
  /** People that a search has found; undefined before the first search. */
  found?: ServedPerson[];
}

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
  const typedAhv = values['ahv']?.trim() ?? '';
  const lastName = values['lastName']?.trim() ?? '';
  const birthDate = ['year', 'month', 'day']
    .map((part) => (values[`birthDate.${part}`] ?? '').trim().padStart(part === 'year' ? 4 : 2, '0'))
    .join('-');
  if (typedAhv !== '') {
    const ahv = normaliseAhv(typedAhv);
    if (ahv === undefined)
      return startPage(request, { values, errors: [{ fieldId: 'ahv', message: t('counter.ahvWrong') }] });
    const found = await findServedPersons(request.app, clerkOf(request), { ahv }, request.language);
    return startPage(request, { values, errors: [], found });
  }
  if (lastName === '' || !isDay(birthDate))
    return startPage(request, { values, errors: [{ fieldId: 'ahv', message: t('counter.findMissing') }] });
  const found = await findServedPersons(
    request.app,
    clerkOf(request),
    { lastName, birthDate },
    request.language,
  );
  return startPage(request, { values, errors: [], found });
}

function isDay(text: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

export async function postBegin(request: Request): Promise<Reply> {
  const values = textValues(request.body);
  const t = intakeTexts(request.language);
  const serviceId = values['service'] ?? '';
  const name = values['name']?.trim() ?? '';
  const person = values['person'] ?? '';
  const channel = channels.find((each) => each === values['channel']) ?? 'counter';
  const identification = identifications.find((each) => each === values['identification']) ?? 'none';
  const errors: FormError[] = [];
  if (!services(request.app).some((each) => each.id === serviceId))
    errors.push({ fieldId: 'service', message: t('counter.serviceMissing') });
  if (!/^[0-9a-f-]{36}$/.test(person) && name === '')
    errors.push({ fieldId: 'name', message: t('counter.nameMissing') });
  if (errors.length > 0) return startPage(request, { values, errors });
  const id = await beginCounterDraft(request.app, clerkOf(request), {
    serviceId,
    person:
      name === ''
        ? { id: person }
        : { name: name.slice(0, 120), email: values['email']?.trim().slice(0, 200) || undefined },
    channel,
    identification,
    language: asLanguage(values['language']) ?? 'de',
  });
  return seeOther(`/schalter/${id}`);
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
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  return page(request, {
    title: t('counter.title'),
    status: view.errors.length > 0 ? 422 : 200,
    hasErrors: view.errors.length > 0,
    content: (
      <Wrap>
        <Top labels={labels} title={t('counter.title')} lead={t('counter.lead')} />
        <ErrorSummary labels={labels} errors={view.errors} />
        <Search request={request} view={view} />
        <Begin request={request} view={view} />
        {await begun(request)}
      </Wrap>
    ),
  });
}

const errorAt = (view: StartView, id: string) => view.errors.find((each) => each.fieldId === id)?.message;

function Search({ request, view }: { request: Request; view: StartView }): VNode {
  const t = intakeTexts(request.language);
  const labels = uiLabels(request.language);
  const { values } = view;
  return (
    <Band id="suchen" title={t('counter.find')} note={t('counter.findNote')}>
      <Form plain action="/schalter/suche" hidden={{ _csrf: request.csrf, service: values['service'] ?? '' }}>
        <div class="dense">
          <AhvField
            labels={labels}
            id="ahv"
            name="ahv"
            label={t('counter.ahv')}
            error={errorAt(view, 'ahv')}
            value={values['ahv']}
          />
          <TextField
            labels={labels}
            id="lastName"
            name="lastName"
            label={t('counter.lastName')}
            value={values['lastName']}
          />
          <DateField
            labels={labels}
            id="birthDate"
            name="birthDate"
            label={t('counter.birthDate')}
            value={{
              day: values['birthDate.day'] ?? '',
              month: values['birthDate.month'] ?? '',
              year: values['birthDate.year'] ?? '',
            }}
          />
        </div>
        <Buttons>
          <Button variant="secondary">{t('counter.search')}</Button>
        </Buttons>
      </Form>
      {view.found?.length === 0 ? <p role="status">{t('counter.foundNone')}</p> : null}
    </Band>
  );
}

function Begin({ request, view }: { request: Request; view: StartView }): VNode {
  const { app, language } = request;
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  const { values } = view;
  const found = view.found ?? [];
  return (
    <Band id="beginnen" title={t('counter.begin')}>
      <Form plain action="/schalter/beginnen" hidden={{ _csrf: request.csrf }}>
        {found.length > 0 ? (
          <Choice
            labels={labels}
            id="person"
            name="person"
            label={t('counter.person')}
            as="radio"
            value={values['person'] ?? found[0]?.id}
            options={found.map((person) => ({
              value: person.id,
              label: `${person.firstName} ${person.lastName}`,
              hint: `${t('counter.born', { date: formatDate(person.birthDate, language) })}, ${person.address}`,
            }))}
          />
        ) : (
          <fieldset>
            <legend>{t('counter.other')}</legend>
            <div class="dense">
              {values['person'] ? <input type="hidden" name="person" value={values['person']} /> : null}
              <TextField
                labels={labels}
                id="name"
                name="name"
                label={t('counter.name')}
                error={errorAt(view, 'name')}
                value={values['name']}
              />
              <EmailField
                labels={labels}
                id="email"
                name="email"
                label={t('counter.email')}
                hint={t('counter.emailHint')}
                optional
                value={values['email']}
              />
            </div>
          </fieldset>
        )}
        <div class="dense">
          <Choice
            labels={labels}
            id="service"
            name="service"
            label={t('counter.service')}
            error={errorAt(view, 'service')}
            as="select"
            value={values['service']}
            options={services(app)
              .map(({ id }) => ({ value: id, label: serviceTitle(app, id, language) }))
              .toSorted((one, two) => one.label.localeCompare(two.label, language))}
          />
          <Choice
            labels={labels}
            id="language"
            name="language"
            label={t('counter.language')}
            as="select"
            value={values['language'] ?? language}
            options={languages.map((each) => ({ value: each, label: languageNames[each] }))}
          />
          <Choice
            labels={labels}
            id="channel"
            name="channel"
            label={t('counter.channel')}
            as="radio"
            value={values['channel'] ?? 'counter'}
            options={channels.map((each) => ({ value: each, label: t(`counter.channel.${each}`) }))}
          />
          <Choice
            labels={labels}
            id="identification"
            name="identification"
            label={t('counter.identification')}
            as="radio"
            value={values['identification'] ?? (found.length > 0 ? 'document' : 'none')}
            options={identifications.map((each) => ({
              value: each,
              label: t(`counter.identification.${each}`),
            }))}
          />
        </div>
        <Buttons>
          <Button>{t('counter.begin')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

async function begun(request: Request): Promise<VNode> {
  const { app, language } = request;
  const t = intakeTexts(language);
  const drafts = await clerkDrafts(app, clerkOf(request));
  const names = await accountNames(
    app,
    drafts.map((draft) => draft.ownerId),
  );
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
            text: `${serviceTitle(app, draft.serviceId, language)}, ${t('counter.keptUntil', {
              date: formatDate(swissDay(draft.expiresAt), language, 'day'),
            })}`,
          }))}
        />
      )}
    </Band>
  );
}
