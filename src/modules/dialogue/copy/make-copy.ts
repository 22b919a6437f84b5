// A copy of everything held about the caller, as of one moment: JSON for programs, or a ZIP with a readable PDF and all files.
import { join } from 'node:path';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownSnapshot } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { IncomingFile } from '../../../kernel/files/incoming-file.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { askRegisterEntries, logRegisterEntries } from '../../data/index.ts';
import { accountById } from '../../identity/index.ts';
import { copyAsJson, type CopyHead } from './copy-json.ts';
import { copyAsZip } from './copy-zip.ts';
import { inTurn } from './in-turn.ts';

/**
 * Logs the use, then reads all of it in one snapshot onto the disk: a slow reader holds no connection, and a fault is an
 * answer, not half a file. The registers are asked before.
 * @returns a file without a name; whoever gets it closes it
 * @throws Fault NOT_FOUND for an account that is gone, UNAVAILABLE when very many copies are being made
 */
export async function makeCopy(
  app: App,
  actor: PersonActor | StaffActor,
  language: Language,
  as: 'json' | 'zip',
): Promise<IncomingFile> {
  const account = await accountById(app, actor.id);
  if (!account) throw new Fault('NOT_FOUND');
  const registers =
    actor.kind === 'person'
      ? await askRegisterEntries(app, actor)
      : { resident: null, company: null, vehicle: null, tax: null };
  await transact(app, actor, async (tx) => {
    await tx.recordAccess({
      kind: 'read',
      subject: actor.id,
      fields:
        actor.kind === 'person'
          ? ['name', 'email', 'answers', 'evidence', 'documents', 'history']
          : ['name', 'email'],
      purpose: 'own-export',
    });
    if (actor.kind === 'person') await logRegisterEntries(tx, actor, registers);
  });
  const head: CopyHead = { exportedAt: app.clock.now().toISOString(), account, registers };
  const file = await IncomingFile.open(join(app.config.dataDir, 'outgoing'));
  try {
    await inTurn(() =>
      ownSnapshot(app, actor, async () => {
        const pieces = (as === 'json' ? copyAsJson : copyAsZip)(app, actor, language, head);
        for await (const piece of pieces) await file.append(Buffer.from(piece));
      }),
    );
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
