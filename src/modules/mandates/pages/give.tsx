// /vertretung/erteilen: gives a mandate to a person or a company, for everything or for some things, from when until when.
import {
  Button,
  Buttons,
  Choice,
  DateField,
  ErrorSummary,
  Form,
  MultiChoice,
  TextField,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { locales } from '../../../kernel/i18n/texts.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { mattersOf, type OwnMatter } from '../../cases/index.ts';
import { offerMandate } from '../actions/offer-mandate.ts';
import { mandatesTexts } from '../mandates-texts.ts';
import { manageMandates } from '../permissions.ts';
import { servicesForOthers } from '../queries/acting-rules.ts';
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

interface Offerable {
  services: string[];
  matters: OwnMatter[];
}

async function offerableBy(request: Request): Promise<Offerable> {
  const { app, language } = request;
  const services = servicesForOthers(app);
  const { items } = await mattersOf(app, personOf(request), { limit: mostMatters });
  const title = (id: string) => serviceTitle(app, id, language);
  return {
    services: services.toSorted((a, b) => title(a).localeCompare(title(b), locales[language])),
    matters: items.filter(({ serviceId }) => services.includes(serviceId)),
  };
}

const keysOf = ({ services, matters }: Offerable) => ({ services, matters: matters.map(({ ref }) => ref) });

async function showForm(request: Request): Promise<Reply> {
  const offerable = await offerableBy(request);
  if (request.parked) return formPage(request, offerable, typedOffer(request.parked, keysOf(offerable)), {});
  const today = request.app.clock.today();
  const matter = request.query['sache'];
  const matters = keysOf(offerable).matters.filter((ref) => ref === matter);
  const typed: TypedOffer = {
    to: '',
    scope: matters.length > 0 ? 'some' : '',
    services: [],
    matters,
    from: dateText(today),
    until: dateText(yearsLater(today, 1)),
  };
  return formPage(request, offerable, typed, {});
}

async function postForm(request: Request): Promise<Reply> {
  const { app, language } = request;
  const actor = personOf(request);
  const offerable = await offerableBy(request);
  const typed = typedOffer(request.body as Record<string, unknown>, keysOf(offerable));
  const read = await readOffer(app, typed, language);
  if ('faults' in read) return formPage(request, offerable, typed, read.faults);
  try {
    return seeOther(`/vertretung/vollmachten/${await offerMandate(app, actor, read.offer)}`);
  } catch (error) {
    if (error instanceof Fault && error.code === 'MANDATE_TO_SELF')
      return formPage(request, offerable, typed, { to: 'fault.toSelf' });
    throw error;
  }
}

function formPage(request: Request, offerable: Offerable, typed: TypedOffer, faults: OfferFaults): Reply {
  const { app, language } = request;
  const t = mandatesTexts(language);
  const labels = uiLabels(language);
  const says = (field: keyof OfferFaults) => {
    const key = faults[field];
    return key === undefined ? undefined : t(key, { years: longestYears });
  };
  const errors = (['to', 'scope', 'services', 'from', 'until'] as const).flatMap((field) => {
    const message = says(field);
    return message === undefined ? [] : [{ fieldId: field, message }];
  });
  return page(request, {
    title: t('give.title'),
    status: errors.length > 0 ? 422 : 200,
    hasErrors: errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('give.title')}
          lead={t('give.lead')}
          crumbs={[
            { label: t('account'), href: '/konto' },
            { label: t('mandates'), href: '/vertretung/vollmachten' },
          ]}
          tight
        />
        <Form action={address} hidden={{ _csrf: request.csrf }}>
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
              { value: 'all', label: t('give.all'), hint: t('give.allHint') },
              { value: 'some', label: t('give.some'), hint: t('give.someHint') },
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
  {
    method: 'GET',
    url: address,
    may: manageMandates,
    kind: 'page',
    summary: 'The form with which a mandate is given',
    handle: showForm,
  },
  {
    method: 'POST',
    url: address,
    may: manageMandates,
    kind: 'form',
    summary: 'Offers a mandate to a person or a company',
    // Each offer sends a mail.
    perMinute: 20,
    handle: postForm,
  },
];
