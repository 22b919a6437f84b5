// Narrows a guide to the steps that its answers leave open, in the guide's order.
import { mayHold, type Facts } from '../../../engine/index.ts';
import { choicesOf, guideFields, type Guide, type GuideAnswers, type GuideStep } from './guide.ts';

/** The steps that concern someone with these answers; a question without answer excludes nothing. */
export function stepsFor(guide: Pick<Guide, 'questions' | 'steps'>, answers: GuideAnswers): GuideStep[] {
  const fields = guideFields(guide);
  const facts = factsOf(guide, answers);
  return guide.steps.filter(({ when }) => when === undefined || mayHold(when, fields, facts));
}

/** Answers as conditions know them: a question without options is yes or no. */
const factsOf = ({ questions }: Pick<Guide, 'questions'>, answers: GuideAnswers): Facts =>
  Object.fromEntries(
    questions.flatMap(({ id, options }) => {
      const answer = answers[id];
      return answer === undefined ? [] : [[id, options ? answer : answer === 'yes']];
    }),
  );

/** Every way to answer all questions. */
export function allAnswers(guide: Pick<Guide, 'questions'>): GuideAnswers[] {
  return guide.questions.reduce<GuideAnswers[]>(
    (ways, question) =>
      ways.flatMap((way) => choicesOf(question).map((choice) => ({ ...way, [question.id]: choice }))),
    [{}],
  );
}
