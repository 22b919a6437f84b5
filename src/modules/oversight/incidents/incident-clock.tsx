// The clock of a breach in words, with a colour and a shape that repeat them.
import type { VNode } from 'preact';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { State, formatDateTime, type Tone } from '../../../ui/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { hoursLeft, type Incident } from './incident.ts';

const warnHours = 24;

/** Told in time, told late, so many hours left, or overdue. */
export function clockOf(
  { due, authorityToldAt, closedAt }: Pick<Incident, 'due' | 'authorityToldAt' | 'closedAt'>,
  now: Date,
  language: Language,
): { tone: Tone; text: string } {
  const t = oversightTexts(language);
  if (authorityToldAt !== null) {
    const day = formatDateTime(authorityToldAt, language);
    return authorityToldAt > due
      ? { tone: 'warning', text: t('breach.clock.late', { day }) }
      : { tone: 'success', text: t('breach.clock.told', { day }) };
  }
  if (closedAt !== null) return { tone: 'neutral', text: t('breach.clock.notTold') };
  const { overdue, hours } = hoursLeft(due, now);
  if (overdue) return { tone: 'danger', text: t('breach.clock.overdue', { hours }) };
  return { tone: hours < warnHours ? 'warning' : 'neutral', text: t('breach.clock.left', { hours }) };
}

export function IncidentClock(props: { incident: Incident; now: Date; language: Language }): VNode {
  const { tone, text } = clockOf(props.incident, props.now, props.language);
  return <State tone={tone}>{text}</State>;
}
