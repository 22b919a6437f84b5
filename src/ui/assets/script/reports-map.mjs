/**
 * The map of reports, as far as every page with one loads it: a button that opens the map. Without this script the drawing and the list say
 * the same.
 */
for (const field of document.querySelectorAll('[data-reports-map]')) {
  const config = JSON.parse(field.dataset.reportsMap ?? '{}');
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
      const { openReportsMap } = await import('./reports-map-view.mjs');
      await openReportsMap(place, config);
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
