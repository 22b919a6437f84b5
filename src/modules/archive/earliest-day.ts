// The first day on which a case can go: when its time is over, and not before the person had time.
import { addDays } from '../../engine/index.ts';
import type { App } from '../../kernel/app.ts';
import { dayInSwitzerland } from '../../kernel/clock.ts';
import { archiveConfig } from './archive-config.ts';

/** `YYYY-MM-DD`. An overdue case goes `announceDays` after it was announced. */
export function earliestDay(app: App, ending: { due: string; announcedAt: Date }): string {
  const told = addDays(dayInSwitzerland(ending.announcedAt), archiveConfig.of(app).announceDays);
  return ending.due > told ? ending.due : told;
}
