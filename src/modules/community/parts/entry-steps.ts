// The steps that posts, questions and ideas have in common: comment, accept an answer, take one's own text back.
import { Fault } from '../../../kernel/errors.ts';
import { sentId } from '../../../kernel/http/form-id.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import type { FormError } from '../../../ui/index.ts';
import { longestBody } from '../entries/entry.ts';
import { takeBack } from '../entries/moderate.ts';
import { acceptAnswer, writeComment } from '../entries/write-comment.ts';
import { participantOf } from '../participant-of.ts';
import { textErrors, trySending, typed } from './typed.ts';

/** @param again shows the page with what was typed and what is wrong with it */
export async function entryStep(
  request: Request,
  entry: string,
  path: string,
  again: (request: Request, errors: FormError[]) => Promise<Reply>,
): Promise<Reply> {
  const { app, language } = request;
  const actor = participantOf(request);
  const step = typed(request, 'schritt');
  const source = typed(request, 'text');
  if (step === 'comment') {
    const errors = textErrors(request, [{ name: 'kommentar', most: longestBody }]);
    if (errors.length > 0) return again(request, errors);
  }
  return trySending(
    request,
    'kommentar',
    async () => {
      if (step === 'comment') {
        const body = typed(request, 'kommentar');
        await writeComment(app, actor, entry, { id: sentId(request.body), body, language });
      } else if (step === 'accept') await acceptAnswer(app, actor, entry, source);
      else if (step === 'remove') await takeBack(app, actor, { entry, source });
      else throw new Fault('NOT_FOUND');
      return seeOther(`${path}#antworten`);
    },
    (errors) => again(request, errors),
  );
}
