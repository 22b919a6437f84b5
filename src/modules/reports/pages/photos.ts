// Photos: shown ones to everyone, the rest to whoever has reported and to the unit; nothing in them can act.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { serveFile } from '../../../kernel/files/serve-file.ts';
import { findFile } from '../../../kernel/files/store-file.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOf, staffOf } from '../../../kernel/http/signed-in.ts';
import { everyone, personOnly } from '../../../kernel/permission.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { workOnReports } from '../permissions.ts';
import { deskReport } from '../queries/desk.ts';
import { accountReport } from '../queries/own-reports.ts';
import { ownReport, publicReport, type ReportPhoto } from '../queries/one-report.ts';

/** Of those that whoever asks may see. @throws Fault NOT_FOUND */
async function serve(
  app: App,
  photos: readonly ReportPhoto[] | undefined,
  id: string | undefined,
): Promise<Reply> {
  const photo = photos?.find(({ fileId }) => fileId === id);
  // The report was found by whoever may see it; the bytes show no more than that page does.
  const file =
    photo && isUuid(photo.fileId)
      ? await impersonal(app, 'logged-before', (db) => findFile(db, photo.fileId))
      : undefined;
  if (!file) throw new Fault('NOT_FOUND');
  return serveFile(app.db, file);
}

const file = { method: 'GET', kind: 'file' } as const;

export const photoRoutes: Route[] = [
  {
    ...file,
    url: '/meldungen/:id/foto/:file',
    may: everyone,
    summary: 'A photo of a report that everyone may see',
    async handle({ app, params }: Request) {
      return serve(app, (await publicReport(app, params['id'] ?? ''))?.photos, params['file']);
    },
  },
  {
    ...file,
    url: '/meldungen/:id/eigene/:key/foto/:file',
    may: everyone,
    summary: 'A photo of one’s own report, by its secret link',
    async handle({ app, params }: Request) {
      const report = await ownReport(app, params['id'] ?? '', params['key'] ?? '');
      return serve(app, report?.photos, params['file']);
    },
  },
  {
    ...file,
    url: '/konto/meldungen/:id/foto/:file',
    may: personOnly,
    summary: 'A photo of one’s own report, of one’s account',
    async handle(request: Request) {
      const { app, params } = request;
      const report = await accountReport(app, personOf(request), params['id'] ?? '');
      return serve(app, report?.photos, params['file']);
    },
  },
  {
    ...file,
    url: '/meldungen/bearbeiten/:id/foto/:file',
    may: workOnReports,
    summary: 'A photo of a report, for its unit',
    async handle(request: Request) {
      const { app, params } = request;
      const report = await deskReport(app, staffOf(request), params['id'] ?? '');
      return serve(app, report.photos, params['file']);
    },
  },
];
