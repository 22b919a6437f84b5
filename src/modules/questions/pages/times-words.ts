// Figures of response times in words and as columns; what is not said is a dash.
import type { Request } from '../../../kernel/http/route.ts';
import { locales } from '../../../kernel/i18n/texts.ts';
import { smallestShown } from '../../participation/index.ts';
import { questionsTexts } from '../questions-texts.ts';
import type { Times } from '../times/response-times.ts';

const none = '–';
export const daysText = ({ language }: Request, days: number | null): string =>
  days === null ? none : questionsTexts(language)('times.days', { days });
export const countText = ({ language }: Request, count: number | null): string =>
  count === null ? questionsTexts(language)('times.few', { count: smallestShown }) : String(count);
export const shareText = ({ language }: Request, share: number | null): string =>
  share === null
    ? none
    : new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);

export const cellsOf = (request: Request, times: Times) => [
  countText(request, times.answered),
  daysText(request, times.median),
  daysText(request, times.ninety),
  shareText(request, times.within),
];

export function timeColumns(request: Request, first: string) {
  const t = questionsTexts(request.language);
  return [
    { label: first },
    ...(['answered', 'median', 'ninety', 'within'] as const).map((each) => ({
      label: t(`times.${each}`),
      numeric: true,
    })),
  ];
}
