// /vertretung/schalter: staff record a mandate that was signed on paper, with both AHV numbers and a scan of the paper.
import {
  AhvField,
  Button,
  Buttons,
  Choice,
  DateField,
  ErrorSummary,
  FileField,
  Form,
  MoreLink,
  MultiChoice,
  Notice,
  Top,
  Wrap,
  YesNo,
  uiLabels,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { SentBefore } from '../../../kernel/http/sent-before.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { locales } from '../../../kernel/i18n/texts.ts';
import { serviceTitle, typedAhv } from '../../catalogue/index.ts';
import { recordPaper } from '../actions/record-paper.ts';
import { mandatesTexts } from '../mandates-texts.ts';
import { recordPaper as mayRecord } from '../permissions.ts';
import { servicesForOthers } from '../queries/acting-rules.ts';
import { longestYears } from '../rules.ts';
import {
  dateText,
  readTerms,
  typedOffer,
  yearsLater,
  type OfferFaults,
  type TypedOffer,
} from './typed-offer.ts';

const address = '/vertretung/schalter';

interface TypedPaper extends TypedOffer {
  giver: string;
  mandatary: string;
  accepted: string;
}

type Field = 'giver' | 'mandatary' | 'scope' | 'services' | 'from' | 'until' | 'accepted' | 'scan';
type Messages = Partial<Record<Field, string>>;

function typedPaper(request: Request, body: Record<string, unknown>): TypedPaper {
  const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim().slice(0, 100) : '');
  const offer = typedOffer(body, { services: servicesForOthers(request.app), matters: [] });
  return { ...offer, giver: text('giver'), mandatary: text('mandatary'), accepted: text('accepted') };
}

function showForm(request: Request): Reply {
  const today = request.app.clock.today();
  const typed = typedPaper(request, request.parked ?? {});
  return formPage(
    request,
    request.parked ? typed : { ...typed, from: dateText(today), until: dateText(yearsLater(today, 1)) },
    {},
  );
}

async function postForm(request: Request): Promise<Reply> {
  const { app, actor, language } = request;
  if (actor.kind !== 'staff') throw new Fault('FORBIDDEN');
  const t = mandatesTexts(language);
  const typed = typedPaper(request, request.body as Record<string, unknown>);
  const says = (key: NonNullable<OfferFaults['from']>) => t(key, { years: longestYears });
  const [giver, mandatary] = [typedAhv(app, typed.giver), typedAhv(app, typed.mandatary)];
  const terms = readTerms(app, typed);
  const scan = request.files.find(({ field }) => field === 'scan');
  const messages: Messages = {
    ...(giver === undefined ? { giver: t('record.ahvWrong') } : {}),
    ...(mandatary === undefined ? { mandatary: t('record.ahvWrong') } : {}),
    ...Object.fromEntries(Object.entries(terms.faults).map(([field, key]) => [field, says(key)])),
    ...(/^(yes|no)$/.test(typed.accepted) ? {} : { accepted: t('record.acceptedMissing') }),
    ...(scan ? {} : { scan: t('record.scanMissing') }),
  };
  if (giver === undefined || mandatary === undefined || !scan || !('terms' in terms)) {
    return formPage(request, typed, messages);
  }
  if (Object.keys(messages).length > 0) return formPage(request, typed, messages);
  try {
    await recordPaper(app, actor, {
      id: sentId(request.body),
      ...terms.terms,
      giver,
      mandatary,
      accepted: typed.accepted === 'yes',
      scan,
      language,
    });
    return seeOther(`${address}?erfasst=1`);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const message = faultText(app, language, error.code);
    if (error.code === 'RESIDENT_UNKNOWN' || error.code === 'OWN_MATTER')
      return formPage(request, typed, { [error.params['who'] === 'giver' ? 'giver' : 'mandatary']: message });
    if (error.code === 'SENT_BEFORE') return formPage(request, typed, {}, error);
    if (error.code === 'MANDATE_TO_SELF') return formPage(request, typed, { mandatary: t('record.same') });
    if (/^(FILE_|IMAGE_|BODY_TOO)/.test(error.code)) return formPage(request, typed, { scan: message });
    throw error;
  }
}

function formPage(request: Request, typed: TypedPaper, messages: Messages, failed?: Fault): Reply {
  const { app, language } = request;
  const t = mandatesTexts(language);
  const labels = uiLabels(language);
  const title = (id: string) => serviceTitle(app, id, language);
  const errors = Object.entries(messages).map(([fieldId, message]) => ({ fieldId, message }));
  const field = <Name extends Field>(name: Name) => ({ labels, id: name, name, error: messages[name] });
  return page(request, {
    title: t('record.title'),
    status: failed?.status ?? (errors.length > 0 ? 422 : 200),
    hasErrors: errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('record.title')}
          lead={t('record.lead')}
          crumbs={[{ label: t('record.counter'), href: '/schalter' }]}
          tight
        >
          <p>
            <MoreLink label={t('revoke.title')} href="/vertretung/schalter/widerruf" />
          </p>
        </Top>
        {request.query['erfasst'] === '1' && errors.length === 0 && !failed ? (
          <Notice tone="success" title={t('record.done')} role="status" />
        ) : null}
        {failed ? <SentBefore app={app} language={language} /> : null}
        <Form
          action={address}
          hidden={{ _csrf: request.csrf, ...formId(failed ? undefined : (request.body ?? request.parked)) }}
          multipart
        >
          <ErrorSummary labels={labels} errors={errors} />
          <AhvField {...field('giver')} label={t('record.giver')} value={typed.giver} />
          <AhvField {...field('mandatary')} label={t('record.mandatary')} value={typed.mandatary} />
          <Choice
            {...field('scope')}
            label={t('give.scope')}
            value={typed.scope}
            options={[
              { value: 'all', label: t('give.all') },
              { value: 'some', label: t('give.some') },
            ]}
          />
          <MultiChoice
            {...field('services')}
            label={t('give.services')}
            optional
            value={typed.services}
            options={servicesForOthers(app)
              .toSorted((a, b) => title(a).localeCompare(title(b), locales[language]))
              .map((id) => ({ value: id, label: title(id) }))}
          />
          <DateField {...field('from')} label={t('give.from')} value={typed.from} />
          <DateField {...field('until')} label={t('give.until')} value={typed.until} />
          <YesNo
            {...field('accepted')}
            label={t('record.accepted')}
            hint={t('record.acceptedHint')}
            value={typed.accepted}
          />
          <FileField
            {...field('scan')}
            label={t('record.scan')}
            hint={t('record.scanHint')}
            accept="application/pdf,image/jpeg,image/png,image/webp"
            value={undefined}
          />
          <Buttons>
            <Button go>{t('record.submit')}</Button>
            <Button variant="secondary" href="/schalter">
              {t('give.cancel')}
            </Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

export const recordRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: mayRecord,
    kind: 'page',
    summary: 'The form with which staff record a mandate on paper',
    handle: showForm,
  },
  {
    method: 'POST',
    url: address,
    may: mayRecord,
    kind: 'form',
    summary: 'Records a mandate that was signed on paper, with its scan',
    bodyLimit: 11 * 1024 * 1024,
    handle: postForm,
  },
];
