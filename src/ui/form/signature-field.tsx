/** A signature: the name as typed and the declared will; what staff say about one that was given otherwise. */
import type { VNode } from 'preact';
import { describedBy, FieldError, FieldGroup, type FieldProps } from './field.tsx';

/** Posted as `name.name` and `name.agreed` (`yes`). @public */
export interface SignatureParts {
  name: string;
  agreed: boolean;
}

/** Who fills in the form, and how the person could sign. @public */
export type SigningManner = 'typed' | 'seen' | 'scanned' | 'spoken';

export interface SignatureFieldProps extends FieldProps<SignatureParts> {
  manner: SigningManner;
  /** Errors of the parts; `error` is for the signature as a whole. */
  errors?: Partial<Record<keyof SignatureParts, string>> | undefined;
}

/** The id of one part; the name has the field's own id, so the error summary finds it. */
export function signaturePartId(id: string, part: keyof SignatureParts): string {
  return part === 'name' ? id : `${id}-${part}`;
}

/**
 * Name and box in one group (WCAG 1.3.1); the name is the signer's own and can be filled in by the browser (1.3.5). Neither
 * is filled in beforehand: signing is an act of will, and it can be taken back until the form is sent (3.3.4).
 */
export function SignatureField(props: SignatureFieldProps): VNode {
  const { labels, manner, errors, value } = props;
  const words = labels.signature;
  const typed = manner === 'typed';
  const sentence = typed ? words.agree : words[manner];
  const note = typed ? words.note : words[`${manner}Note`];
  const boxId = signaturePartId(props.id, 'agreed');
  const wrong = (part: keyof SignatureParts) => (errors?.[part] || props.error ? 'true' : undefined);
  return (
    <FieldGroup {...props}>
      <div class="signature">
        <label for={props.id}>{typed ? words.name : words.seenName}</label>
        <FieldError id={`${props.id}-name`} error={errors?.name} labels={labels} />
        <input
          class="ds-input full"
          id={props.id}
          name={`${props.name}.name`}
          type="text"
          autocomplete={typed ? 'name' : 'off'}
          autocapitalize="words"
          spellcheck={false}
          maxLength={100}
          value={value?.name ?? ''}
          aria-invalid={wrong('name')}
          aria-describedby={describedBy({ id: `${props.id}-name`, error: errors?.name }, `${props.id}-note`)}
        />
      </div>
      <FieldError id={boxId} error={errors?.agreed} labels={labels} />
      <div class="choice">
        <input
          class="ds-input"
          type="checkbox"
          id={boxId}
          name={`${props.name}.agreed`}
          value="yes"
          checked={value?.agreed === true}
          aria-invalid={wrong('agreed')}
          aria-describedby={describedBy({ id: boxId, error: errors?.agreed }, `${props.id}-note`)}
        />
        <label for={boxId}>{sentence}</label>
      </div>
      <p class="hint" id={`${props.id}-note`}>
        {note}
      </p>
    </FieldGroup>
  );
}
