// What the module’s measures are called and mean, in four languages.
import type { MeasureTexts } from '../../kernel/measure.ts';
import de from './texts/measures/de.json' with { type: 'json' };
import en from './texts/measures/en.json' with { type: 'json' };
import fr from './texts/measures/fr.json' with { type: 'json' };
import it from './texts/measures/it.json' with { type: 'json' };

export const measureTexts: MeasureTexts = { de, fr, it, en };
