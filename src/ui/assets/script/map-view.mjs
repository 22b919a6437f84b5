/**
 * A map beside the controls of a location field: click, drag or arrow keys set the coordinates in their input, and what is typed or
 * chosen there moves the point. Draws the canton's rough outline; tiles only where the operator has configured some.
 */
import { Map as MapView, Marker, NavigationControl } from 'maplibre-gl';
import { readPoint } from '../../../engine/location/read-point.ts';
import {
  fromSwissGrid,
  printLonLat,
  printSwissGrid,
  toSwissGrid,
} from '../../../engine/location/swiss-grid.ts';
import { element, middle, optionsOf, prepare } from './map-base.mjs';

/** Metres that an arrow key moves the point; with the shift key more. */
const step = 10;
const farStep = 100;
/** How near the map is when a point is known, and from where on names don't cover each other. */
const near = 14;
const withNames = 12.5;

/**
 * @param {HTMLElement} field the group of controls
 * @param {HTMLElement} place where the map goes
 * @param {any} config what the server said: addresses, words, outline, rivers
 */
export async function openMap(field, place, config) {
  await prepare(config);
  const view = element('div', 'map-canvas');
  const where = element('output', 'small quiet');
  const note = element('p', 'small quiet', config.words.rough);
  place.append(view, where, ...(config.tiles ? [] : [note]));

  const input = /** @type {HTMLInputElement} */ (document.getElementById(`${config.id}-point`));
  const list = /** @type {HTMLSelectElement | null} */ (document.getElementById(`${config.id}-place`));
  const known = () => readPoint(input.value) ?? placeIn(list);
  const start = known() ?? middle(config.outline);
  const map = new MapView({
    ...optionsOf(config, view),
    center: [start.lon, start.lat],
    zoom: known() ? near : 11.5,
    // Arrow keys move the point, not the map: it is the point that people came for.
    keyboard: false,
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.getCanvas().tabIndex = -1;
  const spot = element('button', 'map-spot');
  spot.type = 'button';
  spot.setAttribute('aria-label', config.words.marker);
  const marker = new Marker({ element: spot, draggable: true }).setLngLat([start.lon, start.lat]).addTo(map);

  /** Until somebody chooses, the pin only stands in the middle: it looks open, and the words say so. */
  const say = (point) => {
    delete spot.dataset.open;
    where.textContent = `LV95 ${printSwissGrid(point)}`;
  };
  const choose = ({ lon, lat }) => {
    marker.setLngLat([lon, lat]);
    input.value = printLonLat({ lon, lat });
    if (list) list.value = '';
    say({ lon, lat });
  };
  const show = () => {
    const point = known();
    if (!point) return;
    marker.setLngLat([point.lon, point.lat]);
    map.easeTo({ center: [point.lon, point.lat], zoom: Math.max(map.getZoom(), near) });
    say(point);
  };
  const current = () => ({ lon: marker.getLngLat().lng, lat: marker.getLngLat().lat });

  map.on('click', ({ lngLat }) => choose({ lon: lngLat.lng, lat: lngLat.lat }));
  marker.on('dragend', () => choose(current()));
  input.addEventListener('change', show);
  list?.addEventListener('change', () => {
    // A place that is chosen stands for itself; an older point would contradict it.
    if (list.value !== '') input.value = '';
    show();
  });
  spot.addEventListener('keydown', (event) => {
    const way = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (way) {
      event.preventDefault();
      const { east, north } = toSwissGrid(current());
      const metres = event.shiftKey ? farStep : step;
      const moved = fromSwissGrid({ east: east + way[0] * metres, north: north + way[1] * metres });
      choose(moved);
      if (!map.getBounds().contains([moved.lon, moved.lat])) map.panTo([moved.lon, moved.lat]);
    }
  });
  spot.addEventListener('click', (event) => {
    event.stopPropagation();
    choose(current());
  });
  if (!config.tiles) nameKnownPlaces(map, view, list);
  if (known()) say(start);
  else {
    spot.dataset.open = '';
    where.textContent = config.words.unset;
  }
  await new Promise((resolve) => map.once('load', resolve));
  spot.focus();
}

/** Without tiles there is no name on the map: those of the list give it some. They repeat the list, so they are not read out. */
function nameKnownPlaces(map, view, list) {
  for (const option of list?.options ?? []) {
    const at = option.dataset.at?.split(',').map(Number);
    if (!at) continue;
    const name = element('span', 'map-name', option.textContent);
    name.setAttribute('aria-hidden', 'true');
    new Marker({ element: name, anchor: 'left' }).setLngLat(at).addTo(map);
  }
  const scale = () => view.classList.toggle('with-names', map.getZoom() >= withNames);
  map.on('zoom', scale);
  scale();
}

/** The place that is chosen in the list of well-known ones. */
function placeIn(list) {
  const at = list?.selectedOptions[0]?.dataset.at;
  if (!at) return undefined;
  const [lon, lat] = at.split(',').map(Number);
  return { lon, lat };
}
