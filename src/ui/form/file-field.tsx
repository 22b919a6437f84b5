/** Evidence as a file: what is already uploaded, and a field for the next one. */
import type { VNode } from 'preact';
import { describedBy, FieldError, Hint, type FieldProps } from './field.tsx';

/** @public */
export interface UploadedFile {
  id: string;
  name: string;
  /** "PDF, 2 Seiten, 340 kB". */
  note?: string | undefined;
  href?: string | undefined;
  /** The button that removes it; absent if it may not be removed. */
  remove?: { name: string; value: string } | undefined;
}

export interface FileFieldProps extends FieldProps<never> {
  files?: readonly UploadedFile[] | undefined;
  /** As in HTML: `.pdf,image/*`. */
  accept?: string | undefined;
  multiple?: boolean | undefined;
  /** False when the greatest number of files is reached. */
  more?: boolean | undefined;
}

/**
 * The browser's own button speaks the browser's language, so our label stands in for it; the chosen file's name
 * stays visible. One accessible name from the field's title and the button's words (WCAG 2.4.6, 2.5.3, 4.1.2).
 */
export function FileField(props: FileFieldProps): VNode {
  const { id, labels, files = [] } = props;
  return (
    <div class={props.error ? 'field field-err' : 'field'} role="group" aria-labelledby={`${id}-title`}>
      <FileTitle {...props} />
      <Hint id={id} hint={props.hint} />
      <FieldError id={id} error={props.error} labels={labels} />
      {files.length > 0 ? <UploadedFiles {...props} /> : null}
      {props.more === false ? null : (
        <div class="upload">
          <input
            type="file"
            id={id}
            name={props.name}
            accept={props.accept}
            multiple={props.multiple}
            aria-labelledby={`${id}-pick ${id}-title`}
            aria-invalid={props.error ? 'true' : undefined}
            aria-describedby={describedBy(props)}
          />
          <label class="ds-button" data-variant="secondary" for={id} id={`${id}-pick`}>
            {files.length === 0
              ? labels.file.choose
              : props.multiple
                ? labels.file.more
                : labels.file.replace}
          </label>
        </div>
      )}
    </div>
  );
}

function FileTitle({ id, label, optional, labels, heading }: FileFieldProps): VNode {
  const words = (
    <>
      {label}
      {optional ? <span class="opt"> {labels.form.optional}</span> : null}
    </>
  );
  return heading ? (
    <h1 id={`${id}-title`}>{words}</h1>
  ) : (
    <span class="ds-label" id={`${id}-title`}>
      {words}
    </span>
  );
}

/** Each remove button names its file (WCAG 2.4.6). */
function UploadedFiles({ labels, files = [] }: FileFieldProps): VNode {
  return (
    <ul class="files" role="list" aria-label={labels.file.uploaded}>
      {files.map((file) => (
        <li key={file.id}>
          <span>
            {file.href ? <a href={file.href}>{file.name}</a> : file.name}
            {file.note ? <span class="src"> {file.note}</span> : null}
          </span>
          {file.remove ? (
            <button
              class="linklike"
              type="submit"
              formnovalidate
              name={file.remove.name}
              value={file.remove.value}
            >
              {labels.form.remove}
              <span class="ds-sr-only"> {file.name}</span>
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
