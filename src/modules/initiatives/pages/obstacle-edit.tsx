// /huerden/bearbeiten/neu and /huerden/bearbeiten/:id: enters a legal obstacle, corrects it, and says how far its change is.
import type { VNode } from 'preact';
import { textLength, typedText, type Typed } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  Form,
  LongTextField,
  TextField,
  YesNo,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { units } from '../../organisation/index.ts';
import { enterObstacle, moveObstacle, saveObstacle } from '../actions/keep-obstacle.ts';
import { longestWords } from '../entry.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { longestOfObstacle, obstacleParts, obstacleStates, type Obstacle } from '../obstacle.ts';
import { steerPortfolio } from '../permissions.ts';
import { obstacleById } from '../queries/obstacles.ts';
import { fieldOf } from '../read-content.ts';
import { longestName, readObstacle, typedObstacle } from '../read-obstacle.ts';
import { isSlug } from '../slug.ts';
import { doOr, formPage, seenRevision } from './form-page.tsx';
import { lineOf, typedOf } from './typed.ts';

interface Shown {
  obstacle?: Obstacle;
  typed: Typed;
  errors?: readonly FormError[];
  fault?: string;
}

function form(request: Request, { obstacle, typed, errors = [], fault }: Shown): Reply {
  const { language } = request;
  const t = initiativesTexts(language);
  return formPage(request, {
    title: t(obstacle ? 'obstacle.edit' : 'obstacles.new'),
    lead: t('obstacle.editLead'),
    crumbs: [
      { label: t('obstacles.title'), href: '/huerden' },
      ...(obstacle ? [{ label: obstacle.texts[language].title, href: `/huerden/${obstacle.id}` }] : []),
    ],
    action: obstacle ? `/huerden/bearbeiten/${obstacle.id}` : '/huerden/bearbeiten/neu',
    ...(obstacle ? { hidden: { stand: seenRevision(typed, obstacle, fault) } } : {}),
    ...{ errors, fault },
    back: obstacle ? `/huerden/${obstacle.id}` : '/huerden',
    button: t('form.save'),
    children: <Fields request={request} typed={typed} errors={errors} isNew={!obstacle} />,
    ...(obstacle ? { above: <MoveForm request={request} obstacle={obstacle} errors={errors} /> } : {}),
  });
}

function MoveForm(props: { request: Request; obstacle: Obstacle; errors: readonly FormError[] }): VNode {
  const { request, obstacle, errors } = props;
  const { language, csrf } = request;
  const t = initiativesTexts(language);
  const labels = uiLabels(language);
  return (
    <Band id="schritt" title={t('obstacle.move')}>
      <Form
        plain
        action={`/huerden/bearbeiten/${obstacle.id}`}
        label={t('obstacle.move')}
        hidden={{ _csrf: csrf, stand: String(obstacle.revision), schritt: 'move' }}
      >
        <Choice
          labels={labels}
          id="zustand"
          name="zustand"
          label={t('obstacle.state')}
          value={obstacle.state}
          error={errorOf(errors, 'zustand')}
          options={obstacleStates.map((each) => ({ value: each, label: t(`obstacle.state.${each}`) }))}
        />
        <LongTextField
          labels={labels}
          id="worte"
          name="worte"
          label={t('obstacle.words')}
          hint={t('form.inYourLanguage')}
          maxLength={longestWords}
          rows={3}
          value=""
          error={errorOf(errors, 'worte')}
        />
        <Buttons>
          <Button variant="secondary">{t('obstacle.move')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

function Fields(props: {
  request: Request;
  typed: Typed;
  errors: readonly FormError[];
  isNew: boolean;
}): VNode {
  const { request, typed, errors, isNew } = props;
  const { app, language } = request;
  const t = initiativesTexts(language);
  const labels = uiLabels(language);
  const field = (name: string) => ({
    ...{ labels, name },
    id: name,
    value: typedText(typed, name),
    error: errorOf(errors, name),
  });
  return (
    <Band id="angaben" title={t('obstacle.what')} last>
      {isNew ? (
        <TextField
          {...field('adresse')}
          label={t('edit.address')}
          hint={t('obstacle.addressHint')}
          maxLength={60}
          spellcheck={false}
        />
      ) : null}
      <TextField {...field('erlass')} label={t('obstacle.act')} maxLength={longestName.act} />
      <TextField {...field('nummer')} label={t('obstacle.number')} maxLength={longestName.number} optional />
      <TextField
        {...field('artikel')}
        label={t('obstacle.article')}
        maxLength={longestName.article}
        optional
      />
      <YesNo {...field('geprueft')} label={t('obstacle.verified')} />
      <Choice
        {...field('stelle')}
        as="select"
        label={t('obstacle.unit')}
        options={units(app).map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      <LongTextField
        {...field('leistungen')}
        label={t('obstacle.services')}
        hint={t('obstacle.servicesHint')}
        rows={3}
        optional
      />
      {languages.flatMap((each) =>
        obstacleParts.map((part) => {
          const name = fieldOf(part, each);
          const label = `${t(`obstacle.part.${part}`)} (${t(`language.${each}`)})`;
          const most = longestOfObstacle[part];
          return part === 'title' ? (
            <TextField key={name} {...field(name)} label={label} maxLength={most} />
          ) : (
            <LongTextField key={name} {...field(name)} label={label} maxLength={most} rows={4} />
          );
        }),
      )}
    </Band>
  );
}

async function find({ app, params }: Request): Promise<Obstacle> {
  const obstacle = await obstacleById(app.db, params['id']);
  if (!obstacle) throw new Fault('NOT_FOUND');
  return obstacle;
}

async function enter(request: Request): Promise<Reply> {
  const { app, language } = request;
  const typed = typedOf(request);
  const id = typedText(typed, 'adresse').trim();
  const { content, errors } = readObstacle(app, typed, language);
  const all = [
    ...(isSlug(id) ? [] : [{ fieldId: 'adresse', message: initiativesTexts(language)('edit.addressWrong') }]),
    ...errors,
  ];
  if (all.length > 0) return form(request, { typed, errors: all });
  return doOr(
    () => enterObstacle(app, staffOf(request), id, content),
    `/huerden/${id}`,
    (fault) => form(request, { typed, fault }),
  );
}

async function save(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const typed = typedOf(request);
  const obstacle = await find(request);
  const seen = { id: obstacle.id, revision: Number(typedText(typed, 'stand')) || 0 };
  const next = `/huerden/${obstacle.id}`;
  if (typedText(typed, 'schritt') === 'move') {
    const state = obstacleStates.find((each) => each === typedText(typed, 'zustand'));
    const words = lineOf(typed, 'worte');
    const wrong = words === '' || textLength(words) > longestWords;
    const errors = [
      ...(state ? [] : [{ fieldId: 'zustand', message: t('obstacle.stateWrong') }]),
      ...(wrong ? [{ fieldId: 'worte', message: t('form.wordsMissing', { most: longestWords }) }] : []),
    ];
    const back = (shown: Omit<Shown, 'typed'>) =>
      form(request, { obstacle, typed: typedObstacle(obstacle), ...shown });
    if (!state || wrong) return back({ errors });
    return doOr(
      () => moveObstacle(app, staffOf(request), seen, { state, words, language }),
      next,
      (fault) => back({ fault }),
    );
  }
  const { content, errors } = readObstacle(app, typed, language);
  if (errors.length > 0) return form(request, { obstacle, typed, errors });
  return doOr(
    () => saveObstacle(app, staffOf(request), seen, content),
    next,
    (fault) => form(request, { obstacle, typed, fault }),
  );
}

const write = { may: steerPortfolio } as const;

export const obstacleEditRoutes: Route[] = [
  {
    ...write,
    method: 'GET',
    url: '/huerden/bearbeiten/neu',
    kind: 'page',
    summary: 'A new legal obstacle',
    handle: (request) => form(request, { typed: { geprueft: 'no', ...typedOf(request) } }),
  },
  {
    ...write,
    method: 'POST',
    url: '/huerden/bearbeiten/neu',
    kind: 'form',
    summary: 'Enters a legal obstacle',
    handle: enter,
  },
  {
    ...write,
    method: 'GET',
    url: '/huerden/bearbeiten/:id',
    kind: 'page',
    summary: 'Corrects a legal obstacle, or says how far its change is',
    handle: async (request) => {
      const obstacle = await find(request);
      return form(request, { obstacle, typed: { ...typedObstacle(obstacle), ...typedOf(request) } });
    },
  },
  {
    ...write,
    method: 'POST',
    url: '/huerden/bearbeiten/:id',
    kind: 'form',
    summary: 'Saves a legal obstacle, or a step of its change (schritt)',
    handle: save,
  },
];
