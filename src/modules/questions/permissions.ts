// Who may ask, and who answers.
import { definePermission } from '../../kernel/permission.ts';
import { staffFor } from '../policy/index.ts';

/** Everyone, with or without an account. Staff do not ask as staff. */
export const ask = definePermission(
  'questions.ask',
  (actor) => actor.kind === 'person' || actor.kind === 'anonymous',
);

/** By the canton's policy: staff of the unit that a question lies with; of the question itself is asked when it is known. */
export const handleQuestions = staffFor('questions.handle', 'questions', 'act');
