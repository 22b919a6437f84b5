// The module's texts.
import { errorTextsOf } from '../../kernel/i18n/error-texts.ts';
import { defineTexts } from '../../kernel/i18n/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };

export const mandatesTexts = defineTexts({ de, fr, it, en });

export const mandatesErrorText = errorTextsOf(de, mandatesTexts);
