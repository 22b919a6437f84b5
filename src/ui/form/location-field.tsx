/** A place: in words, from a list of well-known places, or by coordinates; with script also on a map. */
import type { VNode } from 'preact';
import { PlaceMap, type MapPoint, type MapShape } from '../parts/place-map.tsx';
import { describedBy, FieldError, FieldGroup, Hint, type FieldProps } from './field.tsx';

/** Posted as `name.text`, `name.place`, `name.point`. @public */
export interface LocationParts {
  text: string;
  place: string;
  point: string;
}

export interface LocationFieldProps extends FieldProps<LocationParts> {
  /** Well-known places with where they are. */
  places: readonly { value: string; label: string; at: MapPoint | undefined }[];
  shape: MapShape;
  /** The point that is chosen now, if any. */
  at?: MapPoint | undefined;
  /** Addresses of the map's parts and of its tiles; absent: no map by script. */
  map?: { worker: string; css: string; tiles?: string; attribution?: string } | undefined;
  /** Errors of the parts; `error` is for the place as a whole. */
  errors?: Partial<Record<keyof LocationParts, string>> | undefined;
}

/** The id of one part; the words have the field's own id, so the error summary finds them. */
export function locationPartId(id: string, part: keyof LocationParts): string {
  return part === 'text' ? id : `${id}-${part}`;
}

/**
 * One group with three ways, each enough by itself (WCAG 1.3.1, 3.3.2). The map is only a fourth way to fill in the coordinates: all
 * that it can do the controls can, too (2.1.1, 2.5.7), and it is opened by a button, so that nobody downloads it who doesn't need it.
 */
export function LocationField(props: LocationFieldProps): VNode {
  const { id, name, labels, places, value, shape, at } = props;
  const words = labels.location;
  const part = (which: keyof LocationParts) => {
    const own = locationPartId(id, which);
    const error = props.errors?.[which];
    return { id: own, error, invalid: error || props.error ? ('true' as const) : undefined };
  };
  const text = part('text');
  const place = part('place');
  const point = part('point');
  return (
    <FieldGroup {...props}>
      <div class="location" {...mapData(props)}>
        <div>
          <label for={text.id}>{words.text}</label>
          <Hint id={`${text.id}-text`} hint={words.textHint} />
          <FieldError id={`${text.id}-text`} error={text.error} labels={labels} />
          <input
            class="ds-input full"
            id={text.id}
            name={`${name}.text`}
            type="text"
            autocomplete="off"
            maxLength={200}
            value={value?.text ?? ''}
            aria-invalid={text.invalid}
            aria-describedby={describedBy({ id: `${text.id}-text`, hint: words.textHint, error: text.error })}
          />
        </div>
        {places.length > 0 ? (
          <div>
            <label for={place.id}>{words.place}</label>
            <FieldError id={place.id} error={place.error} labels={labels} />
            <select
              class="ds-input"
              id={place.id}
              name={`${name}.place`}
              autocomplete="off"
              aria-invalid={place.invalid}
              aria-describedby={describedBy({ id: place.id, error: place.error })}
            >
              <option value="">{words.placeNone}</option>
              {places.map((each) => (
                <option
                  key={each.value}
                  value={each.value}
                  selected={each.value === value?.place}
                  data-at={each.at ? `${each.at.lon},${each.at.lat}` : undefined}
                >
                  {each.label}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        <div>
          <label for={point.id}>{words.point}</label>
          <Hint id={point.id} hint={words.pointHint} />
          <FieldError id={point.id} error={point.error} labels={labels} />
          <input
            class="ds-input full"
            id={point.id}
            name={`${name}.point`}
            type="text"
            inputmode="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={80}
            value={value?.point ?? ''}
            aria-invalid={point.invalid}
            aria-describedby={describedBy({ id: point.id, hint: words.pointHint, error: point.error })}
          />
        </div>
        {at ? (
          <div data-static>
            <PlaceMap shape={shape} point={at} label={words.current} />
            <p class="small quiet">{words.rough}</p>
          </div>
        ) : null}
      </div>
    </FieldGroup>
  );
}

/** What the script needs: addresses, words and the drawing, as data of the element (there is no script in the page). */
function mapData({ map, labels, shape, id }: LocationFieldProps): Record<string, string> {
  if (!map) return {};
  const { open, marker, zoomIn, zoomOut, rough, unset, failed } = labels.location;
  return {
    'data-map': JSON.stringify({
      id,
      ...map,
      words: { open, map: labels.location.map, marker, zoomIn, zoomOut, rough, unset, failed },
      outline: shape.outline.map(({ lon, lat }) => [lon, lat]),
      rivers: shape.rivers.map((river) => river.map(({ lon, lat }) => [lon, lat])),
    }),
  };
}
