// Words for rules that are only told, where nothing is to be filled in: how they begin, and what says that they hold.
import type { Language } from '../definition/schema.ts';

export interface RuleWords {
  onlyIf: string;
  /** `{list}` labels of fields: the rule is too complicated for words. */
  depends: string;
  unclear: string;
}

export const ruleWords: Readonly<Record<Language, RuleWords>> = {
  de: {
    onlyIf: 'Nur wenn',
    depends: 'die Regel nach den Angaben bei {list} zutrifft',
    unclear: 'die Regel im einzelnen Fall zutrifft',
  },
  fr: {
    onlyIf: 'Seulement si',
    depends: 'la règle s’applique d’après les indications aux points {list}',
    unclear: 'la règle s’applique au cas particulier',
  },
  it: {
    onlyIf: 'Solo se',
    depends: 'la regola vale secondo le indicazioni ai punti {list}',
    unclear: 'la regola vale nel caso specifico',
  },
  en: {
    onlyIf: 'Only if',
    depends: 'the rule holds by the answers at {list}',
    unclear: 'the rule holds in the case at hand',
  },
};
