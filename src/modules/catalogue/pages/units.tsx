// `/stellen`: the organisation by department, to find who is responsible without knowing any names.
import { Band, MoreLink, SearchForm, Top, Wrap, uiLabels, type RowItem } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { childrenOf, rootUnits, units, type Unit } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { services } from '../queries/services.ts';
import { UnitTree } from './unit-tree.tsx';

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
    const { groups, others } = grouped(app);
    return page(request, {
      title: t('units.title'),
      description: t('units.lead'),
      indexed: true,
      content: (
        <Wrap>
          <Top labels={labels} title={t('units.title')} lead={t('units.lead')}>
            <SearchForm labels={labels} action="/suche" label={t('units.search')} hidden={{ type: 'unit' }} />
            <p>
              <MoreLink href="/kontakt" label={t('units.finder')} />
            </p>
          </Top>
          {groups.map((group) => (
            <Band
              key={group.id}
              id={group.id}
              title={<a href={`/stellen/${group.id}`}>{breakable(group.name[language])}</a>}
              note={group.responsibility[language]}
            >
              <UnitTree app={app} units={childrenOf(app, group.id)} language={language} />
            </Band>
          ))}
          <Band id="weitere" title={t('units.others')} last>
            <UnitTree app={app} units={others} language={language} />
          </Band>
        </Wrap>
      ),
    });
  },
};

/** Departments first, then what else has parts of its own (parliament, courts), then the rest. */
function grouped(app: App): { groups: Unit[]; others: Unit[] } {
  const departments = units(app).filter((unit) => unit.kind === 'departement');
  const holders = new Set(departments.map((unit) => unit.parent));
  const direct = rootUnits(app).flatMap((root) => childrenOf(app, root.id));
  const beside = units(app).filter((unit) => holders.has(unit.parent) && unit.kind !== 'departement');
  const large = direct.filter((unit) => !holders.has(unit.id) && childrenOf(app, unit.id).length > 0);
  const small = direct.filter((unit) => !large.includes(unit));
  return { groups: [...departments, ...large], others: [...small, ...beside] };
}

/** German department names are longer than the margin of a band; they break where a reader would break them. */
function breakable(name: string): string {
  return name.replace(/(?<=\p{L}{4})departement/u, '\u00ADdepartement');
}

/** A unit with what it does and the units below it. */
export function unitRow(app: App, unit: Unit, language: Language): RowItem {
  const count = services(app).filter((service) => service.owner === unit.id).length;
  const below = childrenOf(app, unit.id);
  return {
    title: unit.name[language],
    href: `/stellen/${unit.id}`,
    text: unit.responsibility[language],
    act:
      count > 0 ? (
        <span class="small quiet">{catalogueTexts(language)('services.count', { count })}</span>
      ) : undefined,
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
