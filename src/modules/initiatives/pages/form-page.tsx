// The one form page of this module: heading, what is wrong, what somebody else has changed, fields, button; and how a fault comes back to it.
import type { ComponentChildren } from 'preact';
import { typedText, type Typed } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  Notice,
  Top,
  Wrap,
  uiLabels,
  type Crumb,
  type FormError,
} from '../../../ui/index.ts';
import { initiativesTexts } from '../initiatives-texts.ts';

export interface FormShown {
  title: string;
  lead?: string;
  crumbs: readonly Crumb[];
  action: string;
  hidden?: Record<string, string>;
  errors?: readonly FormError[];
  /** Code of what kept it from being done, though nothing typed is wrong. */
  fault?: string | undefined;
  button: string;
  back: string;
  /** Other bands, above and below the form. */
  above?: ComponentChildren;
  below?: ComponentChildren;
  children: ComponentChildren;
}

export function formPage(request: Request, shown: FormShown): Reply {
  const { app, language, csrf } = request;
  const { title, lead, crumbs, errors = [], fault } = shown;
  const labels = uiLabels(language);
  return page(request, {
    title,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : fault === undefined ? 200 : 409,
    content: (
      <Wrap>
        <Top labels={labels} title={title} lead={lead} crumbs={crumbs} tight />
        <ErrorSummary labels={labels} errors={errors} />
        {fault === undefined ? null : (
          <Notice tone="warning" title={faultText(app, language, fault)} role="alert" />
        )}
        {shown.above}
        <Form action={shown.action} label={title} plain hidden={{ _csrf: csrf, ...shown.hidden }}>
          {shown.children}
          <Buttons>
            <Button>{shown.button}</Button>
            <a href={shown.back}>{initiativesTexts(language)('form.cancel')}</a>
          </Buttons>
        </Form>
        {shown.below}
      </Wrap>
    ),
  });
}

/**
 * The revision stays the one that was seen while something typed is wrong: else a fault would hide that somebody has changed it.
 * Once that was told, whoever sends the form again has seen what is there now.
 */
export const seenRevision = (
  typed: Typed,
  { revision }: { revision: number },
  fault: string | undefined,
): string => (fault === undefined ? typedText(typed, 'stand') || String(revision) : String(revision));

/**
 * Does it and leads on; what is not possible now (409) is told on the form, with what was typed.
 * @param again shows the form with the code of the fault
 */
export async function doOr(
  work: () => Promise<void>,
  next: string,
  again: (fault: string) => Reply | Promise<Reply>,
): Promise<Reply> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Fault && error.status === 409) return again(error.code);
    throw error;
  }
  return seeOther(next);
}
