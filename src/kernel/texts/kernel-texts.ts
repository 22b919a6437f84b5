// The kernel's own texts: frame of every page and errors.
import { defineTexts } from '../i18n/texts.ts';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import it from './it.json' with { type: 'json' };

export const kernelTexts = defineTexts({ de, fr, it, en });
