// Checkpoints: the newest, the newest that the witness has confirmed, and the one that a receipt rests on.
import type { Database } from '../../../kernel/db/connect.ts';

export interface Checkpoint {
  size: number;
  head: Buffer;
  /** Signed by the log. */
  note: string;
  signedAt: Date;
  /** The witness's line, and when it signed it. */
  cosignature: string | null;
  cosignedAt: Date | null;
  /** The witness's key. */
  cosignedBy: string | null;
}

function checkpoints(db: Database, log: number) {
  return db
    .selectFrom('transparency.checkpoint')
    .select([
      'size',
      'head',
      'note',
      'signed_at as signedAt',
      'cosignature',
      'cosigned_at as cosignedAt',
      'cosigned_by as cosignedBy',
    ])
    .where('log', '=', log)
    .orderBy('size', 'desc');
}

export async function newestCheckpoint(db: Database, log: number): Promise<Checkpoint | undefined> {
  return checkpoints(db, log).limit(1).executeTakeFirst();
}

export async function newestCosigned(db: Database, log: number): Promise<Checkpoint | undefined> {
  return checkpoints(db, log).where('cosignature', 'is not', null).limit(1).executeTakeFirst();
}

export async function newestCheckpoints(db: Database, log: number, limit: number): Promise<Checkpoint[]> {
  return checkpoints(db, log).limit(limit).execute();
}

/** With whatever signatures it has, as it is published (C2SP tlog-checkpoint). */
export function withCosignature({ note, cosignature }: Checkpoint): string {
  return note + (cosignature ?? '');
}

/** What a receipt rests on: the newest that the witness has confirmed, or else the newest, that has the leaf. */
export async function checkpointOver(
  db: Database,
  log: number,
  index: number,
): Promise<Checkpoint | undefined> {
  for (const found of [await newestCosigned(db, log), await newestCheckpoint(db, log)])
    if (found !== undefined && found.size > index) return found;
  return undefined;
}
