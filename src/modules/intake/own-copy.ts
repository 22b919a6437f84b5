// What the intake module gives to the copy of one's own data: drafts, printed forms, waiting files, lines of batches.
import type { PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { ownParts } from '../../kernel/files/own-parts.ts';
import { forPersons, type OwnCopy, type OwnCopyFile, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate, swissDay } from '../../ui/index.ts';
import { serviceTitle } from '../catalogue/index.ts';
import { intakeTexts } from './intake-texts.ts';
import { exportJointSubmissions, type ExportedJoint } from './signing/export-joint.ts';
import { exportBatches, type ExportedLine } from './queries/export-batches.ts';
import {
  exportDrafts,
  exportPaperForms,
  exportSubmissions,
  exportWaitingFiles,
  type ExportedDraft,
  type ExportedFile,
  type ExportedPaperForm,
  type ExportedSubmission,
} from './queries/export-intake.ts';

const drafts: OwnCopyPart<ExportedDraft> = {
  name: 'drafts',
  tables: ['intake.draft', 'intake.upload'],
  title: (language) => intakeTexts(language)('copy.drafts'),
  read: forPersons(exportDrafts),
  // What was submitted is no draft any more: it stands with its case.
  onPaper: ({ submittedAs }) => submittedAs === null,
  print: (item, app, language) => ({
    title: serviceTitle(app, item.service, language),
    lines: [
      intakeTexts(language)('copy.changed', { day: formatDate(swissDay(item.changedAt), language) }),
      ...(item.begunBy ? [begunLine(item.begunBy, language)] : []),
      ...item.uploads.map(({ name }) => name),
    ],
  }),
};

function begunLine({ name }: { name: string | null }, language: Language): string {
  const t = intakeTexts(language);
  return t('copy.begunBy', { name: name ?? t('copy.begunBySomebody') });
}

const paperForms: OwnCopyPart<ExportedPaperForm> = {
  name: 'paperForms',
  tables: ['intake.paper_form'],
  title: (language) => intakeTexts(language)('copy.paperForms'),
  read: forPersons(exportPaperForms),
  print: (item, app, language) => ({
    title: `${item.number}, ${serviceTitle(app, item.service, language)}`,
    lines: [formatDate(swissDay(item.printedAt), language)],
  }),
};

const waitingFiles: OwnCopyPart<ExportedFile> = {
  name: 'waitingFiles',
  tables: ['kernel.file', 'kernel.file_part'],
  title: (language) => intakeTexts(language)('copy.waitingFiles'),
  read: forPersons(exportWaitingFiles),
  print: (item, _app, language) => ({
    title: item.name,
    lines: [formatDate(swissDay(item.uploadedAt), language)],
  }),
};

const submissions: OwnCopyPart<ExportedSubmission> = {
  name: 'submissions',
  tables: ['intake.submission'],
  title: (language) => intakeTexts(language)('copy.submissions'),
  read: forPersons(exportSubmissions),
  print: (item, _app, language) => ({
    title: item.case,
    lines: [formatDate(swissDay(item.at), language)],
  }),
};

const batchLines: OwnCopyPart<ExportedLine> = {
  name: 'batchLines',
  tables: ['intake.batch_line'],
  title: (language) => intakeTexts(language)('copy.batchLines'),
  read: forPersons(exportBatches),
  print: (item, app, language) => ({
    title: `${serviceTitle(app, item.service, language)}, ${item.line}`,
    lines: [formatDate(swissDay(item.sentAt), language)],
  }),
};

const jointSubmissions: OwnCopyPart<ExportedJoint> = {
  name: 'jointSubmissions',
  tables: ['intake.joint_submission'],
  title: (language) => intakeTexts(language)('copy.jointSubmissions'),
  read: forPersons(exportJointSubmissions),
  print: (item, app, language) => ({
    title: serviceTitle(app, item.service, language),
    lines: [formatDate(swissDay(item.signedAt), language)],
  }),
};

/** Everything uploaded that is not part of a case yet. */
async function* filesOfIntake(app: App, actor: PersonActor): AsyncGenerator<OwnCopyFile> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('intake.upload')
      .leftJoin('intake.draft', 'intake.draft.id', 'intake.upload.draft_id')
      .select(['intake.upload.file_id', 'intake.upload.name', 'intake.draft.service_id'])
      .where((eb) =>
        eb.or([
          eb('intake.draft.owner_id', '=', actor.id),
          eb.and([eb('intake.upload.owner_id', '=', actor.id), eb('intake.upload.draft_id', 'is', null)]),
        ]),
      )
      .where('intake.draft.submitted_ref', 'is', null)
      .orderBy('intake.upload.created_at')
      .execute(),
  );
  for (const { file_id: file, name, service_id: service } of rows) {
    const bytes = await ownParts(app, actor, file);
    if (bytes) yield { path: `${service ?? 'uploads'}/${name}`, bytes };
  }
}

export const intakeCopy: OwnCopy = {
  parts: [drafts, paperForms, waitingFiles, submissions, jointSubmissions, batchLines],
  files: filesOfIntake,
};
