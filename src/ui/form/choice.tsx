/** Questions with given answers: one of few (radio buttons), one of many (select), several (checkboxes), yes or no. */
import type { VNode } from 'preact';
import { describedBy, Field, FieldGroup, type FieldProps } from './field.tsx';
import { words, type Children } from '../parts/link.tsx';

/** @public */
export interface Option {
  value: string;
  label: string;
  /** Says what the answer means, e.g. that a question will be added. */
  hint?: Children;
}

export interface ChoiceProps extends FieldProps {
  options: readonly Option[];
  /** Default: radio buttons up to seven answers, a select above. */
  as?: 'radio' | 'select' | undefined;
}

const mostRadios = 7;

/** Choosing never moves on by itself (WCAG 3.2.2). */
export function Choice(props: ChoiceProps): VNode {
  const as = props.as ?? (props.options.length > mostRadios ? 'select' : 'radio');
  return as === 'select' ? <Select {...props} /> : <Radios {...props} />;
}

function Radios(props: ChoiceProps): VNode {
  return (
    <FieldGroup {...props}>
      {props.options.map((option, index) => (
        <Tick
          key={option.value}
          type="radio"
          id={optionId(props.id, index)}
          name={props.name}
          option={option}
          checked={option.value === props.value}
          invalid={Boolean(props.error)}
          first={index === 0}
        />
      ))}
    </FieldGroup>
  );
}

/** The browser's own list: type the first letters to find an entry; works without script on every device. */
function Select(props: ChoiceProps): VNode {
  return (
    <Field {...props}>
      <select
        class="ds-input"
        id={props.id}
        name={props.name}
        autocomplete={props.autocomplete}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      >
        <option value="">{props.labels.form.choose}</option>
        {props.options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** Two radio buttons, never a lone checkbox: "no" must be an answer. Posted as `yes` or `no`. */
export function YesNo(props: FieldProps<string>): VNode {
  const { yes, no } = props.labels.form;
  const options = [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ];
  return <Radios {...props} options={options} />;
}

export interface MultiChoiceProps extends FieldProps<readonly string[]> {
  options: readonly Option[];
}

/** Checkboxes with one name; none ticked is an empty list. */
export function MultiChoice(props: MultiChoiceProps): VNode {
  return (
    <FieldGroup {...props}>
      {props.options.map((option, index) => (
        <Tick
          key={option.value}
          type="checkbox"
          id={optionId(props.id, index)}
          name={props.name}
          option={option}
          checked={props.value?.includes(option.value) ?? false}
          invalid={Boolean(props.error)}
          first={index === 0}
        />
      ))}
    </FieldGroup>
  );
}

/** The first option carries the field's own id, so that the error summary leads there. */
function optionId(id: string, index: number): string {
  return index === 0 ? id : `${id}-${index + 1}`;
}

interface TickProps {
  type: 'radio' | 'checkbox';
  id: string;
  name: string;
  option: Option;
  checked: boolean;
  invalid: boolean;
  first: boolean;
}

function Tick({ type, id, name, option, checked, invalid }: TickProps): VNode {
  const hintId = option.hint ? `${id}-about` : undefined;
  return (
    <div class="choice">
      <input
        class="ds-input"
        type={type}
        id={id}
        name={name}
        value={option.value}
        checked={checked}
        aria-invalid={invalid && type === 'checkbox' ? 'true' : undefined}
        aria-describedby={hintId}
      />
      <label for={id}>{option.label}</label>
      {option.hint ? (
        <span class="hint" id={hintId}>
          {words(option.hint)}
        </span>
      ) : null}
    </div>
  );
}
