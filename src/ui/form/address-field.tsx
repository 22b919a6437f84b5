/** A postal address in four labelled lines. */
import type { VNode } from 'preact';
import type { Children } from '../parts/link.tsx';
import { FieldError, FieldGroup, describedBy, type FieldProps } from './field.tsx';

/** Posted as `name.street`, `name.houseNumber`, `name.postalCode`, `name.town`. @public */
export interface AddressParts {
  street: string;
  houseNumber: string;
  postalCode: string;
  town: string;
}

export interface AddressFieldProps extends FieldProps<AddressParts> {
  /** Errors of single parts; `error` is for the address as a whole. */
  errors?: Partial<Record<keyof AddressParts, string>> | undefined;
  /** Address of the register that the script asks for streets while one is typed. */
  streets?: string | undefined;
  /** What the register has to say, below the lines. */
  children?: Children;
}

const parts = [
  { part: 'street', width: 'full', token: 'address-line1', mode: undefined },
  { part: 'houseNumber', width: 'w4', token: 'off', mode: undefined },
  { part: 'postalCode', width: 'w4', token: 'postal-code', mode: 'numeric' },
  { part: 'town', width: 'full', token: 'address-level2', mode: undefined },
] as const;

/** The id of one part; the street has the field's own id, so the error summary finds it. */
export function addressPartId(id: string, part: keyof AddressParts): string {
  return part === 'street' ? id : `${id}-${part}`;
}

/** `autocomplete="off"` for other people's addresses; otherwise the lines are named for autofill (WCAG 1.3.5). */
export function AddressField(props: AddressFieldProps): VNode {
  return (
    <FieldGroup {...props}>
      <div class="address">
        {parts.map(({ part, width, token, mode }) => {
          const id = addressPartId(props.id, part);
          const error = props.errors?.[part];
          return (
            <div key={part} class={`part-${part}`}>
              <label for={id}>{props.labels.address[part]}</label>
              <FieldError id={id} error={error} labels={props.labels} />
              <input
                class={`ds-input ${width}`}
                id={id}
                name={`${props.name}.${part}`}
                type="text"
                inputmode={mode}
                data-addresses={part === 'street' ? props.streets : undefined}
                autocomplete={props.autocomplete === 'off' ? 'off' : token}
                value={props.value?.[part] ?? ''}
                aria-invalid={error || props.error ? 'true' : undefined}
                aria-describedby={describedBy({ id, error })}
              />
            </div>
          );
        })}
      </div>
      {props.children}
    </FieldGroup>
  );
}
