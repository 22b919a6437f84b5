// What was typed into the editors' form, what is wrong with it, and back into the fields.
import { readText, textLength, typedText, type Typed } from '../../engine/index.ts';
import type { App } from '../../kernel/app.ts';
import { languages, type Language, type LocalText } from '../../kernel/i18n/texts.ts';
import type { FormError } from '../../ui/index.ts';
import { manyOf } from './banner/read-banner.ts';
import { isArea, isProcess, isService, isTopic, isUnit } from './facets.ts';
import { correctionKinds, longest, parts, type Content, type CorrectionKind, type Part } from './item.ts';
import { brokenLinks } from './markup/parse-markup.ts';
import { newsTexts } from './news-texts.ts';

const most = { topics: 5, pages: 15 };
export const longestNote = 500;

export const fieldOf = (part: Part, language: Language): string => `${part}-${language}`;

/** One line or several, trimmed and in NFC; what can't be read was refused before. */
const line = (typed: Typed, name: string): string =>
  readText(typedText(typed, name), true).value ?? typedText(typed, name);

/** Anything may still be missing: what is there must be right. */
export function readContent(
  app: App,
  typed: Typed,
  language: Language,
): { content: Content; errors: FormError[] } {
  const t = newsTexts(language);
  const texts = Object.fromEntries(
    languages.map((each) => [
      each,
      Object.fromEntries(parts.map((part) => [part, line(typed, fieldOf(part, each))])),
    ]),
  ) as Content['texts'];
  const topics = [...new Set(manyOf(typed, 'thema'))];
  const areas = [...new Set(manyOf(typed, 'gebiet'))];
  const unit = typedText(typed, 'stelle');
  const pages = readPages(app, typedText(typed, 'seiten'));
  const errors: FormError[] = [
    ...languages.flatMap((each) => parts.flatMap((part) => faultsOfText(texts[each][part], part, each, t))),
    ...(topics.every((each) => isTopic(app, each)) && topics.length <= most.topics
      ? []
      : [{ fieldId: 'thema', message: t('editor.topicsWrong', { most: most.topics }) }]),
    ...(areas.every((each) => isArea(app, each))
      ? []
      : [{ fieldId: 'gebiet', message: t('editor.areaWrong') }]),
    ...(unit === '' || isUnit(app, unit) ? [] : [{ fieldId: 'stelle', message: t('editor.unitWrong') }]),
    ...(pages.unknown.length > 0
      ? [
          {
            fieldId: 'seiten',
            message: t('editor.pageWrong', { page: pages.unknown[0]?.slice(0, 100) ?? '' }),
          },
        ]
      : []),
    ...(pages.services.length + pages.processes.length > most.pages
      ? [{ fieldId: 'seiten', message: t('editor.pagesMany', { most: most.pages }) }]
      : []),
  ];
  const { services, processes } = pages;
  const fourEyes = typedText(typed, 'vier-augen') === 'yes';
  return { content: { texts, topics, areas, unit, services, processes, fourEyes }, errors };
}

function faultsOfText(
  text: string,
  part: Part,
  language: Language,
  t: ReturnType<typeof newsTexts>,
): FormError[] {
  const fieldId = fieldOf(part, language);
  const inLanguage = { language: t(`language.${language}`) };
  if (textLength(text) > longest[part])
    return [{ fieldId, message: t('editor.tooLong', { ...inLanguage, most: longest[part] }) }];
  if (part !== 'body' && text.includes('\n')) return [{ fieldId, message: t('editor.oneLine', inLanguage) }];
  const [broken] = part === 'body' ? brokenLinks(text) : [];
  return broken === undefined
    ? []
    : [{ fieldId, message: t('editor.linkWrong', { ...inLanguage, link: broken.slice(0, 100) }) }];
}

/** Addresses of services and processes, one on a line, as they are copied from the browser. */
function readPages(app: App, text: string) {
  const services = new Set<string>();
  const processes = new Set<string>();
  const unknown: string[] = [];
  for (const row of text.split('\n').map((each) => each.trim())) {
    if (row === '') continue;
    const [, kind, id = ''] = /\/(leistungen|mitreden)\/([a-z0-9-]+)$/.exec(row) ?? [];
    if (kind === 'leistungen' && isService(app, id)) services.add(id);
    else if (kind === 'mitreden' && isProcess(app, id)) processes.add(id);
    else unknown.push(row);
  }
  return { services: [...services], processes: [...processes], unknown };
}

export function typedContent(content: Content): Typed {
  return {
    ...Object.fromEntries(
      languages.flatMap((each) => parts.map((part) => [fieldOf(part, each), content.texts[each][part]])),
    ),
    thema: content.topics,
    gebiet: content.areas,
    stelle: content.unit,
    seiten: [
      ...content.services.map((id) => `/leistungen/${id}`),
      ...content.processes.map((id) => `/mitreden/${id}`),
    ].join('\n'),
    'vier-augen': content.fourEyes ? 'yes' : 'no',
  };
}

/** The same words in four languages, each in a field of its own. */
export function readFour(
  typed: Typed,
  name: string,
  language: Language,
  required = true,
): { four: LocalText; errors: FormError[] } {
  const t = newsTexts(language);
  const four = Object.fromEntries(
    languages.map((each) => [each, line(typed, `${name}-${each}`)]),
  ) as LocalText;
  const errors = languages.flatMap((each): FormError[] => {
    const inLanguage = { language: t(`language.${each}`) };
    const fieldId = `${name}-${each}`;
    if (required && four[each] === '') return [{ fieldId, message: t('editor.textMissing', inLanguage) }];
    return textLength(four[each]) > longestNote
      ? [{ fieldId, message: t('editor.tooLong', { ...inLanguage, most: longestNote }) }]
      : [];
  });
  return { four, errors };
}

/** A slip of the pen needs no more words. */
export function readCorrection(
  typed: Typed,
  language: Language,
): { kind: CorrectionKind; note: LocalText; errors: FormError[] } {
  const kind = correctionKinds.find((each) => each === typedText(typed, 'art'));
  const { four, errors } = readFour(typed, 'vermerk', language, kind !== 'spelling');
  return {
    kind: kind ?? 'facts',
    note: four,
    errors: kind
      ? errors
      : [{ fieldId: 'art', message: newsTexts(language)('editor.kindMissing') }, ...errors],
  };
}
