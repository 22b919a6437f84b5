// Texts about the block of disclosure and the ways on which data goes out.
import { defineTexts } from '../../../kernel/i18n/texts.ts';
import de from '../texts/disclosure/de.json' with { type: 'json' };
import en from '../texts/disclosure/en.json' with { type: 'json' };
import fr from '../texts/disclosure/fr.json' with { type: 'json' };
import it from '../texts/disclosure/it.json' with { type: 'json' };

export const disclosureTexts = defineTexts({ de, fr, it, en });
