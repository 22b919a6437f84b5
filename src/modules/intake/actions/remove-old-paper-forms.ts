// Forgets the numbers of personal forms that never came back.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';

/** Two years: longer than any of our forms stays in a drawer and is still of use. */
const keepDays = 730;

export async function removeOldPaperForms(app: App): Promise<void> {
  await impersonal(app, 'expire', (db) =>
    db
      .deleteFrom('intake.paper_form')
      .where('case_ref', 'is', null)
      .where('printed_at', '<', new Date(app.clock.now().getTime() - keepDays * 86_400_000))
      .execute(),
  );
}
