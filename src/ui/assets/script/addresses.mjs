/**
 * Suggests streets while one is typed, from the register of addresses. The page works without: what it does is offered again
 * by the server after sending. Only the beginning of the street leaves the page, to our own address.
 */
import { whileTyping } from './while-typing.mjs';

for (const input of document.querySelectorAll('input[data-addresses]')) suggestFor(input);

function suggestFor(street) {
  const list = document.createElement('datalist');
  list.id = `${street.id}-list`;
  street.after(list);
  street.setAttribute('list', list.id);
  const addressFor = (typed) => `${street.dataset.addresses}?q=${encodeURIComponent(typed)}`;
  whileTyping(street, addressFor, show, () => {
    const chosen = [...list.options].filter((option) => option.value === street.value);
    if (chosen.length !== 1) return false;
    fillPlace(street, chosen[0].dataset);
    return true;
  });

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
