// Until when a decision can be disputed, as its letter says.
import { remedyDay } from '../../../engine/index.ts';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { remedyOf } from '../../catalogue/index.ts';
import { holidaysOf } from '../../organisation/index.ts';
import type { Matter } from '../queries/load-matter.ts';

/** States of a decision that can be disputed: the others are no decision, or its undoing is the person's own. */
const undisputed = ['withdrawn', 'acknowledged'];

/** Whether the case is decided in a way that can be disputed at all. */
export const isDisputable = (matter: Matter, definition: ServiceDefinition): boolean =>
  matter.closedAt !== null &&
  matter.outcome !== null &&
  definition.process.remedy !== undefined &&
  !undisputed.includes(matter.state);

/**
 * The last day, `YYYY-MM-DD`: from delivery in the account, as the letter reckons it.
 * @returns null where the letter went by post: it runs from receipt, which nobody here knows
 */
export function appealUntil(app: App, matter: Matter, definition: ServiceDefinition): string | null {
  const { remedy: id } = definition.process;
  const remedy = id === undefined ? undefined : remedyOf(app, id, definition);
  if (!remedy || matter.outcome === null || matter.delivery === 'post') return null;
  const decided = dayInSwitzerland(new Date(matter.outcome.at));
  return remedyDay(decided, remedy.notice.days, holidaysOf(app));
}
