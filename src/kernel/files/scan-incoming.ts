// Asks the virus scanner about a file before it is stored.
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { Fault } from '../errors.ts';
import { transact } from '../transaction.ts';
import { piecesOf, type Content } from './content.ts';
import { ScannerUnavailable, scanPieces } from './scan-file.ts';

/**
 * @returns `unscanned` without a scanner, or while it is away: it is done later
 * @throws Fault FILE_INFECTED, which is recorded as an event
 */
export async function scanIncoming(
  app: App,
  actor: Actor,
  content: Content,
  type: string,
): Promise<'clean' | 'unscanned'> {
  if (app.config.clamavUrl === undefined) return 'unscanned';
  try {
    const verdict = await scanPieces(app.config.clamavUrl, piecesOf(content));
    if (verdict.clean) return 'clean';
    const sha256 = content.sha256.toString('hex');
    await transact(app, actor, (tx) =>
      tx.emit({
        type: 'upload.infected',
        subject: sha256,
        data: { signature: verdict.signature, type, size: content.size, stored: false },
      }),
    );
    throw new Fault('FILE_INFECTED');
  } catch (error) {
    if (!(error instanceof ScannerUnavailable)) throw error;
    app.log.warn(`The virus scanner did not examine an upload, which is kept as unscanned: ${error.message}`);
    return 'unscanned';
  }
}
