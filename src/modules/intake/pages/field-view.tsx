// One field of a definition as its form control: the type decides, the values are what was typed.
import type { VNode } from 'preact';
import {
  AddressField,
  AhvField,
  Choice,
  DateField,
  Declaration,
  EmailField,
  FileField,
  IbanField,
  ListField,
  LongTextField,
  MoneyField,
  MultiChoice,
  NumberField,
  PhoneField,
  SignatureField,
  TextField,
  TimeField,
  UidField,
  YesNo,
  addressPartId,
  formatFileSize,
  locationPartId,
  signaturePartId,
  uiLabels,
  type FormError,
  type Option,
  words,
} from '../../../ui/index.ts';
import {
  acceptedTypes,
  formContext,
  isSearched,
  matchOption,
  nearOptions,
  shownOptions,
  type FieldDefinition,
  type Finding,
  type ServiceDefinition,
} from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { contextOf } from '../../catalogue/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import { filesTaken } from './file-words.ts';
import { LocationControl } from './location-view.tsx';
import { AppointmentControl, type SlotView } from './appointment-view.tsx';
import { DwellingChoice } from './dwelling-choice.tsx';
import { AddressAdvice, CompanyNote, companyNoteId, streetsAddress } from './lookups.tsx';
import type { Channel } from '../queries/draft.ts';

/** Controls by name; several values of one name as an array. */
export type Controls = Record<string, string | string[]>;

export interface FieldView {
  app: App;
  definition: ServiceDefinition;
  field: FieldDefinition;
  language: Language;
  /** Name of the control: `chip`, or `hunde.0.chip` inside a repeat. */
  name: string;
  controls: Controls;
  /** Error texts by pointer below the field: '' for the field itself, `/postalCode` for a part. */
  errors: Readonly<Record<string, string>>;
  /** Who fills it in: staff say of a signature what they have seen or heard. */
  channel: Channel;
  slots: SlotView;
  /** What a register says about the value. */
  finding?: Finding | undefined;
  /** Files that are uploaded already. */
  files: readonly { id: string; name: string; size: number }[];
}

/** Id of a control from its name, so that errors can link to it. */
export const controlId = (name: string) => name.replace(/\./g, '-');

/** The error of a fault with the control it leads to. */
export function errorTarget(field: FieldDefinition, name: string, part: string, message: string): FormError {
  const id = controlId(name);
  if (
    field.type === 'address' &&
    (part === 'street' || part === 'houseNumber' || part === 'postalCode' || part === 'town')
  ) {
    return { fieldId: addressPartId(id, part), message };
  }
  if (field.type === 'location' && (part === 'place' || part === 'point'))
    return { fieldId: locationPartId(id, part), message };
  if (field.type === 'signature' && (part === 'name' || part === 'agreed'))
    return { fieldId: signaturePartId(id, part), message };
  return { fieldId: id, message };
}

const signedBy = { web: 'typed', counter: 'seen', paper: 'scanned', phone: 'spoken' } as const;

/** Errors of the parts of a field by part: `/town` as `town`. */
const partErrors = (errors: FieldView['errors']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors).flatMap(([part, text]) => (part === '' ? [] : [[part.slice(1), text]])),
  );

export function FieldControl(view: FieldView): VNode | null {
  const { app, definition, field, language, name, controls, errors, finding } = view;
  const texts = definition.texts[language];
  const control = (suffix = '') => {
    const value = controls[`${name}${suffix}`];
    return Array.isArray(value) ? (value.at(-1) ?? '') : (value ?? '');
  };
  const props = {
    labels: uiLabels(language),
    id: controlId(name),
    name,
    label: texts[`fields.${field.id}.label`] ?? field.id,
    hint: texts[`fields.${field.id}.hint`],
    error: errors[''],
    optional: field.optional ?? false,
    autocomplete: field.autocomplete,
  };
  const { lists } = contextOf(app, definition);
  const options = () =>
    shownOptions(field, language, { lists, text: (key) => texts[key] }).map(({ id, label }) => ({
      value: id,
      label,
    }));
  /** Entries that may be meant; undefined as long as what is typed is one. */
  const near = (typed: string, all: Option[]) => {
    const context = formContext(definition, { lists, language });
    if (typed === '' || matchOption(typed, field, context) !== undefined) return undefined;
    return nearOptions(typed, field, context).flatMap((id) => all.filter((each) => each.value === id));
  };
  switch (field.type) {
    case 'text':
      return (
        <>
          <TextField {...props} value={control()} maxLength={field.maxLength} />
          {finding?.kind === 'building' ? (
            <DwellingChoice id={props.id} name={name} language={language} finding={finding} />
          ) : null}
        </>
      );
    case 'longtext':
      return <LongTextField {...props} value={control()} maxLength={field.maxLength} />;
    case 'number':
      return <NumberField {...props} value={control()} whole={(field.decimals ?? 0) === 0} />;
    case 'money':
      return <MoneyField {...props} value={control()} currency="CHF" />;
    case 'date':
      return (
        <DateField
          {...props}
          value={{ day: control('.day'), month: control('.month'), year: control('.year') }}
        />
      );
    case 'time':
      return <TimeField {...props} value={control()} />;
    case 'yesno':
      return <YesNo {...props} value={control()} />;
    case 'choice':
      return isSearched(field, lists) ? (
        <ListField {...props} value={control()} options={options()} near={near(control(), options())} />
      ) : (
        <Choice {...props} value={control()} options={options()} />
      );
    case 'multichoice':
      return <MultiChoice {...props} value={[controls[name] ?? []].flat()} options={options()} />;
    case 'email':
      return <EmailField {...props} value={control()} />;
    case 'phone':
      return <PhoneField {...props} value={control()} />;
    case 'ahv':
      return <AhvField {...props} value={control()} />;
    case 'uid':
      return (
        <UidField
          {...props}
          value={control()}
          lookUp={{ name: '_lookUp', value: name, label: intakeTexts(language)('lookup.button') }}
          noteId={finding?.kind === 'company' ? companyNoteId(props.id) : undefined}
        >
          {finding?.kind === 'company' ? (
            <CompanyNote id={props.id} language={language} finding={finding} />
          ) : null}
        </UidField>
      );
    case 'iban':
      return <IbanField {...props} value={control()} />;
    case 'address':
      return (
        <AddressField
          {...props}
          value={{
            street: control('.street'),
            houseNumber: control('.houseNumber'),
            postalCode: control('.postalCode'),
            town: control('.town'),
          }}
          errors={partErrors(errors)}
          streets={streetsAddress}
        >
          {finding?.kind === 'address' ? (
            <AddressAdvice id={props.id} name={name} language={language} finding={finding} />
          ) : null}
        </AddressField>
      );
    case 'declaration':
      return <Declaration {...props} value={control() === 'yes'} />;
    case 'signature':
      return (
        <SignatureField
          {...props}
          manner={signedBy[view.channel]}
          value={{ name: control('.name'), agreed: control('.agreed') === 'yes' }}
          errors={partErrors(errors)}
        />
      );
    case 'location':
      return (
        <LocationControl
          app={app}
          definition={definition}
          field={field}
          language={language}
          props={{
            ...props,
            value: { text: control('.text'), place: control('.place'), point: control('.point') },
            errors: partErrors(errors),
          }}
        />
      );
    case 'appointment':
      return (
        <AppointmentControl
          app={app}
          offer={field.offer ?? ''}
          language={language}
          slots={view.slots}
          field={{ ...props, value: control() }}
        />
      );
    case 'file':
      return <Files {...view} props={props} />;
    case 'calculated':
      return null;
  }
}

/** Uploaded files travel as hidden references; the button beside each takes it away. */
function Files({
  field,
  language,
  name,
  files,
  errors,
  props,
}: FieldView & { props: Omit<Parameters<typeof FileField>[0], 'files' | 'value'> }): VNode {
  const t = intakeTexts(language);
  const first = Object.values(errors)[0];
  return (
    <>
      {files.map((file) => (
        <input key={file.id} type="hidden" name={name} value={file.id} />
      ))}
      <FileField
        {...props}
        value={undefined}
        error={first}
        hint={
          <>
            {props.hint ? <>{words(props.hint)} </> : null}
            {words(t(`fileHint${filesTaken(field)}`))}
          </>
        }
        name={`_file.${name}`}
        accept={acceptedTypes(field).join(',')}
        multiple={(field.maxFiles ?? 1) > 1}
        more={files.length < (field.maxFiles ?? 1)}
        files={files.map((file) => ({
          id: file.id,
          name: file.name,
          note: formatFileSize(file.size, language),
          remove: { name: '_removeFile', value: `${name}|${file.id}` },
        }))}
      />
    </>
  );
}
