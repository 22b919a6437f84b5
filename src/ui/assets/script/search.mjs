/**
 * Suggests what the search finds while a query is typed: an editable combobox with a listbox (WAI-ARIA 1.2). A datalist would not do, since
 * browsers leave out what does not hold the letters typed: «zügeln» finds «Umzug melden». Without script the search is a form.
 */
import { whileTyping } from './while-typing.mjs';

const most = 6;

for (const input of document.querySelectorAll('input[data-suggestions]')) suggestFor(input);

function suggestFor(input) {
  const list = document.createElement('ul');
  Object.assign(list, { id: `${input.id}-list`, hidden: true, className: 'suggested' });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.labels[0].textContent);
  input.parentElement.after(list);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
  }))
    input.setAttribute(name, value);
  let at = -1;

  const lang = document.documentElement.lang.slice(0, 2);
  const addressFor = (q) =>
    `${input.dataset.suggestions}?${new URLSearchParams({ q, lang, limit: String(most) }).toString()}`;
  whileTyping(input, addressFor, show);
  input.addEventListener('keydown', onKey);
  input.addEventListener('blur', close);

  function show(items) {
    list.replaceChildren(
      ...items.map(({ title, url }, index) => {
        const option = document.createElement('li');
        Object.assign(option, { id: `${list.id}-${index}`, textContent: title });
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.dataset.url = url;
        // Before the field loses its focus, which would close the list.
        option.addEventListener('pointerdown', (event) => event.preventDefault());
        option.addEventListener('click', () => location.assign(url));
        return option;
      }),
    );
    open(items.length > 0 && document.activeElement === input);
  }

  function open(yes) {
    list.hidden = !yes;
    input.setAttribute('aria-expanded', String(yes));
    mark(-1);
  }

  function close() {
    open(false);
  }

  function mark(index) {
    at = index;
    [...list.children].forEach((option, each) => option.setAttribute('aria-selected', String(each === at)));
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', list.children[at].id);
  }

  function onKey(event) {
    const count = list.children.length;
    if (event.key === 'Escape' && !list.hidden) close();
    else if (event.key === 'ArrowDown' && list.hidden && count > 0) open(true);
    else if (event.key === 'ArrowDown' && count > 0) mark((at + 1) % count);
    else if (event.key === 'ArrowUp' && !list.hidden) mark(at <= 0 ? count - 1 : at - 1);
    else if (event.key === 'Enter' && at >= 0) location.assign(list.children[at].dataset.url);
    else return;
    event.preventDefault();
  }
}
