// The fields of the warning: level, words in four languages, link, municipalities, until when.
import type { VNode } from 'preact';
import { typedText, type Typed } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import {
  Choice,
  LongTextField,
  MultiChoice,
  TextField,
  errorOf,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { levels } from '../banner/banner.ts';
import { longestBanner, manyOf } from '../banner/read-banner.ts';
import { newsTexts } from '../news-texts.ts';
import { MomentField } from './form-parts.tsx';

interface FieldsProps {
  request: Request;
  typed: Typed;
  errors: readonly FormError[];
}

export function BannerFields({ request, typed, errors }: FieldsProps): VNode {
  const { app, language } = request;
  const t = newsTexts(language);
  const labels = uiLabels(language);
  return (
    <>
      <Choice
        labels={labels}
        id="stufe"
        name="stufe"
        label={t('banner.level')}
        value={typedText(typed, 'stufe')}
        error={errorOf(errors, 'stufe')}
        options={levels.map((level) => ({
          value: level,
          label: t(`level.${level}`),
          hint: t(`level.${level}.hint`),
        }))}
      />
      {languages.map((each) => (
        <LongTextField
          key={each}
          labels={labels}
          id={`text-${each}`}
          name={`text-${each}`}
          label={t('banner.text', { language: t(`language.${each}`) })}
          maxLength={longestBanner}
          rows={3}
          value={typedText(typed, `text-${each}`)}
          error={errorOf(errors, `text-${each}`)}
        />
      ))}
      <TextField
        labels={labels}
        id="link"
        name="link"
        label={t('banner.link')}
        hint={t('editor.linkHint')}
        optional
        value={typedText(typed, 'link')}
        error={errorOf(errors, 'link')}
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
      <MomentField
        {...{ request, typed, errors }}
        name="bis"
        label={t('banner.untilDay')}
        timeLabel={t('banner.untilTime')}
        hint={t('banner.untilHint')}
      />
    </>
  );
}
