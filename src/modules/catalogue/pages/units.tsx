// `/stellen`: the organisation by department, to find who is responsible without knowing any names.
import { Band, Rows, SearchForm, Top, Wrap, uiLabels, type RowItem } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { childrenOf, unitPath, units, type Unit } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { services } from '../queries/services.ts';

export const unitsPage: Route = {
  method: 'GET',
  url: '/stellen',
  may: everyone,
  kind: 'page',
  summary: 'The organisation by department',
  shared: true,
  handle: (request: Request) => {
    const { app, language } = request;
    const t = catalogueTexts(language);
    const labels = uiLabels(language);
    const departments = units(app).filter((unit) => unit.kind === 'departement');
    const inDepartments = new Set(departments.map((unit) => unit.id));
    const others = units(app).filter((unit) => {
      const path = unitPath(app, unit.id);
      return path.length > 1 && !path.some((each) => inDepartments.has(each.id)) && !hasListedParent(app, unit);
    });
    return page(request, {
      title: t('units.title'),
      description: t('units.lead'),
      indexed: true,
      content: (
        <Wrap>
          <Top labels={labels} title={t('units.title')} lead={t('units.lead')}>
            <SearchForm labels={labels} action="/suche" label={t('units.search')} hidden={{ type: 'unit' }} />
          </Top>
          {departments.map((department) => (
            <Band
              key={department.id}
              id={department.id}
              title={<a href={`/stellen/${department.id}`}>{department.name[language]}</a>}
              note={department.abbr}
            >
              <Rows kind="two" items={childrenOf(app, department.id).map((unit) => unitRow(app, unit, language))} />
            </Band>
          ))}
          <Band id="weitere" title={t('units.others')} last>
            <Rows kind="two" items={others.map((unit) => unitRow(app, unit, language))} />
          </Band>
        </Wrap>
      ),
    });
  },
};

/** Below the government and the courts only the units at the top are listed; the rest stands on their pages. */
function hasListedParent(app: App, unit: Unit): boolean {
  return unitPath(app, unit.id).length > 3;
}

/** A unit with the units below it and how many services it has. */
export function unitRow(app: App, unit: Unit, language: Language): RowItem {
  const count = services(app).filter((service) => service.owner === unit.id).length;
  const below = childrenOf(app, unit.id);
  return {
    title: unit.name[language],
    href: `/stellen/${unit.id}`,
    text: unit.responsibility[language],
    act: count > 0 ? <span class="small quiet">{catalogueTexts(language)('services.count', { count })}</span> : undefined,
    children:
      below.length > 0 ? (
        <ul class="hints" role="list">
          {below.map((each) => (
            <li key={each.id}>
              <a href={`/stellen/${each.id}`}>{each.name[language]}</a>
            </li>
          ))}
        </ul>
      ) : undefined,
  };
}
