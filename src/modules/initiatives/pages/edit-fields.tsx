// The fields of an initiative: each language with its five texts, then who, when, and what it hangs together with.
import type { VNode } from 'preact';
import { dayParts, typedText, type Typed } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import {
  Band,
  Choice,
  DateField,
  LongTextField,
  MultiChoice,
  TextField,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { topics } from '../../catalogue/index.ts';
import { units } from '../../organisation/index.ts';
import { longest, parts } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { fieldOf } from '../read-content.ts';
import { manyOf } from './typed.ts';

export interface FieldsProps {
  request: Request;
  typed: Typed;
  errors: readonly FormError[];
}

/** One band for each language, German first: the others are translated from it. */
export function TextFields({ request, typed, errors }: FieldsProps): VNode {
  const t = initiativesTexts(request.language);
  const labels = uiLabels(request.language);
  return (
    <>
      {languages.map((each) => (
        <Band key={each} id={`text-${each}`} title={t(`language.${each}`)}>
          {parts.map((part) => {
            const id = fieldOf(part, each);
            const props = {
              ...{ labels, id, name: id, maxLength: longest[part] },
              label: `${t(`part.${part}`)} (${t(`language.${each}`)})`,
              value: typedText(typed, id),
              error: errorOf(errors, id),
            };
            return part === 'title' ? (
              <TextField key={part} {...props} />
            ) : (
              <LongTextField key={part} {...props} rows={part === 'goal' || part === 'people' ? 3 : 5} />
            );
          })}
        </Band>
      ))}
    </>
  );
}

export function FacetFields({ request, typed, errors }: FieldsProps): VNode {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const labels = uiLabels(language);
  const lines = (name: string, label: string, hint: string, rows: number) => (
    <LongTextField
      {...{ labels, name, label, hint, rows }}
      id={name}
      optional
      value={typedText(typed, name)}
      error={errorOf(errors, name)}
    />
  );
  const day = (name: string, label: string) => (
    <DateField
      {...{ labels, name, label }}
      id={name}
      value={dayParts(typed, name)}
      error={errorOf(errors, name)}
    />
  );
  return (
    <Band id="worum" title={t('edit.about')}>
      <Choice
        labels={labels}
        as="select"
        id="stelle"
        name="stelle"
        label={t('one.unit')}
        value={typedText(typed, 'stelle')}
        error={errorOf(errors, 'stelle')}
        options={units(app).map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      <MultiChoice
        labels={labels}
        id="thema"
        name="thema"
        label={t('edit.topics')}
        value={manyOf(typed, 'thema')}
        error={errorOf(errors, 'thema')}
        options={topics(app).map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      {day('beginn', t('time.starts'))}
      {day('ende', t('time.ends'))}
      {lines('seiten', t('edit.pages'), t('edit.pagesHint'), 5)}
      {lines('partner', t('edit.partners'), t('edit.partnersHint'), 3)}
      {lines('herkunft', t('edit.origins'), t('edit.originsHint'), 3)}
    </Band>
  );
}
