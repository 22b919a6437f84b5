// Parts that the editors' forms share: what was typed, a moment of a day and a time with their error.
import type { VNode } from 'preact';
import { dayParts, typedText, type Typed } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { DateField, TimeField, errorOf, uiLabels, type FormError } from '../../../ui/index.ts';

/** The fields of a form by name. */
export const typedOf = ({ body }: Request): Typed => (body ?? {}) as Typed;

interface MomentProps {
  request: Request;
  typed: Typed;
  errors: readonly FormError[];
  name: string;
  label: string;
  timeLabel: string;
  hint?: string;
  optional?: boolean;
}

/** A day and the time of day below it; the error of both stands at the day. */
export function MomentField(props: MomentProps): VNode {
  const { request, typed, errors, name, label, timeLabel, hint, optional } = props;
  const labels = uiLabels(request.language);
  return (
    <>
      <DateField
        {...{ labels, name, label, hint, optional }}
        id={name}
        value={dayParts(typed, name)}
        error={errorOf(errors, name)}
      />
      <TimeField
        {...{ labels, optional }}
        id={`${name}-zeit`}
        name={`${name}.time`}
        label={timeLabel}
        value={typedText(typed, `${name}.time`)}
      />
    </>
  );
}
