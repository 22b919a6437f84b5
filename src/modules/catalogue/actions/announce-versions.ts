// catalogue.announce-versions: a new version of a service becomes an event once, for whoever follows the service. The first one is no change.
import type { Announce } from '../../../kernel/announcement.ts';
import type { App } from '../../../kernel/app.ts';
import { languages, type LocalText } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { serviceById, serviceTitle } from '../queries/services.ts';
import { topicsWith } from '../topics/topics.ts';

const task = 'catalogue.announce-versions';
export const versionPublished = 'service.version-published';
const portion = 200;

export async function announceVersions(app: App): Promise<void> {
  for (;;) {
    const more = await transact(app, { kind: 'programme', task }, async (tx) => {
      const rows = await tx.db
        .selectFrom('catalogue.service_version')
        .select(['service_id as service', 'version'])
        .where('announced_at', 'is', null)
        .orderBy('service_id')
        .orderBy('version')
        .limit(portion)
        .forUpdate()
        .execute();
      for (const { service, version } of rows) {
        await tx.db
          .updateTable('catalogue.service_version')
          .set({ announced_at: app.clock.now() })
          .where('service_id', '=', service)
          .where('version', '=', version)
          .execute();
        if (version > 1) await tx.emit({ type: versionPublished, subject: service, data: { version } });
      }
      return rows.length === portion;
    });
    if (!more) return;
  }
}

export const announceVersion: Announce = async (app, subject, data) => {
  const service = serviceById(app, subject);
  if (!service) return undefined;
  const inAll = (words: (language: (typeof languages)[number]) => string) =>
    Object.fromEntries(languages.map((language) => [language, words(language)])) as LocalText;
  return Promise.resolve({
    key: `service/${subject}/${String(data['version'])}`,
    at: app.clock.now(),
    title: inAll((language) => serviceTitle(app, subject, language)),
    text: inAll((language) => catalogueTexts(language)('announce.version')),
    path: `/leistungen/${subject}`,
    about: {
      service: [subject],
      unit: [service.owner],
      topic: topicsWith(app, { service: subject }).map(({ id }) => id),
    },
  });
};
