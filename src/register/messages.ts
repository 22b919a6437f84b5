// Messages that have come to the simulated registers, so that one that comes again is known: in the store's file.
import type { DatabaseSync } from 'node:sqlite';

export interface Messages {
  /** A message that has come before, and what came of it. */
  message(sender: string, id: string): { digest: string; result: string } | undefined;
  keepMessage(message: { sender: string; id: string; digest: string; result: string }): void;
}

export function keepMessages(db: DatabaseSync): Messages {
  db.exec(`create table if not exists message (
    sender text not null, id text not null, digest text not null, result text not null, primary key (sender, id)
  ) strict, without rowid`);
  const select = db.prepare('select digest, result from message where sender = ? and id = ?');
  const insert = db.prepare('insert or ignore into message values (?, ?, ?, ?)');
  return {
    message(sender, id) {
      const found = select.get(sender, id);
      return found && { digest: String(found['digest']), result: String(found['result']) };
    },
    keepMessage: ({ sender, id, digest, result }) => void insert.run(sender, id, digest, result),
  };
}
