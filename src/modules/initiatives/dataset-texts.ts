// What the module's tables and columns mean, in four languages.
import type { DatasetTexts } from '../../kernel/datasets/dataset.ts';
import de from './texts/datasets/de.json' with { type: 'json' };
import en from './texts/datasets/en.json' with { type: 'json' };
import fr from './texts/datasets/fr.json' with { type: 'json' };
import it from './texts/datasets/it.json' with { type: 'json' };

export const datasetTexts: DatasetTexts = { de, fr, it, en };
