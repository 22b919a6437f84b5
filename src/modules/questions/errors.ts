// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

const errors = {
  /** More open questions of one person than anybody has. */
  ASK_TOO_MANY: 429,
  /** More confirmations to one mail address in a day than anybody needs. */
  ASK_MAIL_TOO_OFTEN: 429,
  /** The question has come further: answered, withdrawn, or waiting for its asker. */
  QUESTION_NOT_NOW: 409,
  /** The coordinating unit has decided who answers. */
  QUESTION_STAYS: 409,
  /** The asker wants it private and has not agreed to anything else. */
  QUESTION_PRIVATE: 409,
  /** There is an article of this name already. */
  ARTICLE_EXISTS: 409,
};
defineErrors(errors);

export const isQuestionsError = (code: string): code is keyof typeof errors => Object.hasOwn(errors, code);
