// What the module's open data mean, in four languages.
import type { OpenTexts } from '../../kernel/open-data.ts';
import de from './texts/open-data/de.json' with { type: 'json' };
import en from './texts/open-data/en.json' with { type: 'json' };
import fr from './texts/open-data/fr.json' with { type: 'json' };
import it from './texts/open-data/it.json' with { type: 'json' };

export const openDataTexts: OpenTexts = { de, fr, it, en };
