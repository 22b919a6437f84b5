// oversight.clean: removes answered questions, closed breaches and old findings when their time is over, as the module's datasets say.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { keptYears } from '../../../kernel/audit/whole-entries.ts';
import { removeClosedIncidents } from '../incidents/remove-incidents.ts';

const yearsOfFindings = 2;

/** Runs every night; deleting twice is harmless. Open questions stay. */
export async function removeOld(app: App): Promise<void> {
  const before = (years: number) => {
    const instant = new Date(app.clock.now());
    instant.setUTCFullYear(instant.getUTCFullYear() - years);
    return instant;
  };
  await impersonal(app, 'expire', (db) =>
    db.deleteFrom('oversight.question').where('answered_at', '<', before(keptYears)).execute(),
  );
  await impersonal(app, 'expire', (db) =>
    db.deleteFrom('oversight.unusual_reading').where('noticed_at', '<', before(yearsOfFindings)).execute(),
  );
  await removeClosedIncidents(app, before(keptYears));
}
