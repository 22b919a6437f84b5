// Parts that pages about learning share: the way to a course, the text of a module.
import type { VNode } from 'preact';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { PlainText, State, formatDate, formatDateTime, type Crumb } from '../../../ui/index.ts';
import type { Course } from '../course.ts';
import { learningTexts } from '../learning-texts.ts';
import type { OwnCourse } from '../queries/own-learning.ts';

/** From the list of courses to a course, and further. */
export const crumbsTo = (language: Language, ...ways: Crumb[]): Crumb[] => [
  { label: learningTexts(language)('own.title'), href: '/lernen' },
  ...ways,
];

export const courseCrumb = (course: Course, language: Language): Crumb => ({
  label: course.title[language],
  href: `/lernen/${course.id}`,
});

export const moduleHref = (course: Course, module: string): string => `/lernen/${course.id}/modul/${module}`;

export interface TextPart {
  heading: string | undefined;
  text: string;
}

/** A line that begins with `## ` is a heading; the rest are paragraphs and lists. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [{ heading: undefined, text: '' }];
  for (const line of text.split('\n')) {
    const last = parts.at(-1);
    if (line.startsWith('## ')) parts.push({ heading: line.slice(3).trim(), text: '' });
    else if (last) last.text += `${line}\n`;
  }
  return parts.filter(({ heading, text: words }) => heading !== undefined || words.trim() !== '');
}

export function CourseText({ text }: { text: string }): VNode {
  return (
    <div class="prose stack">
      {textParts(text).map(({ heading, text: words }, index) => (
        <div key={index} class="stack">
          {heading === undefined ? null : <h2>{heading}</h2>}
          <PlainText text={words} />
        </div>
      ))}
    </div>
  );
}

/** How one stands with a course, in a word. */
export function CourseState({ own, language }: { own: OwnCourse; language: Language }): VNode | null {
  const t = learningTexts(language);
  const { due, done, ended, read, course } = own;
  if (due && due.state !== 'ahead')
    return (
      <State tone={due.state === 'late' ? 'danger' : 'warning'}>
        {t(due.state === 'late' ? 'state.late' : 'state.soon', { day: formatDate(due.day, language) })}
      </State>
    );
  if (ended) return <State tone="warning">{t('state.ended')}</State>;
  if (done)
    return (
      <State tone="success">
        {done.validUntil === undefined
          ? t('state.done')
          : t('state.valid', { day: formatDateTime(done.validUntil, language, 'long') })}
      </State>
    );
  if (due) return <State tone="neutral">{t('state.due', { day: formatDate(due.day, language) })}</State>;
  return read.size > 0 ? (
    <State tone="info">{t('state.read', { read: read.size, all: course.modules.length })}</State>
  ) : null;
}
