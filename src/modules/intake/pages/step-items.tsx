// The entries of a repeating page: each with its title, what it says, and what can be done with it.
import type { VNode } from 'preact';
import { RepeatList, uiLabels } from '../../../ui/index.ts';
import type { PageDefinition, ServiceDefinition } from '../../../engine/index.ts';
import { formatMessage, type Language } from '../../../kernel/i18n/texts.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { intakeTexts } from '../intake-texts.ts';
import type { Draft } from '../queries/draft.ts';
import type { StepView } from './step-state.ts';
import { valueText } from '../queries/value-text.ts';

/** Title of an entry: the field that names it, or its number. */
export function itemLabel(
  view: {
    session: { draft: Pick<Draft, 'answers'>; definition: ServiceDefinition };
    page: PageDefinition;
  },
  index: number,
  language: Request['language'],
): string {
  const { page, session } = view;
  const items = page.repeat
    ? (session.draft.answers[page.repeat.id] as Record<string, unknown>[] | undefined)
    : undefined;
  const own = page.repeat?.label === undefined ? undefined : items?.[index]?.[page.repeat.label];
  if (typeof own === 'string' && own.trim() !== '') return own.slice(0, 60);
  const pattern = session.definition.texts[language][`pages.${page.id}.item`] ?? '{number}';
  return formatMessage(pattern, language, { number: index + 1 });
}

/** «Hund 1 hinzufügen» for the first, and «Weiteren Hund hinzufügen» after it. */
export function addLabel(
  { texts }: Pick<ServiceDefinition, 'texts'>,
  page: string,
  present: number,
  language: Language,
): string {
  const t = intakeTexts(language);
  const item = texts[language][`pages.${page}.item`];
  return present === 0 && item !== undefined
    ? t('repeatFirst', { item: item.replace('{number}', '1') })
    : (texts[language][`pages.${page}.add`] ?? t('counter.add'));
}

export function Items({ request, view }: { request: Request; view: StepView }): VNode | null {
  const { language, app } = request;
  const { session, page } = view;
  const { repeat } = page;
  if (!repeat) return null;
  const labels = uiLabels(language);
  const items = (session.draft.answers[repeat.id] as Record<string, unknown>[] | undefined) ?? [];
  const faulty = new Set(
    session.evaluation.faults
      .filter((fault) => fault.pointer.startsWith(`/${repeat.id}/`))
      .map((fault) => Number(fault.pointer.split('/')[2])),
  );
  return (
    <RepeatList
      labels={labels}
      id={repeat.id}
      error={view.fieldErrors[repeat.id]?.['']}
      empty={intakeTexts(language)('repeatNone')}
      items={items.map((item, index) => ({
        id: String(index),
        title: itemLabel(view, index, language),
        text: faulty.has(index)
          ? labels.form.incomplete
          : page.fields
              .filter(
                (field) => field.id !== repeat.label && item[field.id] !== undefined && item[field.id] !== '',
              )
              .slice(0, 3)
              .map((field) => valueText(app, session.definition, field, item[field.id], language))
              .filter((text) => text !== '')
              .join(', '),
        change: { href: `${session.base}/${page.id}/${index + 1}` },
        remove: { name: '_removeItem', value: String(index) },
      }))}
      {...(items.length < repeat.max
        ? {
            add: {
              name: '_do',
              value: 'add',
              label: addLabel(session.definition, page.id, items.length, language),
            },
          }
        : {})}
    />
  );
}
