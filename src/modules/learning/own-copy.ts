// What the learning module gives to the copy of one's own data: modules read, tries, completions, certificates, what is due.
import type { PersonActor, StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import type { OwnCopy, OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate, formatDateTime } from '../../ui/index.ts';
import { toAttempt } from './attempt.ts';
import { courseNamed } from './courses.ts';
import { learningTexts } from './learning-texts.ts';
import { ownCertificates } from './queries/certificates.ts';

type Whose = PersonActor | StaffActor;
type Of<Read extends (app: App, actor: Whose) => AsyncGenerator> =
  ReturnType<Read> extends AsyncGenerator<infer Item> ? Item : never;

const titleOf = (app: App, course: string, language: Language): string =>
  courseNamed(app, course)?.title[language] ?? course;

async function* readings(app: App, actor: Whose) {
  const rows = await ownData(app, actor, (db) =>
    db.selectFrom('learning.reading').selectAll().where('staff_id', '=', actor.id).orderBy('at').execute(),
  );
  for (const { course, module, version, at } of rows) yield { course, module, version, at: at.toISOString() };
}

async function* attempts(app: App, actor: Whose) {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('learning.attempt')
      .selectAll()
      .where('staff_id', '=', actor.id)
      .orderBy('started_at')
      .execute(),
  );
  for (const row of rows) {
    const { startedAt, endsAt, finishedAt, ...attempt } = toAttempt(row);
    yield {
      ...attempt,
      startedAt: startedAt.toISOString(),
      endsAt: endsAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    };
  }
}

async function* completions(app: App, actor: Whose) {
  const rows = await ownData(app, actor, (db) =>
    db.selectFrom('learning.completion').selectAll().where('staff_id', '=', actor.id).orderBy('id').execute(),
  );
  for (const { course, version, at } of rows) yield { course, version, at: at.toISOString() };
}

async function* certificates(app: App, actor: Whose) {
  for (const { issuedAt, validUntil, revokedAt, ...each } of await ownCertificates(app, actor))
    yield {
      ...each,
      issuedAt: issuedAt.toISOString(),
      validUntil: validUntil?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
    };
}

async function* duties(app: App, actor: Whose) {
  const rows = await ownData(app, actor, (db) =>
    db.selectFrom('learning.duty').selectAll().where('staff_id', '=', actor.id).orderBy('due_on').execute(),
  );
  for (const { course, unit, due_on: dueOn, completed_at: at } of rows)
    yield { course, unit, dueOn, completedAt: at?.toISOString() ?? null };
}

const readingPart: OwnCopyPart<Of<typeof readings>> = {
  name: 'learningModules',
  tables: ['learning.reading'],
  title: (language) => learningTexts(language)('copy.readings'),
  read: readings,
  print: ({ course, module, at }, app, language) => ({
    title: `${titleOf(app, course, language)}: ${courseNamed(app, course)?.modules.find(({ id }) => id === module)?.title[language] ?? module}`,
    lines: [formatDateTime(at, language, 'long')],
  }),
};

const attemptPart: OwnCopyPart<Of<typeof attempts>> = {
  name: 'learningTests',
  tables: ['learning.attempt'],
  title: (language) => learningTexts(language)('copy.attempts'),
  read: attempts,
  print: ({ course, startedAt, answers, drawn }, app, language) => ({
    title: `${titleOf(app, course, language)}, ${formatDateTime(startedAt, language, 'long')}`,
    lines: [
      learningTexts(language)('copy.right', {
        right: answers.filter(({ right }) => right).length,
        all: drawn.length,
      }),
    ],
  }),
};

const completionPart: OwnCopyPart<Of<typeof completions>> = {
  name: 'learningCompletions',
  tables: ['learning.completion'],
  title: (language) => learningTexts(language)('copy.completions'),
  read: completions,
  print: ({ course, at }, app, language) => ({
    title: titleOf(app, course, language),
    lines: [formatDateTime(at, language, 'long')],
  }),
};

const certificatePart: OwnCopyPart<Of<typeof certificates>> = {
  name: 'learningCertificates',
  tables: ['learning.certificate'],
  title: (language) => learningTexts(language)('own.certificates'),
  read: certificates,
  print: ({ title, issuedAt, code, because }, _app, language) => ({
    title: title[language],
    lines: [formatDateTime(issuedAt, language, 'long'), code, ...(because === undefined ? [] : [because])],
  }),
};

const dutyPart: OwnCopyPart<Of<typeof duties>> = {
  name: 'learningDuties',
  tables: ['learning.duty'],
  title: (language) => learningTexts(language)('copy.duties'),
  read: duties,
  print: ({ course, dueOn }, app, language) => ({
    title: titleOf(app, course, language),
    lines: [formatDate(dueOn, language)],
  }),
};

export const learningCopy: OwnCopy = {
  parts: [readingPart, attemptPart, completionPart, certificatePart, dutyPart],
};
