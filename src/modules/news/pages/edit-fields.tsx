// The fields of a piece of news: each language with title, lead and text; what it is about; a second pair of eyes; the note of a correction.
import type { VNode } from 'preact';
import { typedText, type Typed } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import {
  Band,
  Choice,
  LongTextField,
  MultiChoice,
  TextField,
  YesNo,
  errorOf,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { topics } from '../../catalogue/index.ts';
import { units } from '../../organisation/index.ts';
import { manyOf } from '../banner/read-banner.ts';
import { correctionKinds, longest } from '../item.ts';
import { newsTexts } from '../news-texts.ts';
import { fieldOf, longestNote } from '../read-news.ts';
import { partName } from './missing-words.ts';

export interface FieldsProps {
  request: Request;
  typed: Typed;
  errors: readonly FormError[];
}

/** One band for each language, German first: the others are translated from it. */
export function TextFields({ request, typed, errors }: FieldsProps): VNode {
  const t = newsTexts(request.language);
  const labels = uiLabels(request.language);
  return (
    <>
      {languages.map((each) => {
        const name = t(`language.${each}`);
        const of = (part: 'title' | 'lead' | 'body') => ({
          labels,
          id: fieldOf(part, each),
          name: fieldOf(part, each),
          label: `${partName(t, part)} (${name})`,
          value: typedText(typed, fieldOf(part, each)),
          error: errorOf(errors, fieldOf(part, each)),
        });
        return (
          <Band key={each} id={`text-${each}`} title={name}>
            <TextField {...of('title')} maxLength={longest.title} />
            <LongTextField {...of('lead')} maxLength={longest.lead} rows={3} />
            <LongTextField
              {...of('body')}
              hint={each === 'de' ? t('editor.markup') : undefined}
              maxLength={longest.body}
              rows={10}
            />
          </Band>
        );
      })}
    </>
  );
}

/** @param fourEyesStay a correction can't lift them: they are not asked for */
export function FacetFields({
  request,
  typed,
  errors,
  fourEyesStay,
}: FieldsProps & { fourEyesStay: boolean }): VNode {
  const { app, language } = request;
  const t = newsTexts(language);
  const labels = uiLabels(language);
  return (
    <Band id="worum" title={t('editor.about')}>
      <MultiChoice
        labels={labels}
        id="thema"
        name="thema"
        label={t('editor.topics')}
        value={manyOf(typed, 'thema')}
        error={errorOf(errors, 'thema')}
        options={topics(app).map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      <MultiChoice
        labels={labels}
        id="gebiet"
        name="gebiet"
        label={t('editor.areas')}
        hint={t('editor.areasHint')}
        optional
        value={manyOf(typed, 'gebiet')}
        error={errorOf(errors, 'gebiet')}
        options={app.canton.municipalities.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Choice
        labels={labels}
        as="select"
        id="stelle"
        name="stelle"
        label={t('editor.unit')}
        value={typedText(typed, 'stelle')}
        error={errorOf(errors, 'stelle')}
        options={units(app)
          .map(({ id, name }) => ({ value: id, label: name[language] }))
          .toSorted((a, b) => a.label.localeCompare(b.label, language))}
      />
      <LongTextField
        labels={labels}
        id="seiten"
        name="seiten"
        label={t('editor.pages')}
        hint={t('editor.pagesHint')}
        optional
        rows={3}
        value={typedText(typed, 'seiten')}
        error={errorOf(errors, 'seiten')}
      />
      {fourEyesStay ? null : (
        <YesNo
          labels={labels}
          id="vier-augen"
          name="vier-augen"
          label={t('editor.fourEyes')}
          hint={t('editor.fourEyesHint')}
          value={typedText(typed, 'vier-augen') || 'no'}
        />
      )}
    </Band>
  );
}

/** What everyone will read about the change. */
export function CorrectionFields({ request, typed, errors }: FieldsProps): VNode {
  const t = newsTexts(request.language);
  return (
    <Band id="vermerk" title={t('editor.correction')} note={t('editor.correctionNote')}>
      <Choice
        labels={uiLabels(request.language)}
        id="art"
        name="art"
        label={t('editor.kind')}
        value={typedText(typed, 'art')}
        error={errorOf(errors, 'art')}
        options={correctionKinds.map((kind) => ({ value: kind, label: t(`correction.${kind}`) }))}
      />
      <FourFields
        {...{ request, typed, errors }}
        name="vermerk"
        label={(language) => t('editor.note', { language })}
        hint={t('editor.noteHint')}
      />
    </Band>
  );
}

interface FourProps extends FieldsProps {
  name: string;
  label: (language: string) => string;
  hint?: string;
}

export function FourFields({ request, typed, errors, name, label, hint }: FourProps): VNode {
  const t = newsTexts(request.language);
  return (
    <>
      {languages.map((each: Language) => (
        <LongTextField
          key={each}
          labels={uiLabels(request.language)}
          id={`${name}-${each}`}
          name={`${name}-${each}`}
          label={label(t(`language.${each}`))}
          hint={each === 'de' ? hint : undefined}
          maxLength={longestNote}
          rows={2}
          value={typedText(typed, `${name}-${each}`)}
          error={errorOf(errors, `${name}-${each}`)}
        />
      ))}
    </>
  );
}
