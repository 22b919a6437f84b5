/**
 * A map beside the controls of a location field: click, drag or arrow keys set the coordinates in their input, and what is typed or
 * chosen there moves the point. Draws the canton's rough outline; tiles only where the operator has configured some.
 */
import { Map as MapView, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import { readPoint } from '../../../engine/location/read-point.ts';
import {
  fromSwissGrid,
  printLonLat,
  printSwissGrid,
  toSwissGrid,
} from '../../../engine/location/swiss-grid.ts';

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
  await loadStyles(config.css);
  setWorkerUrl(config.worker);
  const view = element('div', 'map-canvas');
  const where = element('output', 'small quiet');
  const note = element('p', 'small quiet', config.words.rough);
  place.append(view, where, ...(config.tiles ? [] : [note]));

  const input = /** @type {HTMLInputElement} */ (document.getElementById(`${config.id}-point`));
  const list = /** @type {HTMLSelectElement | null} */ (document.getElementById(`${config.id}-place`));
  const known = () => readPoint(input.value) ?? placeIn(list);
  const start = known() ?? middle(config.outline);
  const map = new MapView({
    container: view,
    style: styleOf(config, view),
    center: [start.lon, start.lat],
    zoom: known() ? near : 11.5,
    // A rough drawing says nothing from nearby.
    maxZoom: config.tiles ? 19 : 16,
    attributionControl: config.tiles ? { customAttribution: config.attribution } : false,
    // Arrow keys move the point, not the map: it is the point that people came for.
    keyboard: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    locale: {
      'Map.Title': config.words.map,
      'NavigationControl.ZoomIn': config.words.zoomIn,
      'NavigationControl.ZoomOut': config.words.zoomOut,
    },
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

/** @returns {any} an element with class and words */
function element(tag, name, words = '') {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = words;
  return made;
}

function loadStyles(href) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', reject);
    document.head.append(link);
  });
}

/** The place that is chosen in the list of well-known ones. */
function placeIn(list) {
  const at = list?.selectedOptions[0]?.dataset.at;
  if (!at) return undefined;
  const [lon, lat] = at.split(',').map(Number);
  return { lon, lat };
}

function middle(outline) {
  const between = (index) => {
    const all = outline.map((corner) => corner[index]);
    return (Math.min(...all) + Math.max(...all)) / 2;
  };
  return { lon: between(0), lat: between(1) };
}

/** Colours of the page's own style sheet, so that the map follows light and dark. */
function styleOf({ outline, rivers, tiles, attribution }, view) {
  const colour = (name) => getComputedStyle(view).getPropertyValue(`--map-${name}`).trim();
  const shape = (geometry) => ({ type: 'geojson', data: { type: 'Feature', properties: {}, geometry } });
  const sources = {
    land: shape({ type: 'Polygon', coordinates: [[...outline, outline[0]]] }),
    rivers: shape({ type: 'MultiLineString', coordinates: rivers }),
    ...(tiles ? { tiles: { type: 'raster', tiles: [tiles], tileSize: 256, attribution } } : {}),
  };
  const line = (id, source, name, width) => ({
    id,
    type: 'line',
    source,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': colour(name), 'line-width': width },
  });
  return {
    version: 8,
    sources,
    layers: tiles
      ? [{ id: 'tiles', type: 'raster', source: 'tiles' }, line('edge', 'land', 'edge', 2)]
      : [
          { id: 'ground', type: 'background', paint: { 'background-color': colour('ground') } },
          { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colour('land') } },
          line('rivers', 'rivers', 'river', ['interpolate', ['linear'], ['zoom'], 10, 3, 16, 40]),
          line('edge', 'land', 'edge', 2),
        ],
  };
}
