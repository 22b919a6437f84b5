// Places of a case: in words, with both kinds of coordinates, and drawn on a rough map.
import type { VNode } from 'preact';
import { Band, Facts, PlaceMap } from '../../../ui/index.ts';
import { pointOf, printLonLat, printSwissGrid, type FieldDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { areaOf } from '../../organisation/index.ts';
import { caseTexts } from '../case-texts.ts';
import type { CaseView } from '../queries/case-view.ts';

/** Nothing where no answer is a point: words alone stand among the answers. */
export function PlaceBand(props: { app: App; view: CaseView; language: Language }): VNode | null {
  const { app, view, language } = props;
  const t = caseTexts(language);
  const places = placesOf(view);
  if (places.length === 0) return null;
  return (
    <Band id="ort" title={t('place.title')}>
      {places.map(({ pointer, label, text, point }) => {
        const grid = printSwissGrid(point);
        return (
          <div key={pointer} class="stack">
            <Facts
              small
              items={[
                { term: label, value: text },
                { term: t('place.grid'), value: grid },
                { term: t('place.degrees'), value: printLonLat(point) },
              ]}
            />
            <PlaceMap shape={areaOf(app)} point={point} label={t('place.map', { grid })} />
          </div>
        );
      })}
    </Band>
  );
}

function placesOf({ definition, matter, sections }: CaseView) {
  const types = new Map<string, FieldDefinition['type']>(
    definition.pages.flatMap((page) => page.fields.map(({ id, type }) => [id, type] as const)),
  );
  return sections
    .flatMap((section) => section.rows)
    .filter((row) => types.get(row.field) === 'location')
    .flatMap(({ pointer, label, text }) => {
      const point = pointOf(valueAt(matter.answers, pointer));
      return point ? [{ pointer, label, text, point }] : [];
    });
}

/** The answer at a JSON pointer: `/ort`, `/orte/0/ort`. */
function valueAt(answers: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      answers,
    );
}
