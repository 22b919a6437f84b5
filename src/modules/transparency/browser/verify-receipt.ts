// The script of `/log/pruefen`: reads the chosen file, checks it here, shows the verdict in the page's own words. Asks no server.
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formatDateTime } from '../../../ui/format.ts';
import { verifyReceipt, type Verdict } from '../../../tlog/receipt.ts';

const part = document.querySelector<HTMLElement>('#pruefung');
const file = document.querySelector<HTMLInputElement>('#beleg');
const result = document.querySelector<HTMLElement>('#ergebnis');

function copyOf(id: string): DocumentFragment {
  const template = document.querySelector<HTMLTemplateElement>(`#${id}`);
  if (!template) throw new Error(`The page lacks ${id}`);
  return template.content.cloneNode(true) as DocumentFragment;
}

function fill(fragment: DocumentFragment, name: string, text: string): void {
  for (const place of fragment.querySelectorAll(`[data-place="${name}"]`)) place.textContent = text;
}

/** Of the page. */
const language = document.documentElement.lang.slice(0, 2) as Language;

function shown(verdict: Verdict, locale: string): DocumentFragment {
  if (!verdict.valid) {
    const fragment = copyOf(`fehler-${verdict.fault}`);
    const which = fragment.querySelector('[data-if="entry"]');
    if (verdict.entry === undefined) which?.remove();
    else if (which) which.textContent = (which.textContent ?? '').replace('#', String(verdict.entry));
    return fragment;
  }
  const { entries, origin, size, witnessed } = verdict;
  const fragment = copyOf('echt');
  const number = new Intl.NumberFormat(locale);
  fill(fragment, 'entries', number.format(entries.length));
  fill(fragment, 'origin', origin);
  fill(fragment, 'size', number.format(size));
  fill(
    fragment,
    'witnessed',
    witnessed ? formatDateTime(witnessed, language, 'long') : (copyOf('ohne-zeuge').textContent ?? ''),
  );
  return fragment;
}

async function check(chosen: File, { logKeys = '', witnessKeys = '' }: DOMStringMap): Promise<Verdict> {
  let receipt: unknown;
  try {
    receipt = JSON.parse(await chosen.text());
  } catch {
    return { valid: false, fault: 'unreadable' };
  }
  const keys = (text: string) => text.split(' ').filter((key) => key !== '');
  return verifyReceipt(receipt, { log: keys(logKeys), witness: keys(witnessKeys) });
}

if (part && file && result) {
  part.hidden = false;
  file.addEventListener('change', () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    void check(chosen, part.dataset).then((verdict) => {
      result.replaceChildren(shown(verdict, part.dataset['locale'] ?? 'de-CH'));
      // The same file may be chosen again after it was changed.
      file.value = '';
    });
  });
}
