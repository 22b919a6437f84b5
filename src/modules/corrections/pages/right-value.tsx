// The control for the right value of a register, by the type of the value; what was typed comes back as it was.
import type { VNode } from 'preact';
import {
  AddressField,
  AhvField,
  Choice,
  DateField,
  ListField,
  TextField,
  UidField,
  YesNo,
  uiLabels,
} from '../../../ui/index.ts';
import {
  shownOptions,
  singleControls,
  type FieldDefinition,
  type Finding,
  type FormBody,
} from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { optionText } from '../corrections-texts.ts';
import { contextOf } from '../../catalogue/index.ts';
import { AddressAdvice, streetsAddress } from '../../intake/index.ts';

interface Props {
  /** Of the control. */
  name: string;
  request: Request;
  field: FieldDefinition;
  label: string;
  typed: {
    body: FormBody;
    errors: readonly { fieldId: string; message: string }[];
    /** Parts of the value that are wrong; '' for the whole. */
    parts: readonly string[];
    /** What the register of addresses says about a typed address. */
    finding?: Finding;
  };
}

export function RightValue({ request: { app, language }, name, field, label, typed }: Props): VNode {
  const labels = uiLabels(language);
  const { lists } = contextOf(app, undefined);
  const message = typed.errors.find(({ fieldId }) => fieldId.startsWith(name))?.message;
  const typedValue = (suffix: string) => {
    const value = typed.body[`${name}${suffix}`];
    return typeof value === 'string' ? value : '';
  };
  const props = { labels, id: name, name, label, error: message };
  switch (field.type) {
    case 'address': {
      const parts = ['street', 'houseNumber', 'postalCode', 'town'] as const;
      const wrong = parts.filter((part) => typed.parts.includes(part));
      return (
        <AddressField
          {...props}
          error={wrong.length > 0 ? undefined : message}
          errors={Object.fromEntries(wrong.map((part) => [part, message ?? '']))}
          streets={streetsAddress}
          value={{
            street: typedValue('.street'),
            houseNumber: typedValue('.houseNumber'),
            postalCode: typedValue('.postalCode'),
            town: typedValue('.town'),
          }}
        >
          {typed.finding?.kind === 'address' ? (
            <AddressAdvice id={name} name={name} language={language} finding={typed.finding} />
          ) : null}
        </AddressField>
      );
    }
    case 'date':
      return (
        <DateField
          {...props}
          value={{ day: typedValue('.day'), month: typedValue('.month'), year: typedValue('.year') }}
        />
      );
    case 'ahv':
      return <AhvField {...props} value={typedValue('')} />;
    case 'uid':
      return <UidField {...props} value={typedValue('')} />;
    case 'yesno':
      return <YesNo {...props} value={typedValue('')} />;
    case 'choice': {
      if (field.list === undefined)
        return (
          <Choice
            {...props}
            value={typedValue('')}
            options={(field.options ?? []).map((option) => ({
              value: option,
              label: optionText(language)(`fields.${field.id}.options.${option}`) ?? option,
            }))}
          />
        );
      const options = shownOptions(field, language, { lists, text: () => undefined });
      const shown = singleControls(field, typedValue(''), language, lists)[''];
      return (
        <ListField
          {...props}
          options={options.map((option) => ({ value: option.id, label: option.label }))}
          value={typeof shown === 'string' ? shown : ''}
        />
      );
    }
    default:
      return <TextField {...props} value={typedValue('')} />;
  }
}
