/**
 * The map of location fields, as far as every page with one loads it: a button that opens the map. The map itself, some hundred
 * kilobytes, comes only when someone wants it. Without this script the field works with words, list and coordinates.
 */
for (const field of document.querySelectorAll('[data-map]')) {
  const config = JSON.parse(field.dataset.map ?? '{}');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'ds-button';
  button.dataset.variant = 'secondary';
  button.textContent = config.words.open;
  const place = document.createElement('div');
  place.className = 'map-place';
  place.append(button);
  field.append(place);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const { openMap } = await import('./map-view.mjs');
      await openMap(field, place, config);
      button.remove();
      field.querySelector('[data-static]')?.remove();
    } catch {
      const note = document.createElement('p');
      note.setAttribute('role', 'status');
      note.textContent = config.words.failed;
      place.replaceChildren(note);
    }
  });
}
