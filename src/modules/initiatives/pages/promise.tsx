// /vorhaben/bearbeiten/:id/nutzen: promises a benefit, bound to a live measure, or drops a promise with its reason.
import type { VNode } from 'preact';
import { dayParts, readDay, textLength, typedText, type Typed } from '../../../engine/index.ts';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  DateField,
  Form,
  LongTextField,
  NumberField,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { dropHypothesis, promiseBenefit, type NewHypothesis } from '../actions/promise.ts';
import { services } from '../../catalogue/index.ts';
import { isOnline, serviceName } from '../facets.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { allMeasures, measureById, measureMeaning, measureTitle, readingOf } from '../measures/registry.ts';
import { editInitiatives } from '../permissions.ts';
import { hypothesesOf, type JudgedHypothesis } from '../queries/hypotheses.ts';
import type { Initiative } from '../initiative.ts';
import { editable } from './edit.tsx';
import { doOr, formPage } from './form-page.tsx';
import { fromTyped, lineOf, numberOf, toTyped, typedOf } from './typed.ts';
import { promisedWhat, readingText, shownTitle, sourceText } from './words.tsx';

const longestWhy = 500;

interface Shown {
  typed: Typed;
  errors?: readonly FormError[];
  fault?: string;
}

async function form(request: Request, { typed, errors = [], fault }: Shown): Promise<Reply> {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const initiative = await editable(request);
  const back = `/vorhaben/bearbeiten/${initiative.id}`;
  const open = (await hypothesesOf(app, [initiative.id])).filter(
    ({ dropped, judgedFinally }) => !dropped && !judgedFinally,
  );
  return formPage(request, {
    title: t('promise.new'),
    lead: t('promise.lead'),
    crumbs: [
      { label: t('desk.title'), href: '/vorhaben/bearbeiten' },
      { label: shownTitle(initiative, language), href: back },
    ],
    action: `${back}/nutzen`,
    hidden: formId(fault === 'SENT_BEFORE' ? undefined : typed),
    ...{ errors, fault, back },
    button: t('promise.send'),
    children: <Fields request={request} typed={typed} errors={errors} initiative={initiative} />,
    below: (
      <>
        {open.length === 0 ? null : (
          <Band id="versprechen" title={t('promise.drop')} note={t('promise.dropNote')}>
            {open.map((each) => (
              <DropForm
                key={each.id}
                request={request}
                initiative={initiative}
                hypothesis={each}
                errors={errors}
              />
            ))}
          </Band>
        )}
        <NowBand request={request} now={await nowOf(request, typed)} />
      </>
    ),
  });
}

/** What the chosen measure says now, so that nobody has to guess the baseline. */
async function nowOf({ app, language }: Request, typed: Typed): Promise<string | undefined> {
  const measure = measureById(app, typedText(typed, 'mass'));
  if (!measure) return undefined;
  const reading = await readingOf(app, measure.id, typedText(typed, 'leistung'));
  return `${readingText(reading, measure.unit, language)} (${sourceText(reading, language)})`;
}

function NowBand({ request, now }: { request: Request; now: string | undefined }): VNode {
  const { app, language } = request;
  const t = initiativesTexts(language);
  return (
    <Band id="messwerte" title={t('promise.measures')} note={t('promise.measuresNote')} last>
      {now === undefined ? null : <p>{t('promise.nowIs', { now })}</p>}
      <dl class="stack">
        {allMeasures(app).map(({ id }) => (
          <div key={id}>
            <dt>
              <b>{measureTitle(app, id, language)}</b>
            </dt>
            <dd>{measureMeaning(app, id, language)}</dd>
          </div>
        ))}
      </dl>
    </Band>
  );
}

function Fields(props: {
  request: Request;
  typed: Typed;
  errors: readonly FormError[];
  initiative: Initiative;
}): VNode {
  const { request, typed, errors, initiative } = props;
  const { app, language } = request;
  const t = initiativesTexts(language);
  const labels = uiLabels(language);
  const field = (name: string) => ({
    ...{ labels, name },
    id: name,
    value: typedText(typed, name),
    error: errorOf(errors, name),
  });
  const own = initiative.services.filter((id) => isOnline(app, id));
  const ids = own.length > 0 ? own : services(app).map(({ id }) => id);
  return (
    <>
      <Choice
        {...field('mass')}
        as="select"
        label={t('promise.measure')}
        options={allMeasures(app).map(({ id }) => ({ value: id, label: measureTitle(app, id, language) }))}
      />
      <Choice
        {...field('leistung')}
        as="select"
        label={t('promise.service')}
        hint={t('promise.serviceHint')}
        optional
        options={ids.map((id) => ({ value: id, label: serviceName(app, id, language) }))}
      />
      <NumberField {...field('ausgang')} label={t('promise.baseline')} hint={t('promise.baselineHint')} />
      <NumberField {...field('ziel')} label={t('promise.target')} hint={t('promise.targetHint')} />
      <DateField {...field('bis')} label={t('promise.due')} value={dayParts(typed, 'bis')} />
    </>
  );
}

function DropForm(props: {
  request: Request;
  initiative: Initiative;
  hypothesis: JudgedHypothesis;
  errors: readonly FormError[];
}): VNode {
  const { request, initiative, hypothesis, errors } = props;
  const { app, language, csrf } = request;
  const t = initiativesTexts(language);
  const id = `warum-${hypothesis.id}`;
  return (
    <>
      <h3>{promisedWhat(app, hypothesis, language)}</h3>
      <Form
        plain
        action={`/vorhaben/bearbeiten/${initiative.id}/nutzen`}
        label={`${t('promise.drop')}: ${promisedWhat(app, hypothesis, language)}`}
        hidden={{ _csrf: csrf, fallen: hypothesis.id }}
      >
        <LongTextField
          labels={uiLabels(language)}
          id={id}
          name="warum"
          label={t('promise.why')}
          maxLength={longestWhy}
          rows={2}
          value=""
          error={errorOf(errors, id)}
        />
        <Buttons>
          <Button variant="secondary">{t('promise.drop')}</Button>
        </Buttons>
      </Form>
    </>
  );
}

/** A measure is asked of what it can be asked of; the day lies ahead; the target is another one than where it stands, or not worse. */
function read(
  request: Request,
  typed: Typed,
  initiative: Initiative,
): { hypothesis?: NewHypothesis; errors: FormError[] } {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const measure = measureById(app, typedText(typed, 'mass'));
  const service = typedText(typed, 'leistung');
  const asked = service === '' ? 'canton' : 'service';
  const baseline = numberOf(typed, 'ausgang');
  const target = numberOf(typed, 'ziel');
  const due = readDay(typed, 'bis');
  const serviceWrong = service !== '' && !isOnline(app, service);
  const errors = [
    ...(measure ? [] : [{ fieldId: 'mass', message: t('promise.measureWrong') }]),
    ...(serviceWrong || (measure && !measure.of.includes(asked))
      ? [
          {
            fieldId: 'leistung',
            message: t(asked === 'canton' ? 'promise.serviceNeeded' : 'promise.serviceWrong'),
          },
        ]
      : []),
    ...(baseline === undefined ? [{ fieldId: 'ausgang', message: t('promise.numberWrong') }] : []),
    ...(target === undefined ? [{ fieldId: 'ziel', message: t('promise.numberWrong') }] : []),
    ...(due && due > app.clock.today()
      ? []
      : [{ fieldId: 'bis', message: t(due ? 'promise.dueWrong' : 'form.dayWrong') }]),
  ];
  if (!measure || baseline === undefined || target === undefined || !due || errors.length > 0)
    return { errors };
  return {
    errors,
    hypothesis: {
      ...{ id: sentId(typed), initiative: initiative.id, measure: measure.id, service, dueOn: due },
      baseline: fromTyped(baseline, measure.unit),
      target: fromTyped(target, measure.unit),
    },
  };
}

async function send(request: Request): Promise<Reply> {
  const { app, language } = request;
  const typed = typedOf(request);
  const initiative = await editable(request);
  const staff = staffOf(request);
  const back = `/vorhaben/bearbeiten/${initiative.id}`;
  const again = (fault: string) => form(request, { typed, fault });
  const dropped = typedText(typed, 'fallen');
  if (isUuid(dropped)) {
    const why = lineOf(typed, 'warum');
    if (why === '' || textLength(why) > longestWhy) {
      const message = initiativesTexts(language)('promise.whyWrong', { most: longestWhy });
      return form(request, { typed: {}, errors: [{ fieldId: `warum-${dropped}`, message }] });
    }
    return doOr(() => dropHypothesis(app, staff, { id: dropped, why, language }), back, again);
  }
  const { hypothesis, errors } = read(request, typed, initiative);
  if (!hypothesis) return form(request, { typed, errors });
  return doOr(() => promiseBenefit(app, staff, hypothesis), back, again);
}

/** Chosen by address, the measure fills the baseline with what it says now. */
async function begin(request: Request): Promise<Reply> {
  const { app, query } = request;
  const measure = measureById(app, query['mass'] ?? '');
  const service = query['leistung'] ?? '';
  const reading = measure ? await readingOf(app, measure.id, service) : undefined;
  const filled: Typed = measure
    ? {
        ...{ mass: measure.id, leistung: service },
        ausgang: reading && reading.value !== null ? toTyped(reading.value, measure.unit) : '',
      }
    : {};
  return form(request, { typed: { ...filled, ...typedOf(request) } });
}

const url = '/vorhaben/bearbeiten/:id/nutzen';

export const promiseRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: editInitiatives,
    kind: 'page',
    summary: 'A promised benefit of an initiative: the form (mass, leistung)',
    handle: begin,
  },
  {
    method: 'POST',
    url,
    may: editInitiatives,
    kind: 'form',
    summary: 'Promises a benefit that a measure will judge, or drops a promise with its reason',
    handle: send,
  },
];
