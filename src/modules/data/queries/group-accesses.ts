// Uses of one kind on one day as one row: who opens a case five times while handling it does one thing.
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import type { DescribedAccess } from './describe-access.ts';

export interface GroupedAccess extends DescribedAccess {
  /** How many uses it stands for; `at` is the latest. */
  count: number;
  /** Numbers of their entries, the latest first. */
  ids: string[];
  /** Instant of the first one, ISO 8601. */
  firstAt: string;
  /** Civil day in Switzerland, `YYYY-MM-DD`. */
  day: string;
}

/** @param accesses newest first; groups come in the order of their latest use */
export function groupAccesses(accesses: readonly DescribedAccess[]): GroupedAccess[] {
  const groups = new Map<string, GroupedAccess>();
  for (const access of accesses) {
    const day = dayInSwitzerland(new Date(access.at));
    const { whoText, purpose, legalBasis, case: ref, changed, hidden } = access;
    const key = JSON.stringify([day, whoText, purpose, legalBasis, ref, changed, hidden]);
    const group = groups.get(key);
    groups.set(
      key,
      group
        ? {
            ...group,
            count: group.count + 1,
            ids: [...group.ids, access.id],
            firstAt: access.at,
            fields: [...new Set([...group.fields, ...access.fields])],
          }
        : { ...access, count: 1, ids: [access.id], firstAt: access.at, day },
    );
  }
  return [...groups.values()];
}
