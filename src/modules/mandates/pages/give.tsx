// /vertretung/erteilen: gives a mandate to a person or a company, for everything or for some things, from when until when; a parent also for a child.
import {
  Button,
  Buttons,
  Choice,
  DateField,
  ErrorSummary,
  Form,
  MultiChoice,
  Notice,
  TextField,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { SentBefore } from '../../../kernel/http/sent-before.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { longDay } from '../../../kernel/i18n/long-day.ts';
import { locales } from '../../../kernel/i18n/texts.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { mattersOf, type OwnMatter } from '../../cases/index.ts';
import { assured } from '../../identity/index.ts';
import { offerMandate } from '../actions/offer-mandate.ts';
import { mandatesTexts } from '../mandates-texts.ts';
import { manageMandates } from '../permissions.ts';
import { servicesForOthers } from '../queries/acting-rules.ts';
import { asChild, childrenOf } from '../queries/children.ts';
import type { Representation } from '../representation.ts';
import { longestYears } from '../rules.ts';
import { personOf } from './choose.tsx';
import {
  dateText,
  readOffer,
  typedOffer,
  yearsLater,
  type OfferFaults,
  type TypedOffer,
} from './typed-offer.ts';

const address = '/vertretung/erteilen';
/** The latest cases can be named; for older ones a mandate for the service does. */
const mostMatters = 20;

/** `fuer` names the child for whom a parent gives it; absent: for oneself. */
async function childOf(request: Request, id: unknown): Promise<Representation | undefined> {
  if (id === undefined || id === '') return undefined;
  const children = await childrenOf(request.app, personOf(request));
  const child = children.find((each) => each.id === id);
  if (!child) throw new Fault('NOT_FOUND');
  return child;
}

interface Offerable {
  services: string[];
  matters: OwnMatter[];
}

async function offerableBy(request: Request, child: Representation | undefined): Promise<Offerable> {
  const { app, language } = request;
  const services = servicesForOthers(app);
  // A parent sees the child's cases by acting for it, not by the way.
  const { items } = child ? { items: [] } : await mattersOf(app, personOf(request), { limit: mostMatters });
  const title = (id: string) => serviceTitle(app, id, language);
  return {
    services: services.toSorted((a, b) => title(a).localeCompare(title(b), locales[language])),
    matters: items.filter(({ serviceId }) => services.includes(serviceId)),
  };
}

const keysOf = ({ services, matters }: Offerable) => ({ services, matters: matters.map(({ ref }) => ref) });

async function showForm(request: Request): Promise<Reply> {
  const { app, parked } = request;
  const child = await childOf(request, parked?.['fuer'] ?? request.query['fuer']);
  if (child) await asChild(app, personOf(request), child.id);
  const offerable = await offerableBy(request, child);
  if (parked) return formPage(request, offerable, typedOffer(parked, keysOf(offerable)), {}, child);
  const today = app.clock.today();
  const matter = request.query['sache'];
  const matters = keysOf(offerable).matters.filter((ref) => ref === matter);
  const typed: TypedOffer = {
    to: '',
    scope: matters.length > 0 ? 'some' : '',
    services: [],
    matters,
    from: dateText(today),
    until: dateText([yearsLater(today, 1), ...(child?.until ? [child.until] : [])].toSorted()[0] ?? today),
  };
  return formPage(request, offerable, typed, {}, child);
}

async function postForm(request: Request): Promise<Reply> {
  const { app, language } = request;
  const self = personOf(request);
  const body = request.body as Record<string, unknown>;
  const child = await childOf(request, body['fuer']);
  const offerable = await offerableBy(request, child);
  const typed = typedOffer(body, keysOf(offerable));
  try {
    const giver = child ? await asChild(app, self, child.id) : self;
    const read = await readOffer(app, typed, language, child && giver.acting?.until);
    if ('faults' in read) return formPage(request, offerable, typed, read.faults, child);
    const id = await offerMandate(app, giver, { id: sentId(body), ...read.offer });
    return seeOther(`/vertretung/vollmachten/${id}`);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.code === 'MANDATE_TO_SELF')
      return formPage(request, offerable, typed, { to: 'fault.toSelf' }, child);
    if (error.code === 'MANDATE_TO_PARENT')
      return formPage(request, offerable, typed, { to: 'fault.toParent' }, child);
    // What was typed stays: the register may answer in a moment, and another mandate has another form.
    if (/^(REPRESENTATION_UNCONFIRMED|SENT_BEFORE)$/.test(error.code))
      return formPage(request, offerable, typed, {}, child, error);
    throw error;
  }
}

function formPage(
  request: Request,
  offerable: Offerable,
  typed: TypedOffer,
  faults: OfferFaults,
  child?: Representation,
  failed?: Fault,
): Reply {
  const { app, language } = request;
  const t = mandatesTexts(language);
  const labels = uiLabels(language);
  const latest = child?.until ?? app.clock.today();
  const name = child?.representedName ?? '';
  const title = child ? t('give.childTitle', { name }) : t('give.title');
  const says = (field: keyof OfferFaults) => {
    const key = faults[field];
    return key === undefined ? undefined : t(key, { years: longestYears, day: longDay(language, latest) });
  };
  const errors = (['to', 'scope', 'services', 'from', 'until'] as const).flatMap((field) => {
    const message = says(field);
    return message === undefined ? [] : [{ fieldId: field, message }];
  });
  return page(request, {
    title,
    status: failed?.status ?? (errors.length > 0 ? 422 : 200),
    hasErrors: errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={title}
          lead={child ? t('give.childLead', { name, day: longDay(language, latest) }) : t('give.lead')}
          crumbs={[
            { label: t('account'), href: '/konto' },
            { label: t('mandates'), href: '/vertretung/vollmachten' },
          ]}
          tight
        />
        {failed?.code === 'SENT_BEFORE' ? <SentBefore app={app} language={language} /> : null}
        {failed?.code === 'REPRESENTATION_UNCONFIRMED' ? (
          <Notice tone="warning" title={t('choose.silentTitle')} role="status">
            <p>{t('choose.unconfirmed', { name })}</p>
          </Notice>
        ) : null}
        <Form
          action={address}
          hidden={{
            _csrf: request.csrf,
            ...formId(failed ? undefined : (request.body ?? request.parked)),
            ...(child ? { fuer: child.id } : {}),
          }}
        >
          <ErrorSummary labels={labels} errors={errors} />
          <TextField
            labels={labels}
            id="to"
            name="to"
            label={t('give.to')}
            hint={t('give.toHint')}
            error={says('to')}
            value={typed.to}
            maxLength={254}
            spellcheck={false}
          />
          <Choice
            labels={labels}
            id="scope"
            name="scope"
            label={t('give.scope')}
            error={says('scope')}
            value={typed.scope}
            options={[
              { value: 'all', label: t('give.all'), hint: t(child ? 'give.childAllHint' : 'give.allHint') },
              {
                value: 'some',
                label: t('give.some'),
                hint: t(child ? 'give.childSomeHint' : 'give.someHint'),
              },
            ]}
          />
          <MultiChoice
            labels={labels}
            id="services"
            name="services"
            label={t('give.services')}
            optional
            error={says('services')}
            value={typed.services}
            options={offerable.services.map((id) => ({
              value: id,
              label: serviceTitle(app, id, language),
            }))}
          />
          {offerable.matters.length > 0 ? (
            <MultiChoice
              labels={labels}
              id="matters"
              name="matters"
              label={t('give.matters')}
              optional
              value={typed.matters}
              options={offerable.matters.map(({ ref, serviceId }) => ({
                value: ref,
                label: `${serviceTitle(app, serviceId, language)}, ${ref}`,
              }))}
            />
          ) : null}
          <DateField
            labels={labels}
            id="from"
            name="from"
            label={t('give.from')}
            error={says('from')}
            value={typed.from}
          />
          <DateField
            labels={labels}
            id="until"
            name="until"
            label={t('give.until')}
            hint={t('give.untilHint', { years: longestYears })}
            error={says('until')}
            value={typed.until}
          />
          <p>{t('give.after')}</p>
          <Buttons>
            <Button go>{t('give.submit')}</Button>
            <Button variant="secondary" href="/vertretung/vollmachten">
              {t('give.cancel')}
            </Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

export const giveRoutes: Route[] = [
  assured('giveMandate', {
    method: 'GET',
    url: address,
    may: manageMandates,
    kind: 'page',
    summary: 'The form with which a mandate is given',
    handle: showForm,
  }),
  assured('giveMandate', {
    method: 'POST',
    url: address,
    may: manageMandates,
    kind: 'form',
    summary: 'Offers a mandate to a person or a company',
    // Each offer sends a mail.
    perMinute: 20,
    handle: postForm,
  }),
];
