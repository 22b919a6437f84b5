// Looking for cases in a worklist: words, service, state, clock, channel.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { Filters, uiLabels } from '../../../ui/index.ts';
import { serviceTitle, services } from '../../catalogue/index.ts';
import { unitIdsInSight } from '../../policy/index.ts';
import { caseTexts, caseWord } from '../case-texts.ts';
import { channels, dueFilters, openStates } from '../queries/worklist-filter.ts';
import type { WorklistView } from '../queries/worklist.ts';

/** What the parameters are called in the address of the page. */
export const filterNames = { service: 'leistung', state: 'zustand', due: 'frist', channel: 'kanal' };

/** The part of an address that filters, as it was given. */
export const filterQuery = (query: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    [...Object.values(filterNames), 'q'].flatMap((name) => (query[name] ? [[name, query[name]]] : [])),
  );

export function FilterForm({ request, view }: { request: Request; view: WorklistView }): VNode | null {
  const { app, actor, language, query } = request;
  if (actor.kind !== 'staff') return null;
  const t = caseTexts(language);
  const units = new Set(unitIdsInSight(app, actor, 'case-handling'));
  const own = services(app)
    // Appeals are decided by other units than the one that keeps their form.
    .filter(({ owner, process }) => units.has(owner) || process.use === 'appeal')
    .map(({ id }) => ({ value: id, label: serviceTitle(app, id, language) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  const select = (key: keyof typeof filterNames, options: { value: string; label: string }[]) => ({
    id: filterNames[key],
    name: filterNames[key],
    label: t(`filter.${key}`),
    value: query[filterNames[key]],
    options: [{ value: '', label: t('filter.all') }, ...options],
  });
  return (
    <Filters
      labels={uiLabels(language)}
      label={t('filter.title')}
      action="/arbeitsliste"
      hidden={view === 'all' ? {} : { ansicht: view }}
      filters={[
        { id: 'q', name: 'q', label: t('filter.words'), value: query['q'] },
        select('service', own),
        select(
          'state',
          openStates.map((value) => ({ value, label: caseWord(language, 'state', value) })),
        ),
        select(
          'due',
          dueFilters.map((value) => ({ value, label: t(`filter.due.${value}`) })),
        ),
        select(
          'channel',
          channels.map((value) => ({ value, label: caseWord(language, 'channel', value) })),
        ),
      ]}
    />
  );
}
