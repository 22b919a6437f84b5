// What this module holds about someone, for the copy of their data.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { recipientsOf, requestsOf, type CorrectionRequest, type Recipient } from './requests.ts';

export interface ExportedCorrection extends Pick<
  CorrectionRequest,
  'register' | 'field' | 'wrongValue' | 'wrongAsOf' | 'rightValue' | 'note' | 'state' | 'due' | 'reason'
> {
  evidence: boolean;
  askedAt: string;
  decidedAt: string | null;
  correctedAt: string | null;
  recipients: (Pick<Recipient, 'kind' | 'name'> & { hadAt: string | null })[];
}

/** The latest requests, with who had the wrong value; staff stay unnamed. */
export async function* exportCorrections(app: App, actor: PersonActor): AsyncGenerator<ExportedCorrection> {
  const { requests, recipients } = await ownData(app, actor, async (db) => {
    const own = await requestsOf(db, actor.id);
    return {
      requests: own,
      recipients: await recipientsOf(
        db,
        own.map(({ id }) => id),
      ),
    };
  });
  for (const each of requests)
    yield {
      register: each.register,
      field: each.field,
      wrongValue: each.wrongValue,
      wrongAsOf: each.wrongAsOf,
      rightValue: each.rightValue,
      note: each.note,
      evidence: each.evidenceFile !== null,
      state: each.state,
      askedAt: each.askedAt.toISOString(),
      due: each.due,
      decidedAt: each.decidedAt?.toISOString() ?? null,
      reason: each.reason,
      correctedAt: each.correctedAt?.toISOString() ?? null,
      recipients: (recipients.get(each.id) ?? []).map(({ kind, name, hadAt }) => ({
        kind,
        name,
        hadAt: hadAt?.toISOString() ?? null,
      })),
    };
}
