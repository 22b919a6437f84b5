// What tables, columns, purposes, ends and recipients are called: the texts of the modules, and the kernel's for what is common to all.
import type { App } from '../app.ts';
import { formatMessage, type Arguments, type Language } from '../i18n/texts.ts';
import type { Module } from '../module.ts';
import type { Dataset, Kept } from './dataset.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };

const common: Record<Language, Record<string, string>> = { de, fr, it, en };

/** The first text that the module's own or the common texts have, by the keys in their order. */
export function datasetText(
  modules: readonly Module[],
  language: Language,
  keys: readonly string[],
  args?: Arguments,
): string {
  for (const key of keys)
    for (const texts of [...modules.map((module) => module.datasetTexts), common]) {
      const message = texts?.[language][key];
      if (message !== undefined) return formatMessage(message, language, args);
    }
  throw new Error(`The data catalogue has no text for ${keys.join(' or ')} in ${language}`);
}

export function tableWords(modules: readonly Module[], language: Language, table: string): string {
  return datasetText(modules, language, [table]);
}

/** A column by its own text, or by the one of all columns of that name (`column.created_at`). */
export function columnWords(
  modules: readonly Module[],
  language: Language,
  dataset: Dataset,
  column: string,
): string {
  return datasetText(modules, language, [`${dataset.table}.${column}`, `column.${column}`]);
}

export function keptWords(app: App, language: Language, kept: Kept): string {
  return typeof kept === 'string'
    ? datasetText(app.modules, language, [`kept.${kept}`])
    : datasetText(app.modules, language, [`kept.${kept.as}`], kept.figures(app));
}
