// The ways to personal data besides a logged use: people with their own, and work that shows no person to anybody.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Anonymous, PersonActor } from '../actor.ts';
import type { App } from '../app.ts';
import type { Database } from '../db/connect.ts';
import { answeredScope } from '../db/guard-personal.ts';

/** Why a statement may touch personal data without an entry in the access log: nobody gets to see a person by it. */
export const impersonalReasons = {
  'recognise-caller': 'To know who is calling: session, token, sign-in',
  'name-beside': 'Names of staff, and of the person whose data the same page logs',
  'logged-before': 'What the same request has logged for the person already',
  published: 'To show to everyone what people have published themselves, by the name they chose',
  count: 'To count: figures, without persons',
  expire: 'To remove what has come to its end',
  'check-document': 'To confirm a document to whoever holds its code: only whether, what and until when',
  'find-rights': 'To find out whether somebody may see or do a thing, before it is shown or done',
  'keep-log': 'To keep the access log itself: commit to it, check it, end it',
  'show-nobody': 'To do what the program does by itself with data that nobody is shown: scan, render, send',
  demonstration: 'Invented persons of the demonstration',
} as const;
export type ImpersonalReason = keyof typeof impersonalReasons;

/** Somebody who has not signed in and is known by a secret that only their browser holds. */
export interface SecretHolder extends Anonymous {
  tokenHash: Buffer;
}

/**
 * People with their own data: no entry, they know that they look. `read` must ask for rows of the holder only.
 * @param holder whose data it is, by account or by secret; here to be seen where it is called
 */
export function ownData<Value>(
  app: App,
  _holder: Pick<PersonActor, 'id'> | SecretHolder,
  read: (db: Database) => Promise<Value>,
): Promise<Value> {
  return answeredScope(() => read(snapshot.getStore() ?? app.db));
}

const snapshot = new AsyncLocalStorage<Database>();

/**
 * Runs work in which every `ownData` sees the database as it was at one moment, whatever others change meanwhile
 * (repeatable read). It only reads, and holds a connection until it ends: nothing in it may wait for the reader.
 */
export function ownSnapshot<Value>(
  app: App,
  _holder: Pick<PersonActor, 'id'>,
  work: () => Promise<Value>,
): Promise<Value> {
  return app.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((db) => snapshot.run(db, work));
}

/** Work that shows no person to anybody. Inside a transaction, with its `tx.db`, only this part of it. */
export function impersonal<Value>(
  app: Pick<App, 'db'>,
  _reason: ImpersonalReason,
  work: (db: Database) => Promise<Value>,
): Promise<Value> {
  return answeredScope(() => work(app.db));
}
