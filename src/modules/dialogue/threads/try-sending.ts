// Sends what a form holds; faults of its files and of limits are said in the form again, with what was typed.
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import type { FormError } from '../../../ui/index.ts';

export const mailbox = '/konto/postfach';
/** Three files of ten megabytes, and the form. */
export const bodyLimit = 32 * 1024 * 1024;

export async function trySending(
  request: Request,
  work: () => Promise<Reply>,
  again: (error: FormError) => Promise<Reply>,
) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault) || !/^(FILE_|IMAGE_|BODY_TOO|THREAD_(FILES|TOO))/.test(error.code))
      throw error;
    const fieldId = error.code === 'THREAD_TOO_MANY' ? 'text' : 'dateien';
    return again({ fieldId, message: faultText(request.app, request.language, error.code) });
  }
}
