// archive.forget: a case that was opened again has no end any more; closed anew, it is announced and offered anew.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';

/** What the archive decided goes, too: it was about a case without the new decision. */
export async function forgetEnding(app: App, payload: Record<string, unknown>): Promise<void> {
  await impersonal(app, 'expire', (db) =>
    db.deleteFrom('archive.ending').where('case_ref', '=', String(payload['subject'])).execute(),
  );
}
