// A value of a register as people read it.
import { singleText } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { uiLabels } from '../../../ui/index.ts';
import { contextOf } from '../../catalogue/index.ts';
import { optionText } from '../corrections-texts.ts';
import { registerValueField, type RegisterId } from '../../data/index.ts';

export function valueText(
  app: App,
  language: Language,
  { register, field }: { register: RegisterId; field: string },
  value: unknown,
): string {
  const definition = registerValueField(register, field);
  const { lists } = contextOf(app, undefined);
  const text = definition ? singleText(definition, value, language, lists, optionText(language)) : '';
  return text === '' ? uiLabels(language).form.noAnswer : text;
}
