// What a described service costs, in words.
import { formatMoney } from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import type { DescribedService } from './described.ts';

/** Amount and remark; undefined when nothing is known about the cost. */
export function costText({ fee, feeNote }: DescribedService, language: Language): string | undefined {
  const parts: string[] = [];
  if (fee?.amount === 0) parts.push(catalogueTexts(language)('described.free'));
  else if (fee)
    parts.push(`${formatMoney(fee.amount, language)}${fee.per ? ` (${fee.per[language]})` : ''}.`);
  if (feeNote) parts.push(feeNote[language]);
  return parts.length === 0 ? undefined : parts.join(' ');
}
