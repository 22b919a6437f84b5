// subscriptions.clean: questions that nobody answered with their mails, subscribers who follow nothing, what was announced long ago.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { requestHours } from './ask-to-confirm.ts';

export const announcementDays = 730;
const toldDays = 90;

/** Every hour, since an address that was not confirmed stays for a day only. */
export async function clean(app: App): Promise<void> {
  const now = app.clock.now().getTime();
  const ago = (hours: number) => new Date(now - hours * 3_600_000);
  await impersonal(app, 'expire', async (db) => {
    await db.deleteFrom('subscriptions.request').where('at', '<', ago(requestHours)).execute();
    await db
      .deleteFrom('kernel.mail')
      .where('kind', '=', 'subscription-confirm')
      .where('at', '<', ago(requestHours))
      .execute();
    await db
      .deleteFrom('subscriptions.subscriber as subscriber')
      .where('subscriber.created_at', '<', ago(24))
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('subscriptions.subscription as own')
              .select('own.id')
              .whereRef('own.subscriber_id', '=', 'subscriber.id'),
          ),
        ),
      )
      .execute();
    await db
      .deleteFrom('subscriptions.hit')
      .where('told_at', '<', ago(toldDays * 24))
      .execute();
    await db
      .deleteFrom('subscriptions.announcement')
      .where('at', '<', ago(announcementDays * 24))
      .execute();
    await db
      .deleteFrom('subscriptions.digest')
      .where('ended_at', '<', ago(toldDays * 24))
      .execute();
  });
}
