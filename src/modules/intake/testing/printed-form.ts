// For tests: a blank form as it is printed today, and what its pages should say but don't.
import { readPdf } from '../../../../tests/support/read-pdf.ts';
import { paperForm, type ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { contextOf } from '../../catalogue/index.ts';
import { blankFormNumber, serviceMark } from '../paper/form-number.ts';
import { renderForm } from '../paper/render-form.ts';

export async function blank(
  app: App,
  definition: ServiceDefinition,
  language: Language,
): Promise<{ number: string; pdf: Buffer }> {
  const { id, version } = definition;
  const number = blankFormNumber({ mark: serviceMark(id), version, day: app.clock.today(), language });
  return { number, pdf: await renderForm(app, { definition, language, number }) };
}

/** Without spaces: where a line breaks does not matter. */
const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** Titles, labels, hints, options, conditions, the title and the number that are not on the pages. */
export async function missingWords(
  app: App,
  definition: ServiceDefinition,
  language: Language,
): Promise<string[]> {
  const { number, pdf } = await blank(app, definition, language);
  const read = await readPdf(pdf);
  const text = squeezed(read.pages.join(' '));
  const words = paperForm(definition, language, contextOf(app, definition)).flatMap((question) => [
    question.title,
    question.only?.text ?? '',
    question.otherwise,
    ...question.fields.flatMap((field) => [
      field.label,
      field.hint,
      field.only?.text ?? '',
      ...(field.only?.items ?? []),
      ...Object.values(field.beside),
      ...(field.control.kind === 'ticks' ? field.control.options.map((option) => option.label) : []),
    ]),
  ]);
  const title = definition.texts[language]['title'] ?? '';
  await read.close();
  return [
    ...[...words, title, number].filter((each) => !text.includes(squeezed(each))),
    ...(read.title === title ? [] : [`the title of the document is ${read.title}`]),
  ];
}
