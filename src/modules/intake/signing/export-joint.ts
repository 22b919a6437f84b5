// What somebody has signed for a company as one of two, for the copy of their own data; the answers are the company's.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';

export interface ExportedJoint {
  id: string;
  service: string;
  /** `second` also for who has refused. */
  as: 'first' | 'second';
  signedAt: string;
  state: string;
  /** Why one has refused. */
  reason: string | null;
  case: string | null;
}

const most = 1000;

/** The latest first. */
export async function* exportJointSubmissions(app: App, actor: PersonActor): AsyncGenerator<ExportedJoint> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('intake.joint_submission')
      .select(['id', 'service_id', 'first_id', 'first_at', 'ended_at', 'state', 'reason', 'case_ref'])
      .where((eb) => eb.or([eb('first_id', '=', actor.id), eb('second_id', '=', actor.id)]))
      .orderBy('first_at', 'desc')
      .limit(most)
      .execute(),
  );
  for (const row of rows) {
    const first = row.first_id === actor.id;
    yield {
      id: row.id,
      service: row.service_id,
      as: first ? 'first' : 'second',
      signedAt: (first ? row.first_at : (row.ended_at ?? row.first_at)).toISOString(),
      state: row.state,
      reason: row.reason,
      case: row.case_ref,
    };
  }
}
