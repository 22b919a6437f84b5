// The module's texts.
import { errorTextsOf } from '../../kernel/i18n/error-texts.ts';
import { defineTexts, type Language } from '../../kernel/i18n/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };

export const dataTexts = defineTexts({ de, fr, it, en });
export const dataErrorText = errorTextsOf(de, dataTexts);
/** Names of data as the access log knows them: text keys `field.<name>`. */
export const accessFields = Object.keys(de)
  .filter((key) => key.startsWith('field.'))
  .map((key) => key.slice('field.'.length));
/** Purposes of the access log: text keys `purpose.<name>`. */
export const accessPurposes = Object.keys(de)
  .filter((key) => key.startsWith('purpose.'))
  .map((key) => key.slice('purpose.'.length));

/** A legal form in words; its key where there are none. */
export const legalFormText = (legalForm: string, language: Language): string =>
  Object.hasOwn(de, `legalForm.${legalForm}`)
    ? dataTexts(language)(`legalForm.${legalForm}` as Parameters<ReturnType<typeof dataTexts>>[0])
    : legalForm;
