// The fields of a proposal: each begins with what is shown now, and whatever is changed is proposed.
import type { VNode } from 'preact';
import { LongTextField, TextField, uiLabels, type FormError } from '../../../ui/index.ts';
import { storedField, tidyValue, type FieldRule, type FoundThing } from '../correctable.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';

/** Names in the form: the value, and what the page showed. */
export const typedName = (rule: FieldRule) => `wert-${rule.name.replaceAll('.', '-')}`;
export const shownName = (rule: FieldRule) => `war-${rule.name.replaceAll('.', '-')}`;

export interface FieldsProps {
  found: FoundThing;
  language: Language;
  /** What was typed before, where the form is shown again. */
  typed: (name: string) => string | undefined;
  errors: readonly FormError[];
}

/** What the page showed: of a form that is shown again, what it showed the first time. */
export const shownValue = (
  { found, language, typed }: Omit<FieldsProps, 'errors'>,
  rule: FieldRule,
): string => tidyValue(rule, typed(shownName(rule)) ?? found.thing.value(storedField(rule, language)));

export function ProposeFields(props: FieldsProps): VNode {
  const { found, language, typed, errors } = props;
  return (
    <>
      {found.correctable.fields.map((rule) => {
        const id = typedName(rule);
        const shared = {
          labels: uiLabels(language),
          id,
          name: id,
          label: rule.label(language),
          value: typed(id) ?? shownValue(props, rule),
          optional: rule.optional,
          error: errors.find(({ fieldId }) => fieldId === id)?.message,
          maxLength: rule.most,
        };
        return rule.form === 'text' || rule.form === 'lines' ? (
          <LongTextField key={id} {...shared} />
        ) : (
          <TextField
            key={id}
            {...shared}
            inputMode={rule.form === 'web' ? 'url' : rule.form === 'money' ? 'decimal' : undefined}
          />
        );
      })}
    </>
  );
}
