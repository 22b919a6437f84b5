/**
 * Reports on a map: the server counts them by cell, and says each by itself where they are few. A cell is a button that goes nearer, a
 * report a link to its page; so all can be done by keyboard, and read.
 */
import { Map as MapView, Marker, NavigationControl } from 'maplibre-gl';
import { element, middle, optionsOf, prepare } from './map-base.mjs';

/** As long after the last move of the map it asks what is there: dragging would ask for every step. */
const restMs = 150;

/**
 * @param {HTMLElement} place where the map goes
 * @param {any} config what the server said: addresses, words, outline, rivers
 */
export async function openReportsMap(place, config) {
  await prepare(config);
  const view = element('div', 'map-canvas');
  place.append(view, ...(config.tiles ? [] : [element('p', 'small quiet', config.words.rough)]));
  const start = middle(config.outline);
  const map = new MapView({ ...optionsOf(config, view), center: [start.lon, start.lat], zoom: 11 });
  map.addControl(new NavigationControl({ showCompass: false }));
  /** @type {Marker[]} */
  let markers = [];
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    const box = map.getBounds();
    const bbox = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((each) =>
      each.toFixed(5),
    );
    const answer = await fetch(`${config.source}&bbox=${bbox.join(',')}`);
    // From farther away than the whole canton nothing is counted.
    if (!answer.ok || mine !== asked) return;
    const { clusters, points } = await answer.json();
    for (const marker of markers) marker.remove();
    markers = [
      ...clusters.map((cluster) => clusterMarker(map, cluster, config)),
      ...points.map((point) => pointMarker(point)),
    ].map((marker) => marker.addTo(map));
  };
  let rest;
  map.on('moveend', () => {
    clearTimeout(rest);
    rest = setTimeout(show, restMs);
  });
  await new Promise((resolve) => map.once('load', resolve));
  await show();
  map.getCanvas().focus();
}

function clusterMarker(map, { lon, lat, count }, { words }) {
  const button = element('button', 'map-cluster', String(count));
  button.type = 'button';
  button.setAttribute('aria-label', `${count} ${words.cluster}`);
  button.addEventListener('click', () => map.easeTo({ center: [lon, lat], zoom: map.getZoom() + 2 }));
  return new Marker({ element: button }).setLngLat([lon, lat]);
}

function pointMarker({ lon, lat, url, title, state }) {
  const link = element('a', 'map-report');
  link.href = url;
  link.title = title;
  link.dataset.state = state;
  link.setAttribute('aria-label', title);
  return new Marker({ element: link }).setLngLat([lon, lat]);
}
