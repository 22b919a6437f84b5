// Proposals as staff see them: what waits, and one with its values. Each look is logged for whoever has proposed with an account.
import { sql } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { unitsInSight } from '../../policy/index.ts';
import { mayDecide } from '../permissions.ts';

export interface Proposal {
  id: string;
  kind: string;
  subject: string;
  unit: string;
  reason: string;
  language: string;
  at: Date;
  open: number;
}

export interface ProposedValue {
  field: string;
  old: string;
  proposed: string;
  state: 'open' | 'accepted' | 'rejected';
  reason: string | null;
  decidedAt: Date | null;
}

const columns = [
  'id',
  'kind',
  'subject',
  'unit',
  'reason',
  'language',
  'at',
  'open_values as open',
  'account_id as account',
] as const;
const pageSize = 30;

/** What waits, the oldest first, by key. */
export async function waitingProposals(
  app: App,
  actor: StaffActor,
  after: readonly [string, string] | undefined,
): Promise<{ items: Proposal[]; next: string | null }> {
  return transact(app, actor, async (tx) => {
    const rows = await tx.db
      .selectFrom('contact.proposal')
      .select(columns)
      .where('open_values', '>', 0)
      .where(unitsInSight(app, actor, 'directory'))
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(at, id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('at')
      .orderBy('id')
      .limit(pageSize + 1)
      .execute();
    const items = rows.slice(0, pageSize);
    await logLook(tx, items);
    const last = rows.length > pageSize ? items.at(-1) : undefined;
    return { items: items.map(withoutAccount), next: pageKey(last && [last.at.toISOString(), last.id]) };
  });
}

/** Undefined where there is none, or it is another unit's. */
export async function proposalForStaff(
  app: App,
  actor: StaffActor,
  id: string,
): Promise<{ proposal: Proposal; values: ProposedValue[] } | undefined> {
  return transact(app, actor, async (tx) => {
    const row = await tx.db
      .selectFrom('contact.proposal')
      .select(columns)
      .where('id', '=', id)
      .executeTakeFirst();
    const seen = row && mayDecide(app, actor, row.unit) ? row : undefined;
    await logLook(tx, seen ? [seen] : []);
    return seen && { proposal: withoutAccount(seen), values: await valuesOf(tx.db, id) };
  });
}

const logLook = (tx: Transaction, rows: readonly { account: string | null }[]) =>
  tx.recordAccess(
    ...[...new Set(rows.flatMap(({ account }) => account ?? []))].map((subject) => ({
      kind: 'read' as const,
      subject,
      fields: ['proposal'],
      purpose: 'directory',
    })),
  );

const withoutAccount = <Row extends { account: unknown }>({ account: _account, ...rest }: Row) => rest;

/** For whoever has its address: what was proposed and what became of it, without the person. */
export async function proposalInPublic(
  app: App,
  id: string,
): Promise<
  { proposal: Pick<Proposal, 'kind' | 'subject' | 'at' | 'open'>; values: ProposedValue[] } | undefined
> {
  const proposal = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('contact.proposal')
      .select(['kind', 'subject', 'at', 'open_values as open'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  return proposal && { proposal, values: await valuesOf(app.db, id) };
}

async function valuesOf(db: Database, id: string): Promise<ProposedValue[]> {
  const rows = await db
    .selectFrom('contact.proposed_value')
    .select([
      'field',
      'old_value as old',
      'new_value as proposed',
      'state',
      'reason',
      'decided_at as decidedAt',
    ])
    .where('proposal_id', '=', id)
    .orderBy('field')
    .execute();
  return rows as ProposedValue[];
}
