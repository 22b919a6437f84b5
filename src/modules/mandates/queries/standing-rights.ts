// Which mandates and representations hold as they are kept: for those who only read of them, so no register is asked.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { toMandate } from '../mandate.ts';
import { standsOn, toRepresentation } from '../representation.ts';
import { standingOf } from '../rules.ts';

/** Of these ids; a representation that the register does not confirm now holds until it says otherwise. */
export async function standingRights(app: App, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const today = app.clock.today();
  return impersonal(app, 'find-rights', async (db) => {
    const mandates = await db.selectFrom('mandates.mandate').selectAll().where('id', 'in', ids).execute();
    const byLaw = await db.selectFrom('mandates.representation').selectAll().where('id', 'in', ids).execute();
    return new Set(
      [
        ...mandates.map(toMandate).filter((each) => standingOf(each, today) === 'running'),
        ...byLaw.map(toRepresentation).filter((each) => standsOn(each, today)),
      ].map(({ id }) => id),
    );
  });
}
