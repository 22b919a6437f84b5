// Whether a browser has an open form of its own, before anything that it sends is stored.
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { visitorOf } from '../visitor.ts';

export async function hasVisitorDraft(app: App, cookies: Request['cookies']): Promise<boolean> {
  const visitor = visitorOf({ cookies });
  if (!visitor) return false;
  const row = await ownData(app, visitor, (db) =>
    db
      .selectFrom('intake.draft')
      .select('id')
      .where('token_hash', '=', visitor.tokenHash)
      .where('submitted_ref', 'is', null)
      .where('expires_at', '>', app.clock.now())
      .executeTakeFirst(),
  );
  return row !== undefined;
}
