/** A date in three fields: day, month, year. No picker: known dates are faster typed (and work everywhere). */
import type { VNode } from 'preact';
import { describedBy, FieldGroup, type FieldProps } from './field.tsx';

/** What was typed, also when it is no date. Posted as `name.day`, `name.month`, `name.year`. @public */
export interface DateParts {
  day: string;
  month: string;
  year: string;
}

export interface DateFieldProps extends FieldProps<DateParts> {
  /** The parts that are wrong; all three if the date as a whole is. */
  invalid?: readonly (keyof DateParts)[] | undefined;
}

const parts = ['day', 'month', 'year'] as const;

/** The id of one part; the first has the field's own id, so the error summary finds it. */
function datePartId(id: string, part: keyof DateParts): string {
  return part === 'day' ? id : `${id}-${part}`;
}

/** Fieldset, legend and a label for each part (WCAG 1.3.1, 3.3.2); birthdays are named for autofill (1.3.5). */
export function DateField(props: DateFieldProps): VNode {
  const wrong = props.error ? (props.invalid ?? parts) : [];
  return (
    <FieldGroup {...props}>
      <div class="date">
        {parts.map((part) => (
          <div key={part}>
            <label for={datePartId(props.id, part)}>{props.labels.date[part]}</label>
            <input
              class={part === 'year' ? 'ds-input w4' : 'ds-input w2'}
              id={datePartId(props.id, part)}
              name={`${props.name}.${part}`}
              type="text"
              inputmode="numeric"
              autocomplete={props.autocomplete === 'bday' ? `bday-${part}` : 'off'}
              value={props.value?.[part] ?? ''}
              aria-invalid={wrong.includes(part) ? 'true' : undefined}
              aria-describedby={
                wrong.includes(part) ? describedBy({ id: props.id, error: props.error }) : undefined
              }
            />
          </div>
        ))}
      </div>
    </FieldGroup>
  );
}
