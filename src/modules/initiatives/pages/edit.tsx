// /vorhaben/bearbeiten/neu and /vorhaben/bearbeiten/:id/aendern: begins an initiative, or changes what is written about it.
import { typedText, type Typed } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { TextField, uiLabels, errorOf, type FormError } from '../../../ui/index.ts';
import { beginInitiative, saveInitiative } from '../actions/save-initiative.ts';
import { isComplete, isPublic, type Initiative } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { editInitiatives, mayEdit } from '../permissions.ts';
import { initiativeById } from '../queries/initiatives.ts';
import { fieldOf, readContent, typedContent } from '../read-content.ts';
import { FacetFields, TextFields } from './edit-fields.tsx';
import { isSlug } from '../slug.ts';
import { doOr, formPage, seenRevision } from './form-page.tsx';
import { typedOf } from './typed.ts';
import { shownTitle } from './words.tsx';

interface Shown {
  /** Absent for a new one. */
  initiative?: Initiative;
  typed: Typed;
  errors?: readonly FormError[];
  fault?: string;
}

function form(request: Request, { initiative, typed, errors = [], fault }: Shown): Reply {
  const { language } = request;
  const t = initiativesTexts(language);
  const given = { request, typed, errors };
  const back = initiative ? `/vorhaben/bearbeiten/${initiative.id}` : '/vorhaben/bearbeiten';
  return formPage(request, {
    title: t(initiative ? 'edit.title' : 'edit.new'),
    lead: t('edit.lead'),
    crumbs: [
      { label: t('desk.title'), href: '/vorhaben/bearbeiten' },
      ...(initiative ? [{ label: shownTitle(initiative, language), href: back }] : []),
    ],
    action: initiative ? `${back}/aendern` : '/vorhaben/bearbeiten/neu',
    ...(initiative ? { hidden: { stand: seenRevision(typed, initiative, fault) } } : {}),
    ...{ errors, fault, back },
    button: t('form.save'),
    children: (
      <>
        {initiative ? null : (
          <TextField
            labels={uiLabels(language)}
            id="adresse"
            name="adresse"
            label={t('edit.address')}
            hint={t('edit.addressHint')}
            maxLength={60}
            spellcheck={false}
            value={typedText(typed, 'adresse')}
            error={errorOf(errors, 'adresse')}
          />
        )}
        <TextFields {...given} />
        <FacetFields {...given} />
      </>
    ),
  });
}

/** @throws Fault NOT_FOUND, FORBIDDEN */
export async function editable(request: Request): Promise<Initiative> {
  const { app, params } = request;
  const initiative = await initiativeById(app.db, params['id']);
  if (!initiative) throw new Fault('NOT_FOUND');
  if (!mayEdit(app, staffOf(request), initiative.unit)) throw new Fault('FORBIDDEN');
  return initiative;
}

async function begin(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const typed = typedOf(request);
  const staff = staffOf(request);
  const id = typedText(typed, 'adresse').trim();
  const { content, errors } = await readContent(app, typed, language);
  const all = [
    ...(isSlug(id) ? [] : [{ fieldId: 'adresse', message: t('edit.addressWrong') }]),
    ...errors,
    ...(content.unit === '' || mayEdit(app, staff, content.unit)
      ? []
      : [{ fieldId: 'stelle', message: t('edit.unitForeign') }]),
  ];
  if (all.length > 0) return form(request, { typed, errors: all });
  return doOr(
    () => beginInitiative(app, staff, id, content),
    `/vorhaben/bearbeiten/${id}`,
    (fault) => form(request, { typed, fault }),
  );
}

async function save(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const typed = typedOf(request);
  const staff = staffOf(request);
  const initiative = await editable(request);
  const { content, errors } = await readContent(app, typed, language);
  const all = [
    ...errors,
    ...(content.unit === '' || mayEdit(app, staff, content.unit)
      ? []
      : [{ fieldId: 'stelle', message: t('edit.unitForeign') }]),
    ...(isPublic(initiative) && !isComplete(content)
      ? [{ fieldId: fieldOf('title', 'de'), message: t('error.INITIATIVE_INCOMPLETE') }]
      : []),
  ];
  if (all.length > 0) return form(request, { initiative, typed, errors: all });
  const revision = Number(typedText(typed, 'stand')) || 0;
  return doOr(
    () => saveInitiative(app, staff, { id: initiative.id, revision }, content),
    `/vorhaben/bearbeiten/${initiative.id}`,
    (fault) => form(request, { initiative, typed, fault }),
  );
}

export const editRoutes: Route[] = [
  {
    method: 'GET',
    url: '/vorhaben/bearbeiten/neu',
    may: editInitiatives,
    kind: 'page',
    summary: 'A new initiative',
    handle: (request) =>
      form(request, { typed: { stelle: staffOf(request).unit, ...origin(request), ...typedOf(request) } }),
  },
  {
    method: 'POST',
    url: '/vorhaben/bearbeiten/neu',
    may: editInitiatives,
    kind: 'form',
    summary: 'Begins an initiative',
    handle: begin,
  },
  {
    method: 'GET',
    url: '/vorhaben/bearbeiten/:id/aendern',
    may: editInitiatives,
    kind: 'page',
    summary: 'Changes what is written about an initiative',
    handle: async (request) => {
      const initiative = await editable(request);
      return form(request, { initiative, typed: { ...typedContent(initiative), ...typedOf(request) } });
    },
  },
  {
    method: 'POST',
    url: '/vorhaben/bearbeiten/:id/aendern',
    may: editInitiatives,
    kind: 'form',
    summary: 'Saves what is written about an initiative',
    handle: save,
  },
];

/** Whoever comes from an idea or a contribution has it linked already. */
const origin = ({ query }: Request): Typed => {
  const from = query['aus'] ?? '';
  return from.startsWith('/') ? { herkunft: from } : {};
};
