// oversight.call-officers: calls the data protection officers before and after the authority has to know of a breach, once each.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { accountsWithRole } from '../../identity/index.ts';
import { mailTo } from '../actions/mail-oversight.ts';

/** So long before the end of the clock the officers are called. */
const hoursBefore = 24;

/** Only while the clock runs. A clock that was set anew, since the breach was noticed at another time, calls anew. */
export async function callOfficers(app: App): Promise<void> {
  const now = app.clock.now();
  const running = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('oversight.incident')
      .select(['id', 'due'])
      .where('closed_at', 'is', null)
      .where('authority_told_at', 'is', null)
      .where('due', '<=', new Date(now.getTime() + hoursBefore * 3_600_000))
      .orderBy('due')
      .execute(),
  );
  if (running.length === 0) return;
  const officers = await accountsWithRole(app, 'dpo');
  for (const { id, due } of running) {
    const words = due <= now ? 'breachOverdue' : 'breachSoon';
    for (const officer of officers)
      try {
        const key = `incident-clock/${id}/${due.toISOString()}/${words}`;
        await mailTo(app, officer, { key, words, page: `/aufsicht/vorfaelle/${id}` });
      } catch (error) {
        // Nobody else waits for it; the next hour tries again.
        app.log.warn({ err: error, incident: id }, 'An officer could not be called by mail yet');
      }
  }
}
