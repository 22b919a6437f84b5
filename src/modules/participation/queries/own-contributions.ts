// What somebody has contributed themselves, in all processes, newest first.
import { sql, type RawBuilder } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Fate } from '../moderation-rules.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';

export interface OwnContribution {
  id: string;
  process: string;
  act: string;
  anchor: string;
  title: string;
  body: string;
  data: unknown;
  language: string;
  at: Date;
  state: string;
  shownAs: string;
  named: boolean;
  ageGroup: string | null;
  area: string | null;
  fate: Fate | null;
  reason: string | null;
  link: string | null;
  unit: string | null;
  decidedAt: Date | null;
  wording: string | null;
  version: number | null;
  /** Why it is hidden: the rule and the words. */
  hiddenRule: string | null;
  hiddenReason: string | null;
  appealed: boolean;
}

/** Of the step by which a contribution was hidden last. */
const lastHide = <Value>(column: RawBuilder<unknown>) =>
  sql<Value>`(select ${column} from participation.moderation m
    where m.contribution_id = c.id and m.step = 'hide' and c.state = 'hidden' order by m.id desc limit 1)`;

/** On a page, and in a portion of the copy. */
export const mostOwn = 50;

export async function ownContributions(
  app: App,
  actor: PersonActor,
  after?: readonly [at: string, id: string],
): Promise<OwnContribution[]> {
  return ownData(app, actor, (db) =>
    db
      .selectFrom('participation.participant as participant')
      .innerJoin('participation.author as author', 'author.id', 'participant.author_id')
      .innerJoin('participation.contribution as c', 'c.author_id', 'author.id')
      .select(['c.id', 'c.process_id as process', 'c.act', 'c.anchor', 'c.title', 'c.body', 'c.data'])
      .select(['c.language', 'c.at', 'c.state', 'author.shown_as as shownAs', 'author.named'])
      .leftJoin('participation.fate as fate', 'fate.contribution_id', 'c.id')
      .select(['fate.fate', 'fate.reason', 'fate.link', 'fate.unit', 'fate.decided_at as decidedAt'])
      .select(['fate.wording', 'fate.version'])
      .select([
        lastHide<string | null>(sql`m.rule`).as('hiddenRule'),
        lastHide<string | null>(sql`m.reason`).as('hiddenReason'),
        sql<boolean>`exists (select from participation.moderation m
          where m.contribution_id = c.id and m.step = 'appeal')`.as('appealed'),
      ])
      .select(['participant.age_group as ageGroup', 'participant.area'])
      .where('participant.account_id', '=', actor.id)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(c.at, c.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('c.at', 'desc')
      .orderBy('c.id', 'desc')
      .limit(mostOwn)
      .execute()
      .then((rows) => rows.map((row) => ({ ...row, fate: row.fate as Fate | null }))),
  );
}

export type ExportedContribution = Omit<OwnContribution, 'at' | 'decidedAt'> & {
  at: string;
  decidedAt: string | null;
};

/** All of them, a portion at a time, for the copy of one's own data. */
export async function* exportContributions(
  app: App,
  actor: PersonActor,
): AsyncGenerator<ExportedContribution> {
  let last: OwnContribution | undefined;
  do {
    const portion = await ownContributions(app, actor, last && [last.at.toISOString(), last.id]);
    for (const each of portion)
      yield { ...each, at: each.at.toISOString(), decidedAt: each.decidedAt?.toISOString() ?? null };
    last = portion.length === mostOwn ? portion.at(-1) : undefined;
  } while (last);
}
