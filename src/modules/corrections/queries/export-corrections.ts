// What this module holds about someone, for the copy of their data.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { mostOwn, recipientsOf, requestsOf, type CorrectionRequest, type Recipient } from './requests.ts';

export interface ExportedCorrection extends Pick<
  CorrectionRequest,
  'register' | 'field' | 'wrongValue' | 'wrongAsOf' | 'rightValue' | 'note' | 'state' | 'due' | 'reason'
> {
  evidence: boolean;
  askedAt: string;
  decidedAt: string | null;
  correctedAt: string | null;
  withdrawnAt: string | null;
  recipients: (Pick<Recipient, 'kind' | 'name'> & { hadAt: string | null })[];
}

/** All requests of one's own, the latest first, a portion at a time. */
async function* portions(app: App, actor: PersonActor): AsyncGenerator<CorrectionRequest[]> {
  let last: CorrectionRequest | undefined;
  do {
    const portion = await ownData(app, actor, (db) => requestsOf(db, actor.id, last));
    yield portion;
    last = portion.length === mostOwn ? portion.at(-1) : undefined;
  } while (last);
}

/** One after the other. */
export async function* allRequests(app: App, actor: PersonActor): AsyncGenerator<CorrectionRequest> {
  for await (const portion of portions(app, actor)) yield* portion;
}

/** All requests, with who had the wrong value; staff stay unnamed. */
export async function* exportCorrections(app: App, actor: PersonActor): AsyncGenerator<ExportedCorrection> {
  for await (const portion of portions(app, actor)) {
    const ids = portion.map(({ id }) => id);
    const recipients = await ownData(app, actor, (db) => recipientsOf(db, ids));
    for (const each of portion) yield exported(each, recipients.get(each.id) ?? []);
  }
}

function exported(each: CorrectionRequest, recipients: readonly Recipient[]): ExportedCorrection {
  return {
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
    withdrawnAt: each.withdrawnAt?.toISOString() ?? null,
    recipients: recipients.map(({ kind, name, hadAt }) => ({
      kind,
      name,
      hadAt: hadAt?.toISOString() ?? null,
    })),
  };
}
