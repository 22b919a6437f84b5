// Narrows a guide to the steps that its answers leave open, in the guide's order.
import { mayHold } from '../../../engine/index.ts';
import { choicesOf, guideChoices, type Guide, type GuideAnswers, type GuideStep } from './guide.ts';

/** The steps that concern someone with these answers; a question without answer excludes nothing. */
export function stepsFor(guide: Pick<Guide, 'questions' | 'steps'>, answers: GuideAnswers): GuideStep[] {
  const choices = guideChoices(guide);
  return guide.steps.filter(({ when }) => when === undefined || mayHold(when, choices, answers));
}

/** Every way to answer all questions. */
export function allAnswers(guide: Pick<Guide, 'questions'>): GuideAnswers[] {
  return guide.questions.reduce<GuideAnswers[]>(
    (ways, question) =>
      ways.flatMap((way) => choicesOf(question).map((choice) => ({ ...way, [question.id]: choice }))),
    [{}],
  );
}
