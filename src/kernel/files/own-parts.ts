// The bytes of a file for its owner, of the moment of the snapshot where there is one.
import type { PersonActor } from '../actor.ts';
import type { App } from '../app.ts';
import { ownData } from '../audit/personal-data.ts';
import { findFile, partsOf } from './store-file.ts';

/** @returns its pieces; undefined where it is gone, or where the scanner has found something in it */
export async function ownParts(
  app: App,
  actor: Pick<PersonActor, 'id'>,
  fileId: string,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  return ownData(app, actor, async (db) => {
    const file = await findFile(db, fileId);
    return file && file.scan !== 'infected' ? partsOf(db, file.id, file.size) : undefined;
  });
}
