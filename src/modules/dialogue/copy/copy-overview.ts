// The overview of the copy: a tagged PDF that says in words what is held, the newest of each list.
import type { RegisterId } from '../../../engine/index.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { OwnCopyPart } from '../../../kernel/own-copy.ts';
import { compilePdf } from '../../../kernel/pdf/compile-pdf.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';
import { formatDate, formatDateTime } from '../../../ui/index.ts';
import { entryFacts } from '../../corrections/index.ts';
import { dataTexts } from '../../data/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';
import type { CopyHead } from './copy-json.ts';

/** So many of each list are on paper; all are in data.json. */
const mostPrinted = 100;

export class CopyOverview {
  readonly #kept = new Map<OwnCopyPart, { items: unknown[]; count: number }>();
  readonly #app: App;
  readonly #language: Language;
  readonly #head: CopyHead;

  constructor(app: App, language: Language, head: CopyHead) {
    this.#app = app;
    this.#language = language;
    this.#head = head;
  }

  /** Called for each item as it goes by; only the first ones are kept. */
  add(part: OwnCopyPart, item: unknown): void {
    if (part.onPaper?.(item) === false) return;
    const kept = this.#kept.get(part) ?? { items: [], count: 0 };
    this.#kept.set(part, kept);
    kept.count++;
    if (kept.items.length < mostPrinted) kept.items.push(item);
  }

  /** Errors as `compilePdf`. */
  async render(): Promise<Buffer> {
    const [app, language, head] = [this.#app, this.#language, this.#head];
    const t = dialogueTexts(language);
    const sections = [];
    for (const [part, { items, count }] of this.#kept) {
      const printed = [];
      for (const item of items) printed.push(await part.print(item, app, language));
      sections.push({
        title: t('copy.section', { title: part.title(language), count }),
        more: count > items.length ? t('copy.more', { count: count - items.length }) : '',
        items: printed.map(({ title, lines = [], facts = [] }) => ({ title, lines, facts })),
      });
    }
    const template = readFileSync(
      join(projectFolder, 'src', 'modules', 'dialogue', 'copy', 'copy-overview.typ'),
      'utf8',
    );
    return compilePdf(
      template,
      {
        language,
        canton: t('copy.title'),
        title: t('copy.title'),
        lead: t('copy.lead', { name: head.account.name, at: formatDateTime(head.exportedAt, language) }),
        rights: t('copy.rights'),
        page: t('copy.page'),
        sections: [
          { title: t('copy.person'), more: '', items: personParts(app, language, head) },
          ...sections,
        ],
      },
      Math.floor(app.clock.now().getTime() / 1000),
    );
  }
}

interface Printed {
  title: string;
  lines: string[];
  facts: { label: string; value: string }[];
}

/** What the account says, then each register with the day it speaks of. */
function personParts(app: App, language: Language, { account, registers }: CopyHead): Printed[] {
  const t = dialogueTexts(language);
  const d = dataTexts(language);
  const facts = [
    { label: t('copy.name'), value: account.name },
    { label: t('copy.email'), value: account.email ?? '' },
  ].filter(({ value }) => value !== '');
  const of = (register: RegisterId, entry: CopyHead['registers']['resident']): Printed[] => {
    if (entry === null) return [];
    const title = d(`register.${register}`);
    if (entry === 'no-answer') return [{ title, lines: [t('copy.noAnswer')], facts: [] }];
    const asOf = typeof entry['asOf'] === 'string' ? formatDate(entry['asOf'], language) : '';
    return [
      {
        title: d('source', { register: title, date: asOf }),
        lines: [],
        facts: [
          ...entryFacts(app, language, register, entry).map(({ label, value }) => ({ label, value })),
          // Given out here only: on the page of entries the address of the account is shown.
          ...(typeof entry['email'] === 'string' ? [{ label: t('copy.email'), value: entry['email'] }] : []),
        ],
      },
    ];
  };
  return [
    { title: d('register.account'), lines: [], facts },
    ...of('residents', registers.resident),
    ...of('companies', registers.company),
    ...of('vehicles', registers.vehicle),
    ...of('taxes', registers.tax),
  ];
}
