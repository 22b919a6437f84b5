// The controls of a question, and what was answered: one of few, several, or a place for each answer of an order.
import type { VNode } from 'preact';
import { typedText, type Typed } from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Choice, MultiChoice, uiLabels, type Option } from '../../../ui/index.ts';
import type { Question } from '../course.ts';
import type { DrawnQuestion } from '../draw-questions.ts';
import { learningTexts } from '../learning-texts.ts';

const name = 'antwort';
const placeName = (place: number): string => `${name}-${place + 1}`;

/** The answer as it was posted; places that were left open are left out. */
export function readAnswer({ kind, options }: Question, typed: Typed): string[] {
  if (kind === 'order')
    return options.map((_option, place) => typedText(typed, placeName(place))).filter((id) => id !== '');
  const value: unknown = typed[name];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each): each is string => typeof each === 'string' && each !== '');
}

interface FieldsProps {
  language: Language;
  question: Question;
  drawn: DrawnQuestion;
  typed: Typed;
  error: string | undefined;
}

export function QuestionFields({ language, question, drawn, typed, error }: FieldsProps): VNode {
  const labels = uiLabels(language);
  const t = learningTexts(language);
  const options = drawn.options.flatMap((id): Option[] => {
    const option = question.options.find((each) => each.id === id);
    return option ? [{ value: id, label: option.text[language] }] : [];
  });
  const label = question.ask[language].trim();
  const given = readAnswer(question, typed);
  const field = { labels, id: name, name, label, error, heading: true };
  if (question.kind === 'one')
    return <Choice {...field} as="radio" options={options} value={given[0] ?? ''} hint={t('question.one')} />;
  if (question.kind === 'many')
    return <MultiChoice {...field} options={options} value={given} hint={t('question.many')} />;
  return (
    <>
      <h1>{label}</h1>
      <p>{t('question.order')}</p>
      {options.map((_option, place) => (
        <Choice
          key={place}
          labels={labels}
          as="select"
          id={placeName(place)}
          name={placeName(place)}
          label={t('question.place', { number: place + 1 })}
          options={options}
          value={typedText(typed, placeName(place))}
          error={place === 0 ? error : undefined}
        />
      ))}
    </>
  );
}

/** The field that the summary of errors leads to. */
export const fieldIdOf = ({ kind }: Question): string => (kind === 'order' ? placeName(0) : name);
