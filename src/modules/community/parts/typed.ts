// What came with a form: texts as typed without spaces at their ends, and what is wrong with them.
import { textLength } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { typedText, typedTexts } from '../../../kernel/http/typed-text.ts';
import type { FormError } from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';

/** Absent or repeated: empty. */
export const typed = ({ body }: Pick<Request, 'body'>, name: string): string => typedText(body, name);

/** Ticked boxes. */
export const ticked = ({ body }: Pick<Request, 'body'>, name: string): string[] => typedTexts(body, name);

/** Missing or too long; `optional` texts may be empty. */
export function textErrors(
  { language, ...request }: Pick<Request, 'body' | 'language'>,
  fields: readonly { name: string; most: number; optional?: boolean }[],
): FormError[] {
  const t = communityTexts(language);
  return fields.flatMap(({ name, most, optional }) => {
    const value = typed(request, name);
    if (value === '' && !optional)
      return [{ fieldId: name, message: t(`missing.${name}` as 'missing.titel') }];
    return textLength(value) > most ? [{ fieldId: name, message: t('tooLong', { most }) }] : [];
  });
}

/** What is said in the form again, with what was typed; all else is a page of its own. */
const inForm = /^(COMMUNITY_|FILE_|IMAGE_|BODY_TOO|SENT_BEFORE|REVISION_)/;

/** Sends what a form holds; a refusal is told at `fieldId`. */
export async function trySending(
  { app, language }: Pick<Request, 'app' | 'language'>,
  fieldId: string,
  work: () => Promise<Reply>,
  again: (errors: FormError[]) => Promise<Reply> | Reply,
): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault) || !inForm.test(error.code)) throw error;
    return again([{ fieldId, message: faultText(app, language, error.code) }]);
  }
}
