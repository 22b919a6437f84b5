// What became of an answer: whether it was right, why, and what would have been right.
import type { VNode } from 'preact';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { PlainText } from '../../../ui/index.ts';
import type { Answered } from '../attempt.ts';
import type { Question } from '../course.ts';
import { rightIds } from '../judge.ts';
import { learningTexts } from '../learning-texts.ts';

interface AnsweredProps {
  language: Language;
  question: Question;
  answer: Answered | undefined;
}

export function AnswerExplained({ language, question, answer }: AnsweredProps): VNode {
  const t = learningTexts(language);
  const ordered = question.kind === 'order';
  const List = ordered ? 'ol' : 'ul';
  const right = rightIds(question);
  return (
    <div class="prose stack">
      <p>{t(ordered ? 'answer.order' : right.length === 1 ? 'answer.right' : 'answer.rightMany')}</p>
      <List>
        {right.map((id) => {
          const option = question.options.find((each) => each.id === id);
          return (
            <li key={id}>
              {option?.text[language]} {option?.why?.[language]}
            </li>
          );
        })}
      </List>
      <PlainText text={question.why[language]} />
      <WrongOnes {...{ language, question, answer }} />
    </div>
  );
}

/** Of what was chosen wrongly one reads why it is wrong. */
function WrongOnes({ language, question, answer }: AnsweredProps): VNode | null {
  const t = learningTexts(language);
  const right = rightIds(question);
  const wrong =
    question.kind === 'order'
      ? []
      : question.options.filter(({ id }) => answer?.given.includes(id) && !right.includes(id));
  if (wrong.length === 0) return null;
  return (
    <>
      <p>{t('answer.chosen')}</p>
      <ul>
        {wrong.map(({ id, text, why }) => (
          <li key={id}>
            {text[language]} {why?.[language]}
          </li>
        ))}
      </ul>
    </>
  );
}
