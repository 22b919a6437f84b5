// Texts of consultations.
import { defineTexts } from '../../../../kernel/i18n/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };

export const consultationTexts = defineTexts({ de, fr, it, en });
