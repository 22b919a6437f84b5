// What of reports is announced to subscribers: that there is a new one, and each step that everyone may read; never words that wait.
import type { Announcement, AnnouncementFacet } from '../../kernel/announcement.ts';
import type { App } from '../../kernel/app.ts';
import { languages, type Language, type LocalText } from '../../kernel/i18n/texts.ts';
import { titleOf } from './pages/report-words.tsx';
import { publicReport, publicStepOf, type OneReport } from './queries/one-report.ts';
import { reportsOf } from './reports-state.ts';
import { reportsTexts } from './reports-texts.ts';
import { asState } from './states.ts';

const inAll = (say: (language: Language) => string): LocalText =>
  Object.fromEntries(languages.map((language) => [language, say(language)])) as LocalText;

/** Who follows a report that was merged into this one follows this one. */
async function aboutOf(
  app: App,
  report: OneReport,
): Promise<Partial<Record<AnnouncementFacet, readonly string[]>>> {
  const merged = await app.db
    .selectFrom('reports.report')
    .select('id')
    .where('merged_into', '=', report.id)
    .execute();
  const topic = reportsOf(app).byId.get(report.category)?.topic;
  return {
    report: [report.id, ...merged.map(({ id }) => id)].map(String),
    area: [report.area],
    unit: [report.unit],
    ...(topic === undefined ? {} : { topic: [topic] }),
  };
}

export async function announceMade(app: App, id: string): Promise<Announcement | undefined> {
  const report = await publicReport(app, id);
  if (!report) return undefined;
  const { report: _own, ...about } = await aboutOf(app, report);
  return {
    key: `report/${id}/made`,
    at: report.requestedAt,
    title: inAll((language) =>
      reportsTexts(language)('announce.made', { title: titleOf(app, report, language) }),
    ),
    text: inAll((language) => reportsTexts(language)('announce.madeText')),
    path: `/meldungen/${id}`,
    about,
  };
}

export async function announceStep(
  app: App,
  id: string,
  data: Record<string, unknown>,
): Promise<Announcement | undefined> {
  const report = await publicReport(app, id);
  const number = Number(data['step']);
  const step =
    report && Number.isSafeInteger(number) ? await publicStepOf(app, report.id, number) : undefined;
  if (!report || !step) return undefined;
  const note = step.shown === 'shown' ? step.note.slice(0, 300) : '';
  return {
    key: `report/${id}/${step.id}`,
    at: step.at,
    title: inAll((language) => titleOf(app, report, language)),
    text: inAll((language) => `${reportsTexts(language)(`state.${asState(step.state)}`)}. ${note}`.trim()),
    path: `/meldungen/${id}`,
    about: await aboutOf(app, report),
  };
}

export async function announceMerged(
  app: App,
  id: string,
  data: Record<string, unknown>,
): Promise<Announcement | undefined> {
  const into = String(data['into']);
  const report = await publicReport(app, into);
  if (!report) return undefined;
  return {
    key: `report/${id}/merged`,
    at: report.updatedAt,
    title: inAll((language) => titleOf(app, report, language)),
    text: inAll((language) => reportsTexts(language)('one.merged', { number: into })),
    path: `/meldungen/${into}`,
    about: { report: [id] },
  };
}
