/** What maps share: their style sheet, the rough drawing in the colours of the page, the look that every map has. */
import { setWorkerUrl } from 'maplibre-gl';

/** Loads what a map needs before it is made. @param {any} config addresses from the server */
export async function prepare(config) {
  await loadStyles(config.css);
  setWorkerUrl(config.worker);
}

/** Options that every map has. @param {any} config @param {HTMLElement} view */
export const optionsOf = (config, view) => ({
  container: view,
  style: styleOf(config, view),
  // A rough drawing says nothing from nearby.
  maxZoom: config.tiles ? 19 : 16,
  attributionControl: config.tiles ? { customAttribution: config.attribution } : false,
  dragRotate: false,
  pitchWithRotate: false,
  touchPitch: false,
  locale: {
    'Map.Title': config.words.map,
    'NavigationControl.ZoomIn': config.words.zoomIn,
    'NavigationControl.ZoomOut': config.words.zoomOut,
  },
});

/** @returns {any} an element with class and words */
export function element(tag, name, words = '') {
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

export function middle(outline) {
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
