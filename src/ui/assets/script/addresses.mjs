/**
 * Suggests streets while one is typed, from the register of addresses. The page works without: what it does is offered again
 * by the server after sending. Only the beginning of the street leaves the page, to our own address.
 */

/** Milliseconds without a key before the register is asked. */
const pause = 150;
const shortest = 2;

for (const input of document.querySelectorAll('input[data-addresses]')) suggestFor(input);

function suggestFor(street) {
  const list = document.createElement('datalist');
  list.id = `${street.id}-list`;
  street.after(list);
  street.setAttribute('list', list.id);
  let timer;
  let asked;
  street.addEventListener('input', () => {
    clearTimeout(timer);
    asked?.abort();
    const chosen = [...list.options].filter((option) => option.value === street.value);
    if (chosen.length === 1) fillPlace(street, chosen[0].dataset);
    else timer = setTimeout(ask, pause);
  });

  async function ask() {
    const typed = street.value.trim();
    if (typed.length < shortest) return list.replaceChildren();
    asked = new AbortController();
    const address = `${street.dataset.addresses}?q=${encodeURIComponent(typed.slice(0, 100))}`;
    try {
      const answer = await fetch(address, { signal: asked.signal, credentials: 'omit' });
      if (answer.ok) show((await answer.json()).items);
    } catch {
      // Aborted by the next key, or the line is down: the field is a field without suggestions.
    }
  }

  function show(items) {
    list.replaceChildren(
      ...items.map(({ street: name, postalCode, town }) => {
        const option = document.createElement('option');
        option.value = name;
        option.label = `${name}, ${postalCode} ${town}`;
        Object.assign(option.dataset, { postalCode, town });
        return option;
      }),
    );
  }
}

/** Postal code and town of a street that was chosen; what is there already stays (WCAG 3.2.2). */
function fillPlace(street, place) {
  for (const part of ['postalCode', 'town']) {
    const name = street.name.replace(/street$/, part);
    const input = street.form?.elements.namedItem(name);
    if (input instanceof HTMLInputElement && input.value === '') input.value = place[part];
  }
}
