// The questions of a category as controls, read and checked by the form engine.
import type { VNode } from 'preact';
import { readSingle, singleControls, type FormBody } from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import {
  Choice,
  LongTextField,
  MultiChoice,
  NumberField,
  TextField,
  YesNo,
  errorOf,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { fieldOf, isInWords, type Category, type Question } from '../category.ts';
import { reportsTexts } from '../reports-texts.ts';

interface ReadQuestions {
  /** Answers with options, seen by everyone; and those in words, looked at first. */
  answers: Record<string, unknown>;
  wordAnswers: Record<string, unknown>;
  errors: FormError[];
}

const controlOf = ({ id }: Question) => `frage.${id}`;

/** A blank answer to an optional question is none. */
export function readQuestions(category: Category, body: FormBody, language: Language): ReadQuestions {
  const read: ReadQuestions = { answers: {}, wordAnswers: {}, errors: [] };
  for (const question of category.questions) {
    const { typed, value } = readSingle(fieldOf(question), body, controlOf(question), language, {
      lists: {},
    });
    const blank =
      typed === undefined || typed === null || typed === '' || (Array.isArray(typed) && typed.length === 0);
    if (value !== undefined) (isInWords(question) ? read.wordAnswers : read.answers)[question.id] = value;
    else if (!(question.optional && blank))
      read.errors.push({
        fieldId: controlOf(question),
        message: reportsTexts(language)('wrong.question', { question: question.label[language] }),
      });
  }
  return read;
}

export function QuestionControl({
  question,
  body,
  errors,
  language,
}: {
  question: Question;
  body: FormBody;
  errors: readonly FormError[];
  language: Language;
}): VNode {
  const field = fieldOf(question);
  const name = controlOf(question);
  const { typed } = readSingle(field, body, name, language, { lists: {} });
  const value = singleControls(field, typed, language, {})[''];
  const props = {
    labels: uiLabels(language),
    id: name,
    name,
    label: question.label[language],
    hint: question.hint?.[language],
    optional: question.optional,
    error: errorOf(errors, name),
  };
  const options = (question.options ?? []).map(({ id, label }) => ({ value: id, label: label[language] }));
  const text = typeof value === 'string' ? value : '';
  switch (question.type) {
    case 'choice':
      return <Choice {...props} options={options} value={text} />;
    case 'multichoice':
      return (
        <MultiChoice
          {...props}
          options={options}
          value={Array.isArray(value) ? value : text === '' ? [] : [text]}
        />
      );
    case 'yesno':
      return <YesNo {...props} value={text} />;
    case 'number':
      return <NumberField {...props} value={text} />;
    case 'text':
      return <TextField {...props} maxLength={field.maxLength} value={text} />;
    case 'longtext':
      return <LongTextField {...props} maxLength={field.maxLength} value={text} />;
  }
}
