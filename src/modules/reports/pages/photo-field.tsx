// Where photos are added: with a report, when it is not fixed, and when its unit has fixed it.
import type { VNode } from 'preact';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { FileField, errorOf, uiLabels, type FormError } from '../../../ui/index.ts';
import { mostPhotos } from '../actions/store-photos.ts';
import { reportsTexts } from '../reports-texts.ts';

interface PhotoFieldProps {
  language: Language;
  errors: readonly FormError[];
  hint: 'details.photoHint' | 'do.fixPhoto';
}

export function PhotoField({ language, errors, hint }: PhotoFieldProps): VNode {
  const t = reportsTexts(language);
  return (
    <FileField
      labels={uiLabels(language)}
      id="foto"
      name="foto"
      label={t('details.photo')}
      hint={t(hint, { most: mostPhotos })}
      optional
      multiple
      accept="image/jpeg,image/png,image/webp"
      value={undefined}
      error={errorOf(errors, 'foto')}
    />
  );
}
