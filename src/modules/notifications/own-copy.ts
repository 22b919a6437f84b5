// What the module gives to the copy of one's own data: which devices get messages, and since when. Wishes say nothing confidential.
import type { PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import { forPersons, type OwnCopy, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDateTime } from '../../ui/index.ts';
import { notificationsTexts } from './notifications-texts.ts';

async function* devices(app: App, actor: PersonActor) {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('notifications.push_device')
      .select(['endpoint', 'language', 'added_at'])
      .where('owner_id', '=', actor.id)
      .orderBy('added_at')
      .execute(),
  );
  for (const { endpoint, language, added_at: at } of rows)
    yield { endpoint, language, addedAt: at.toISOString() };
}

const devicePart: OwnCopyPart<{ endpoint: string; language: string; addedAt: string }> = {
  name: 'pushDevices',
  tables: ['notifications.push_device'],
  title: (language) => notificationsTexts(language)('copy.devices'),
  read: forPersons(devices),
  print: ({ endpoint, addedAt }, _app, language) => ({
    title: new URL(endpoint).host,
    lines: [formatDateTime(addedAt, language)],
  }),
};

export const notificationsCopy: OwnCopy = { parts: [devicePart] };
