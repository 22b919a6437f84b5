// Who took part, by age and quarter, as far as the registers say it: small counts are protected, so that nobody is recognised.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';

/** Fewer than these are not said, and neither is what they could be reckoned from. */
export const smallestShown = 5;

/** `null`: fewer than `smallestShown`, or hidden so that those can't be reckoned. */
export interface Group {
  group: string;
  count: number | null;
}

/**
 * Hides small groups. Where only one is small, the next smallest goes too: else it could be reckoned from the total.
 * @param counts by group; an empty name: not known
 */
export function protectSmall(counts: readonly { group: string; count: number }[]): Group[] {
  const small = counts.filter(({ count }) => count < smallestShown);
  const hidden = new Set(small.map(({ group }) => group));
  if (hidden.size === 1) {
    const next = counts.filter(({ group }) => !hidden.has(group)).toSorted((a, b) => a.count - b.count)[0];
    if (next) hidden.add(next.group);
  }
  return counts.map(({ group, count }) => ({ group, count: hidden.has(group) ? null : count }));
}

export interface Representation {
  total: number | null;
  ages: Group[];
  areas: Group[];
}

export async function representationOf(app: App, process: string): Promise<Representation> {
  const by = (column: 'age_group' | 'area') =>
    impersonal(app, 'count', (db) =>
      db
        .selectFrom('participation.participant as participant')
        // An organisation has neither age nor quarter.
        .innerJoin('participation.author as author', 'author.id', 'participant.author_id')
        .where('author.organisation', '=', false)
        .select(sql<string>`coalesce(${sql.ref(column)}, '')`.as('group'))
        .select(sql<number>`count(*)::int`.as('count'))
        .where('participant.process_id', '=', process)
        .groupBy(column)
        .orderBy('group')
        .execute(),
    );
  const ages = await by('age_group');
  const total = ages.reduce((sum, { count }) => sum + count, 0);
  return {
    total: total < smallestShown && total > 0 ? null : total,
    ages: protectSmall(ages),
    areas: protectSmall(await by('area')),
  };
}
