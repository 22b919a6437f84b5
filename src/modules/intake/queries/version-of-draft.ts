// Of which version of which service a draft is, to know what to ask registers before it is locked.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { isUuid } from '../../../kernel/uuid.ts';

/** The version of the service that a draft is of; whose draft it is, whoever changes it must ask. */
export async function versionOfDraft(
  app: App,
  id: string,
): Promise<{ serviceId: string; serviceVersion: number } | undefined> {
  if (!isUuid(id)) return undefined;
  return impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('intake.draft')
      .select(['service_id as serviceId', 'service_version as serviceVersion'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}
