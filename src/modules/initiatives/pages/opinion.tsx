// /vorhaben/bearbeiten/:id/meinung: how it goes, said by whoever leads it or by the Fachstelle.
import { textLength, typedText, type Typed } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { Choice, LongTextField, uiLabels, errorOf, type FormError } from '../../../ui/index.ts';
import { giveOpinion } from '../actions/give-opinion.ts';
import { longestWords } from '../entry.ts';
import { lights, phases, type Initiative, type Side } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { editInitiatives, mayLead, maySteer } from '../permissions.ts';
import { initiativeById } from '../queries/initiatives.ts';
import { doOr, formPage } from './form-page.tsx';
import { lineOf, typedOf } from './typed.ts';
import { shownTitle } from './words.tsx';

/** Nobody speaks for both. @throws Fault NOT_FOUND, FORBIDDEN */
async function find(request: Request): Promise<{ initiative: Initiative; side: Side }> {
  const { app, params } = request;
  const staff = staffOf(request);
  const initiative = await initiativeById(app.db, params['id']);
  if (!initiative) throw new Fault('NOT_FOUND');
  if (maySteer(app, staff)) return { initiative, side: 'hub' };
  if (initiative.unit !== '' && mayLead(app, staff, initiative.unit)) return { initiative, side: 'owner' };
  throw new Fault('FORBIDDEN');
}

interface Shown {
  typed: Typed;
  errors?: readonly FormError[];
  fault?: string;
}

async function form(request: Request, { typed, errors = [], fault }: Shown): Promise<Reply> {
  const { language } = request;
  const t = initiativesTexts(language);
  const labels = uiLabels(language);
  const { initiative, side } = await find(request);
  const back = `/vorhaben/bearbeiten/${initiative.id}`;
  const field = (name: string) => ({
    ...{ labels, name },
    id: name,
    value: typedText(typed, name),
    error: errorOf(errors, name),
  });
  return formPage(request, {
    title: t('opinion.title'),
    lead: t(side === 'hub' ? 'opinion.leadHub' : 'opinion.leadOwner'),
    crumbs: [
      { label: t('desk.title'), href: '/vorhaben/bearbeiten' },
      { label: shownTitle(initiative, language), href: back },
    ],
    action: `${back}/meinung`,
    hidden: formId(fault === 'SENT_BEFORE' ? undefined : typed),
    ...{ errors, fault, back },
    button: t('opinion.send'),
    children: (
      <>
        <Choice
          {...field('phase')}
          label={t('list.phase')}
          value={typedText(typed, 'phase') || initiative.phase}
          options={phases.map((each) => ({ value: each, label: t(`phase.${each}`) }))}
        />
        <Choice
          {...field('ampel')}
          label={t('opinion.light')}
          options={lights.map((each) => ({ value: each, label: t(`light.${each}`) }))}
        />
        <LongTextField
          {...field('worte')}
          label={t('opinion.words')}
          hint={t('form.inYourLanguage')}
          maxLength={longestWords}
          rows={5}
        />
      </>
    ),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const typed = typedOf(request);
  const { initiative, side } = await find(request);
  const phase = phases.find((each) => each === typedText(typed, 'phase'));
  const light = lights.find((each) => each === typedText(typed, 'ampel'));
  const words = lineOf(typed, 'worte');
  const long = textLength(words) > longestWords;
  const errors = [
    ...(phase ? [] : [{ fieldId: 'phase', message: t('opinion.phaseWrong') }]),
    ...(light ? [] : [{ fieldId: 'ampel', message: t('opinion.lightWrong') }]),
    ...(words === '' || long
      ? [
          {
            fieldId: 'worte',
            message: t(long ? 'form.wordsLong' : 'form.wordsMissing', { most: longestWords }),
          },
        ]
      : []),
  ];
  if (!phase || !light || errors.length > 0) return form(request, { typed, errors });
  const opinion = { id: sentId(typed), initiative: initiative.id, side, phase, light, words, language };
  return doOr(
    () => giveOpinion(app, staffOf(request), opinion),
    `/vorhaben/bearbeiten/${initiative.id}`,
    (fault) => form(request, { typed, fault }),
  );
}

const url = '/vorhaben/bearbeiten/:id/meinung';

export const opinionRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: editInitiatives,
    kind: 'page',
    summary: 'How an initiative goes: the form',
    handle: (request) => form(request, { typed: typedOf(request) }),
  },
  {
    method: 'POST',
    url,
    may: editInitiatives,
    kind: 'form',
    summary: 'Says how an initiative goes, as its owner or as the Fachstelle',
    handle: send,
  },
];
