// /vorhaben/bearbeiten/:id/eintrag: notes money, a decision or a risk, and ends a risk that stands.
import type { VNode } from 'preact';
import { dayParts, readDay, textLength, typedDay, typedText, type Typed } from '../../../engine/index.ts';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Choice,
  DateField,
  LongTextField,
  MoneyField,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { addEntry, type NewEntry } from '../actions/add-entry.ts';
import { entryKinds, longestWords, mostMoney } from '../entry.ts';
import type { Initiative } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { editInitiatives } from '../permissions.ts';
import { entriesOf, type Entry } from '../queries/entries.ts';
import { editable } from './edit.tsx';
import { doOr, formPage } from './form-page.tsx';
import { lineOf, rappenOf, typedOf } from './typed.ts';
import { shownTitle } from './words.tsx';

const weights = ['1', '2', '3', '4', '6', '9'] as const;
const mostRisks = 50;

interface Shown {
  typed: Typed;
  errors?: readonly FormError[];
  fault?: string;
}

const openRisks = async ({ app }: Request, { id }: Initiative): Promise<Entry[]> =>
  (await entriesOf(app, id, ['risk'], mostRisks)).items.filter(({ ended }) => !ended);

async function form(request: Request, { typed, errors = [], fault }: Shown): Promise<Reply> {
  const { language } = request;
  const t = initiativesTexts(language);
  const initiative = await editable(request);
  const back = `/vorhaben/bearbeiten/${initiative.id}`;
  return formPage(request, {
    title: t('entry.title'),
    lead: t('entry.lead'),
    crumbs: [
      { label: t('desk.title'), href: '/vorhaben/bearbeiten' },
      { label: shownTitle(initiative, language), href: back },
    ],
    action: `${back}/eintrag`,
    hidden: formId(fault === 'SENT_BEFORE' ? undefined : typed),
    ...{ errors, fault, back },
    button: t('entry.send'),
    children: (
      <Fields request={request} typed={typed} errors={errors} risks={await openRisks(request, initiative)} />
    ),
  });
}

function Fields(props: {
  request: Request;
  typed: Typed;
  errors: readonly FormError[];
  risks: readonly Entry[];
}): VNode {
  const { request, typed, errors, risks } = props;
  const t = initiativesTexts(request.language);
  const labels = uiLabels(request.language);
  const field = (name: string) => ({
    ...{ labels, name },
    id: name,
    value: typedText(typed, name),
    error: errorOf(errors, name),
  });
  const kinds = entryKinds.filter((kind) => kind !== 'risk-ended' || risks.length > 0);
  return (
    <>
      <Choice
        {...field('art')}
        label={t('entry.kind')}
        options={kinds.map((each) => ({ value: each, label: t(`entry.${each}`) }))}
      />
      <DateField {...field('tag')} label={t('entry.day')} value={dayParts(typed, 'tag')} />
      <MoneyField {...field('betrag')} label={t('entry.amount')} hint={t('entry.amountHint')} optional />
      <Choice
        {...field('gewicht')}
        as="select"
        label={t('entry.weight')}
        hint={t('entry.weightHint')}
        optional
        options={weights.map((each) => ({ value: each, label: t(`entry.weight.${each}`) }))}
      />
      {risks.length === 0 ? null : (
        <Choice
          {...field('risiko')}
          as="select"
          label={t('entry.ends')}
          optional
          options={risks.map(({ id, words }) => ({ value: id, label: words.slice(0, 100) }))}
        />
      )}
      <LongTextField
        {...field('worte')}
        label={t('entry.words')}
        hint={t('form.inYourLanguage')}
        maxLength={longestWords}
        rows={4}
      />
    </>
  );
}

/** What belongs to another kind than the chosen one is left aside. */
function read(
  request: Request,
  typed: Typed,
  initiative: Initiative,
): { entry?: NewEntry; errors: FormError[] } {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const kind = entryKinds.find((each) => each === typedText(typed, 'art'));
  const isMoney = kind === 'credit' || kind === 'spent';
  const day = readDay(typed, 'tag');
  const amount = isMoney ? rappenOf(typed, 'betrag') : null;
  const weight = kind === 'risk' ? weights.find((each) => each === typedText(typed, 'gewicht')) : null;
  const ends = kind === 'risk-ended' ? typedText(typed, 'risiko') : null;
  const words = lineOf(typed, 'worte');
  const moneyWrong = amount === undefined || amount === 0 || Math.abs(amount ?? 0) > mostMoney;
  const dayWrong = !day || day > app.clock.today();
  const long = textLength(words) > longestWords;
  const errors = [
    ...(kind ? [] : [{ fieldId: 'art', message: t('entry.kindWrong') }]),
    ...(dayWrong ? [{ fieldId: 'tag', message: t(day ? 'entry.dayAhead' : 'form.dayWrong') }] : []),
    ...(isMoney && moneyWrong ? [{ fieldId: 'betrag', message: t('entry.amountWrong') }] : []),
    ...(weight === undefined ? [{ fieldId: 'gewicht', message: t('entry.weightWrong') }] : []),
    ...(ends !== null && !isUuid(ends) ? [{ fieldId: 'risiko', message: t('entry.endsWrong') }] : []),
    ...(words === '' || long
      ? [
          {
            fieldId: 'worte',
            message: t(long ? 'form.wordsLong' : 'form.wordsMissing', { most: longestWords }),
          },
        ]
      : []),
  ];
  if (!kind || !day || amount === undefined || weight === undefined || errors.length > 0) return { errors };
  return {
    errors,
    entry: {
      ...{ id: sentId(typed), initiative: initiative.id, kind, day, amount, ends, words, language },
      weight: weight === null ? null : Number(weight),
    },
  };
}

async function send(request: Request): Promise<Reply> {
  const typed = typedOf(request);
  const initiative = await editable(request);
  const { entry, errors } = read(request, typed, initiative);
  if (!entry) return form(request, { typed, errors });
  return doOr(
    () => addEntry(request.app, staffOf(request), entry),
    `/vorhaben/bearbeiten/${initiative.id}`,
    (fault) => form(request, { typed, fault }),
  );
}

const url = '/vorhaben/bearbeiten/:id/eintrag';

export const entryRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: editInitiatives,
    kind: 'page',
    summary: 'Money, a decision or a risk of an initiative: the form',
    handle: (request) =>
      form(request, { typed: { ...typedDay('tag', request.app.clock.today()), ...typedOf(request) } }),
  },
  {
    method: 'POST',
    url,
    may: editInitiatives,
    kind: 'form',
    summary: 'Notes money, a decision, a risk or its end',
    handle: send,
  },
];
