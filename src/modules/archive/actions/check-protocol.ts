// archive.check-protocol, every night: follows the protocol of deletions from its beginning and keeps what came of it.
import type { App } from '../../../kernel/app.ts';
import { followChain } from '../queries/deletions.ts';

export async function checkProtocol(app: App): Promise<void> {
  const { lines, broken } = await followChain(app.db);
  await app.db
    .insertInto('archive.protocol_check')
    .values({ at: app.clock.now(), lines, broken: broken ?? null })
    .execute();
  if (broken !== undefined)
    app.log.error(
      `ALARM: line ${broken} of the protocol of deletions does not fit those before it. See docs/guides/deletion.md`,
    );
}
