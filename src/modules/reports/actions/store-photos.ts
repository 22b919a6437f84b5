// Photos of a report: examined, written anew without what the camera added, and kept until somebody has looked at them.
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { rewritePhoto, type RewrittenPhoto } from '../../../kernel/files/rewrite-photo.ts';
import { scanIncoming } from '../../../kernel/files/scan-incoming.ts';
import { storeFile } from '../../../kernel/files/store-file.ts';
import type { UploadedFile } from '../../../kernel/http/route.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

/** With a report, and with a step. */
export const mostPhotos = 3;

type PhotoFault = 'wrong' | 'large' | 'pixels' | 'empty' | 'unreadable' | 'infected' | 'many';

const faults: Record<string, PhotoFault> = {
  FILE_TYPE_REFUSED: 'wrong',
  IMAGE_TOO_LARGE: 'pixels',
  PHOTO_UNREADABLE: 'unreadable',
  FILE_INFECTED: 'infected',
};

/** Outside of any transaction: it takes a while. What it returns holds nothing of the file as it came. */
export async function readPhotos(
  app: App,
  actor: Actor,
  files: readonly Pick<UploadedFile, 'content' | 'fault'>[],
): Promise<{ photos: RewrittenPhoto[] } | { fault: PhotoFault }> {
  if (files.length > mostPhotos) return { fault: 'many' };
  const photos: RewrittenPhoto[] = [];
  for (const { content, fault } of files) {
    if (fault !== undefined) return { fault: fault === 'too-large' ? 'large' : 'empty' };
    try {
      const photo = await rewritePhoto(content);
      await scanIncoming(app, actor, content, 'image/jpeg');
      photos.push(photo);
    } catch (error) {
      const known = error instanceof Fault ? faults[error.code] : undefined;
      if (!known) throw error;
      return { fault: known };
    }
  }
  return { photos };
}

/** In the transaction of what they belong to. */
export async function keepPhotos(
  tx: Transaction,
  photos: readonly RewrittenPhoto[],
  { report, step, state }: { report: number; step?: number; state: 'waiting' | 'shown' },
): Promise<void> {
  for (const { bytes, width, height } of photos) {
    const file = await storeFile(tx.db, tx.app.clock, {
      name: `meldung-${report}.jpg`,
      type: 'image/jpeg',
      bytes,
    });
    await tx.db
      .insertInto('reports.photo')
      .values({
        file_id: file.id,
        report_id: report,
        step_id: step ?? null,
        ...{ state, width, height, at: tx.app.clock.now() },
      })
      .execute();
  }
}
