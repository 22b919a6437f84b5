/** Shows what the search finds below a field while a question is written into it. Without script the page shows it as a step of its own. */
import { whileTyping } from './while-typing.mjs';

const most = 5;

for (const box of document.querySelectorAll('[data-answers-for]')) {
  const input = document.getElementById(box.dataset.answersFor);
  const list = box.querySelector('ul');
  const lang = document.documentElement.lang.slice(0, 2);
  const addressFor = (q) =>
    `${box.dataset.ask}?${new URLSearchParams({ q, lang, limit: String(most) }).toString()}`;
  whileTyping(input, addressFor, (items) => {
    list.replaceChildren(...items.map(entry));
    box.hidden = items.length === 0;
  });
}

function entry({ title, url }) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title;
  item.append(link);
  return item;
}
