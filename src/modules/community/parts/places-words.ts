// How many come, of how many places, and how many wait: in words.
import type { Language } from '../../../kernel/i18n/texts.ts';
import { communityTexts } from '../community-texts.ts';
import type { ListedEvent } from '../events/event-queries.ts';

export function placesWords(
  language: Language,
  event: Pick<ListedEvent, 'capacity' | 'coming' | 'waiting' | 'cancelledAt'>,
): string {
  const t = communityTexts(language);
  const { capacity, coming, waiting, cancelledAt } = event;
  if (cancelledAt !== null) return t('events.cancelled');
  const come =
    capacity === null ? t('events.coming', { coming }) : t('events.comingOf', { coming, capacity });
  return waiting === 0 ? come : `${come}, ${t('events.waiting', { waiting })}`;
}
