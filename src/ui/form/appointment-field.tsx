/** An appointment: the free times of some days as radio buttons, with buttons to earlier and later days. */
import type { VNode } from 'preact';
import { Button, Buttons } from '../parts/buttons.tsx';
import { FieldGroup, type FieldProps } from './field.tsx';

/** @public */
export interface Slot {
  value: string;
  /** Time of day: `08.30`. */
  label: string;
}

export interface AppointmentFieldProps extends FieldProps {
  /** The days shown, each with its free slots. */
  days: readonly { day: string; label: string; slots: readonly Slot[] }[];
  /** The slot chosen before, where it is not among those shown: it stays chosen. */
  chosen?: Slot | undefined;
  /** Where and how long. */
  note?: string | undefined;
  earlier?: { name: string; value: string } | undefined;
  later?: { name: string; value: string } | undefined;
}

/**
 * Times of a day form a group that is named by the day (WCAG 1.3.1, 2.4.6), so that «08.30» alone is never read out; all are
 * one set of radio buttons. Showing other days is a button of the form: nothing typed is lost, and nothing moves by itself (3.2.2).
 */
export function AppointmentField(props: AppointmentFieldProps): VNode {
  const { id, labels, days, chosen, note, earlier, later } = props;
  const words = labels.appointment;
  const shown = days.flatMap(({ slots }) => slots);
  // The first control has the field's own id, so that the error summary leads there.
  const idOf = (slot: Slot) => {
    if (chosen) return slot === chosen ? id : `${id}-${shown.indexOf(slot) + 2}`;
    const index = shown.indexOf(slot);
    return index === 0 ? id : `${id}-${index + 1}`;
  };
  const tick = (slot: Slot) => (
    <div class="choice" key={slot.value}>
      <input
        class="ds-input"
        type="radio"
        id={idOf(slot)}
        name={props.name}
        value={slot.value}
        checked={slot.value === props.value}
      />
      <label for={idOf(slot)}>{slot.label}</label>
    </div>
  );
  return (
    <FieldGroup {...props}>
      {note ? <p class="hint">{note}</p> : null}
      {chosen ? (
        <div class="slots-day" role="group" aria-labelledby={`${id}-chosen`}>
          <p id={`${id}-chosen`}>{words.chosen}</p>
          {tick(chosen)}
        </div>
      ) : null}
      {days.map(({ day, label, slots }) => (
        <div class="slots-day" key={day} role="group" aria-labelledby={`${id}-${day}`}>
          <p id={`${id}-${day}`}>{label}</p>
          <div class="slots">{slots.map(tick)}</div>
        </div>
      ))}
      {days.length === 0 ? (
        // Without a single slot the summary of errors still needs a place to lead to.
        <p id={chosen ? undefined : id} tabIndex={chosen ? undefined : -1}>
          {words.none}
        </p>
      ) : null}
      {earlier || later ? (
        <Buttons>
          {earlier ? (
            <Button {...earlier} variant="secondary" formNoValidate>
              {words.earlier}
            </Button>
          ) : null}
          {later ? (
            <Button {...later} variant="secondary" formNoValidate>
              {words.later}
            </Button>
          ) : null}
        </Buttons>
      ) : null}
    </FieldGroup>
  );
}
