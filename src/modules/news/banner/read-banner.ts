// What was typed into the form of the banner, and what is wrong with it.
import { readInstant, textLength, typedText, type Typed } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { languages, type Language, type LocalText } from '../../../kernel/i18n/texts.ts';
import type { FormError } from '../../../ui/index.ts';
import { isArea } from '../facets.ts';
import { isLink } from '../is-link.ts';
import { newsTexts } from '../news-texts.ts';
import { levels, type Level } from './banner.ts';

/** It stands above every page: longer ones belong behind the link. */
export const longestBanner = 280;
/** What stands longer is no warning any more. */
const mostDays = 14;

export interface WantedBanner {
  level: Level;
  texts: LocalText;
  link: string;
  areas: string[];
  until: Date;
}

export const manyOf = (typed: Typed, name: string): string[] => {
  const value = typed[name];
  return Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value];
};

export function readBanner(
  app: App,
  typed: Typed,
  language: Language,
): { wanted: WantedBanner } | { errors: FormError[] } {
  const t = newsTexts(language);
  const level = levels.find((each) => each === typedText(typed, 'stufe'));
  const texts = Object.fromEntries(
    languages.map((each) => [each, typedText(typed, `text-${each}`).trim()]),
  ) as LocalText;
  const link = typedText(typed, 'link').trim();
  const areas = manyOf(typed, 'gebiet');
  const until = readInstant(typed, 'bis');
  const now = app.clock.now().getTime();
  const errors: FormError[] = [
    ...(level ? [] : [{ fieldId: 'stufe', message: t('banner.levelMissing') }]),
    ...languages.flatMap((each) => {
      const inLanguage = { language: t(`language.${each}`) };
      if (texts[each] === '')
        return [{ fieldId: `text-${each}`, message: t('editor.textMissing', inLanguage) }];
      return textLength(texts[each]) > longestBanner
        ? [
            {
              fieldId: `text-${each}`,
              message: t('editor.tooLong', { ...inLanguage, most: longestBanner }),
            },
          ]
        : [];
    }),
    ...(link === '' || isLink(link) ? [] : [{ fieldId: 'link', message: t('banner.linkWrong') }]),
    ...(areas.every((each) => isArea(app, each))
      ? []
      : [{ fieldId: 'gebiet', message: t('editor.areaWrong') }]),
    ...(!until
      ? [{ fieldId: 'bis', message: t('editor.momentWrong') }]
      : until.getTime() <= now
        ? [{ fieldId: 'bis', message: t('banner.untilPast') }]
        : until.getTime() > now + mostDays * 86_400_000
          ? [{ fieldId: 'bis', message: t('banner.untilFar', { days: mostDays }) }]
          : []),
  ];
  if (errors.length > 0 || !level || !until) return { errors };
  return { wanted: { level, texts, link, areas, until } };
}
