// Units with all that belongs to them, to be opened level by level: the browser's own disclosure, so it works without script.
import type { VNode } from 'preact';
import { Disclosure } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { childrenOf, type Unit } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';

export function UnitTree({
  app,
  units,
  language,
}: {
  app: App;
  units: readonly Unit[];
  language: Language;
}): VNode {
  return (
    <ul class="tree" role="list">
      {units.map((unit) => {
        const below = childrenOf(app, unit.id);
        return (
          <li key={unit.id}>
            <a href={`/stellen/${unit.id}`}>{unit.name[language]}</a>
            {below.length > 0 ? (
              <Disclosure
                summary={catalogueTexts(language)('units.more', {
                  count: below.length,
                  unit: unit.name[language],
                })}
              >
                <UnitTree app={app} units={below} language={language} />
              </Disclosure>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
