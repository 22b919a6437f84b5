// What a badge says in words: who issues it, what was learned, and what had to be done for it.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Course } from '../course.ts';
import { neededRight } from '../judge.ts';
import { learningTexts } from '../learning-texts.ts';

export const issuerName = (app: App, language: Language): string =>
  learningTexts(language)('badge.issuer', { canton: app.canton.name[language] });

export const achievementWords = (course: Course, language: Language) => ({
  id: course.id,
  title: course.title[language],
  summary: course.summary[language].trim(),
  criteria: learningTexts(language)('badge.criteria', {
    asked: course.draw,
    needed: neededRight(course.draw, course.passAt),
    modules: course.modules.length,
  }),
});
