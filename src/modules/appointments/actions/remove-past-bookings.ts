// appointments.remove-past: bookings go some days after their day; what was agreed stands in the answers of the case.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';

const keptDays = 30;

export async function removePastBookings(app: App): Promise<void> {
  await impersonal(app, 'expire', (db) =>
    db
      .deleteFrom('appointments.booking')
      .where('starts_at', '<', new Date(app.clock.now().getTime() - keptDays * 86_400_000))
      .execute(),
  );
}
