// A place as its form control: words, well-known places, coordinates, and what the map by script needs.
import type { VNode } from 'preact';
import { LocationField, type LocationFieldProps } from '../../../ui/index.ts';
import {
  locationOf,
  shownOptions,
  type FieldDefinition,
  type PageDefinition,
  type ServiceDefinition,
} from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { ScriptName } from '../../../kernel/http/page.tsx';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { contextOf } from '../../catalogue/index.ts';
import { areaOf } from '../../organisation/index.ts';

export function LocationControl(view: {
  app: App;
  definition: ServiceDefinition;
  field: FieldDefinition;
  language: Language;
  props: Omit<LocationFieldProps, 'places' | 'shape' | 'at' | 'map'>;
}): VNode {
  const { app, definition, field, language, props } = view;
  const { lists } = contextOf(app, definition);
  const texts = definition.texts[language];
  const entries = field.list === undefined ? [] : (lists[field.list] ?? []);
  const places = shownOptions(field, language, { lists, text: (key) => texts[key] }).map(({ id, label }) => {
    const at = entries.find((entry) => entry.id === id)?.at;
    return { value: id, label, at: at && { lon: at[0], lat: at[1] } };
  });
  const { tiles, attribution } = app.config.map;
  const { worker, css } = app.assets.map;
  return (
    <LocationField
      {...props}
      places={places}
      shape={areaOf(app)}
      at={locationOf(props.value, field, lists)}
      map={{ worker, css, ...(tiles === undefined ? {} : { tiles, attribution }) }}
    />
  );
}

/** The script that a page needs for its places; none for most. */
export const scriptsFor = (pages: readonly PageDefinition[]): ScriptName[] =>
  pages.some((page) => page.fields.some(({ type }) => type === 'location')) ? ['locationMap'] : [];
