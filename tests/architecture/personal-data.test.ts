// Where the code uses personal data without an entry in the access log: all such places, with their reason, on one screen.
import { describe, expect, it } from 'vitest';
import { impersonalReasons } from '../../src/kernel/audit/personal-data.ts';
import { filesBelow, readProjectFile } from './source-files.ts';

const sources = filesBelow('src', /\.tsx?$/).filter(
  (file) => !/\.test\.tsx?$/.test(file) && !file.includes('/testing/') && !file.startsWith('src/cli/bench/'),
);
const withText = (pattern: RegExp, except: readonly string[] = []) =>
  sources.filter((file) => !except.includes(file) && pattern.test(readProjectFile(file)));

/** How often a file says that it shows no person, by reason. A new place is a decision that somebody reviews here. */
const impersonal: Record<keyof typeof impersonalReasons, Record<string, number>> = {
  'recognise-caller': {
    'subscriptions/queries/subscribers.ts': 2,
    'duties/queries/due-soon.ts': 1,
    'identity/actions/add-passkey.ts': 1,
    'identity/actions/begin-eid.ts': 1,
    'identity/actions/complete-eid.ts': 2,
    'identity/actions/complete-sign-in.ts': 1,
    'identity/actions/end-provider-sessions.ts': 1,
    'identity/actions/end-session.ts': 1,
    'identity/actions/forget-passkeys.ts': 1,
    'identity/actions/hand-out-eid-request.ts': 1,
    'identity/actions/issue-token.ts': 1,
    'identity/actions/remove-passkey.ts': 1,
    'identity/actions/receive-eid-response.ts': 3,
    'identity/actions/show-passkey.ts': 2,
    'identity/passkeys/challenge.ts': 2,
    'identity/queries/authenticate.ts': 3,
    'identity/queries/eid-request.ts': 1,
    'identity/queries/half-session.ts': 1,
    'participation/codes/known-code.ts': 1,
  },
  'name-beside': { 'identity/actions/account-of-resident.ts': 1, 'identity/queries/accounts.ts': 6 },
  'logged-before': {
    'corrections/pages/decide.tsx': 1,
    'data/disclosure/blocked.ts': 1,
    'cases/queries/find-document.ts': 1,
    // The bytes of a photo after the report that it stands in.
    'reports/pages/photos.ts': 1,
    'intake/pages/counter-routes.ts': 1,
    'intake/pages/counter-session.ts': 1,
    'intake/batch/batch-results.ts': 3,
  },
  published: {
    'community/documents/document-queries.ts': 2,
    'community/entries/entry-queries.ts': 2,
    'community/entries/read-text.ts': 1,
    'community/groups/group-queries.ts': 1,
    'community/ideas/idea-queries.ts': 2,
    'community/people/profile-queries.ts': 2,
    'community/search/search.ts': 1,
    'participation/queries/published.ts': 1,
    // Whose contributions a version of a text takes up, and in which words.
    'participation/kinds/consultation/taken-up.ts': 1,
    'participation/kinds/consultation/next/taken-wordings.ts': 1,
    // Ballots after the end, without their authors.
    'participation/kinds/budget/ballots.ts': 1,
    'reports/queries/list-reports.ts': 1,
    'reports/queries/one-report.ts': 2,
    'reports/open311/request-list.ts': 2,
  },
  count: {
    'learning/actions/keep-duties.ts': 1,
    'cases/actions/count-months.ts': 1,
    'participation/codes/print-page.tsx': 1,
    'notifications/pages/delivery.tsx': 1,
    'participation/kinds/deliberation/snapshot.ts': 1,
    'archive/queries/endings.ts': 1,
    'intake/batch/batches.ts': 1,
    'intake/batch/work-batch.ts': 1,
    'appointments/queries/taken-slots.ts': 1,
    'cases/pages/post.tsx': 1,
    'cases/queries/measure-cases.ts': 2,
    'cases/queries/worklist.ts': 1,
    'oversight/incidents/count-incidents.ts': 1,
    'participation/kinds/survey/survey-result.ts': 1,
    'participation/queries/representation.ts': 1,
    'questions/times/response-times.ts': 1,
    'participation/queries/staff-contributions.ts': 1,
  },
  expire: {
    'community/people/forget.ts': 5,
    'notifications/actions/push.ts': 1,
    'subscriptions/actions/clean.ts': 1,
    'archive/actions/announce-endings.ts': 3,
    'archive/actions/delete-case.ts': 1,
    'archive/actions/end-cases.ts': 3,
    'archive/actions/forget-ending.ts': 1,
    'appointments/actions/remove-past-bookings.ts': 1,
    'corrections/actions/remove-old-corrections.ts': 1,
    'dialogue/actions/remove-old-mails.ts': 1,
    'dialogue/threads/remove-threads.ts': 1,
    'duties/actions/remind.ts': 1,
    'identity/actions/clean-expired.ts': 1,
    'learning/actions/close-attempts.ts': 1,
    'learning/actions/forget-gone.ts': 2,
    'intake/actions/discard-draft.ts': 1,
    'intake/actions/remove-old-paper-forms.ts': 1,
    'intake/signing/tend-joint.ts': 2,
    'money/actions/forget-names.ts': 1,
    'oversight/actions/remove-old.ts': 2,
    'contact/actions/forget-proposers.ts': 1,
    'participation/actions/forget-participants.ts': 1,
    'questions/actions/forget-questions.ts': 1,
    'reports/actions/forget-mails.ts': 1,
    'reports/actions/forget-reporters.ts': 1,
    'oversight/incidents/remove-incidents.ts': 1,
    'policy/certificates.ts': 2,
    'policy/module.ts': 2,
    'transparency/actions/remove-old-accesses.ts': 1,
  },
  'check-document': { 'cases/queries/find-document.ts': 2, 'learning/queries/certificates.ts': 2 },
  'find-rights': {
    'community/groups/guests.ts': 1,
    'dialogue/threads/queries.ts': 2,
    'mandates/queries/standing-rights.ts': 1,
    'data/queries/deceased.ts': 2,
    'identity/queries/accounts.ts': 7,
    'mandates/actions/end-for-deceased.ts': 1,
    'mandates/queries/acting-by-law.ts': 3,
    'mandates/queries/acting-rules.ts': 2,
    'mandates/queries/children.ts': 1,
    'mandates/queries/representatives.ts': 2,
    'cases/queries/find-document.ts': 2,
    'cases/queries/postal-runs.ts': 2,
    'cases/queries/why-of-case.ts': 1,
    'cases/pages/emergency.tsx': 1,
    'cases/why/colleagues.ts': 1,
    'policy/warnings.ts': 1,
    'intake/queries/paper-form.ts': 1,
    'intake/signing/find-joint.ts': 3,
    'intake/queries/version-of-draft.ts': 1,
    'reports/queries/desk.ts': 1,
  },
  'keep-log': {
    'transparency/actions/append-entries.ts': 2,
    'transparency/actions/check-log.ts': 1,
    'transparency/queries/log-state.ts': 1,
  },
  'show-nobody': {
    'community/telling/digest.ts': 3,
    'community/telling/tell.ts': 6,
    'community/telling/who-is-told.ts': 1,
    'notifications/actions/push.ts': 1,
    'money/actions/ask-due.ts': 1,
    'money/actions/ask-payment.ts': 2,
    'money/actions/check-delivery.ts': 3,
    'money/actions/import-statement.ts': 1,
    'money/actions/read-statement.ts': 1,
    'money/actions/remind.ts': 2,
    'money/actions/send-refund.ts': 2,
    'money/actions/settle-case.ts': 1,
    'money/actions/tell-bill.ts': 1,
    'notifications/bounces/take-report.ts': 1,
    'subscriptions/actions/ask-to-confirm.ts': 1,
    'subscriptions/actions/digest.ts': 2,
    'subscriptions/actions/match.ts': 1,
    'subscriptions/actions/tell.ts': 1,
    'duties/actions/remind.ts': 1,
    'archive/actions/tell-ending.ts': 1,
    'appointments/actions/free-slots.ts': 1,
    'cases/actions/render-document.ts': 1,
    'cases/actions/render-postal-run.ts': 3,
    'corrections/actions/apply-correction.ts': 2,
    'corrections/actions/mail-corrections.ts': 1,
    'dialogue/actions/notify.ts': 2,
    'dialogue/threads/tell-by-mail.ts': 3,
    'identity/queries/accounts.ts': 1,
    'identity/queries/staff-after.ts': 1,
    'learning/actions/close-attempts.ts': 2,
    'learning/actions/keep-duties.ts': 1,
    'learning/actions/remind.ts': 2,
    'learning/actions/tell-ended.ts': 2,
    'intake/batch/work-batch.ts': 2,
    'intake/signing/tell-joint.ts': 1,
    'intake/actions/announce-removal.ts': 1,
    'intake/actions/scan-uploads.ts': 2,
    'intake/pages/posted-files.ts': 1,
    'mandates/actions/tell-by-mail.ts': 1,
    'oversight/actions/mail-oversight.ts': 1,
    'oversight/incidents/call-officers.ts': 1,
    'oversight/incidents/tell-affected.ts': 2,
    'contact/actions/tell-proposer.ts': 1,
    'contact/queries/proposals.ts': 1,
    'participation/actions/tell-author.ts': 1,
    // Whether anybody has written; in which version it stands.
    'participation/kinds/consultation/keep-versions.ts': 1,
    'participation/kinds/consultation/next/change-text.ts': 1,
    'questions/actions/tell-asker.ts': 2,
    'participation/codes/print-codes.ts': 1,
    'reports/actions/tell-reporter.ts': 1,
    'kernel/mail/mailer.ts': 1,
  },
  demonstration: {
    'subscriptions/actions/seed-many.ts': 1,
    'participation/kinds/deliberation/seed.ts': 1,
    'archive/actions/seed-endings.ts': 1,
    'dialogue/demo/mails.ts': 2,
    'dialogue/threads/seed-threads.ts': 1,
    'identity/demo/seed-accounts.ts': 2,
    'identity/demo/token.ts': 1,
    'intake/actions/seed-samples.ts': 1,
    'intake/actions/seed-submissions.ts': 1,
    'mandates/actions/seed-mandates.ts': 1,
    'participation/seed-many-comments.ts': 1,
    'participation/seed-processes.ts': 1,
    'questions/seed/seed-questions.ts': 2,
  },
};

/** `impersonal(app, 'count', …)` and `tx.impersonal('count')`. */
function reasonsIn(source: string): string[] {
  return [...source.matchAll(/\bimpersonal\(\s*(?:[^,()']+,\s*)?'([a-z-]+)'/g)].map((each) => each[1] ?? '');
}

describe('personal data without an entry in the log', () => {
  it('is used where this list says, and why', () => {
    const found: Record<string, Record<string, number>> = {};
    for (const file of sources)
      for (const reason of reasonsIn(readProjectFile(file))) {
        const files = (found[reason] ??= {});
        const name = file.replace(/^src\/(modules\/)?/, '');
        files[name] = (files[name] ?? 0) + 1;
      }
    expect(found).toEqual(impersonal);
  });

  it('is used nowhere that this list could not see', () => {
    const calls = sources.flatMap((file) =>
      [...readProjectFile(file).matchAll(/\bimpersonal\b(?!['-])/g)].map(() => file),
    ).length;
    const seen = Object.values(impersonal).flatMap((files) => Object.values(files));
    // Beside the calls: imports, the function itself, and the method of transactions.
    const imports = withText(/import \{[^}]*\bimpersonal\b[^}]*\}/).length;
    expect(calls).toBe(seen.reduce((sum, each) => sum + each, 0) + imports + 3);
    expect(reasonsIn("impersonal(app, 'count', (db) => db)")).toEqual(['count']);
    expect(reasonsIn("tx.impersonal('expire')")).toEqual(['expire']);
    expect(reasonsIn("await impersonal(\n  { db },\n  'show-nobody', work)")).toEqual(['show-nobody']);
  });

  it('has no other door: scopes are made by the kernel', () => {
    expect(withText(/\banswer(?:ed|ing)Scope\b/)).toEqual([
      'src/kernel/audit/personal-data.ts',
      'src/kernel/db/guard-personal.ts',
      // Pieces of a file follow its record; parked forms belong to the browser that holds their id.
      'src/kernel/files/store-file.ts',
      'src/kernel/http/parked-form.ts',
      'src/kernel/transaction.ts',
    ]);
  });

  it('has no second connection: the running program opens one, and it is guarded', () => {
    // Before the program runs, or beside it: migrations, backup and restore, a new log.
    expect(withText(/from '[./]*(?:kernel\/)?db\/connect\.ts'/).filter((file) => opens(file))).toEqual([
      'src/cli/restart-log.ts',
      'src/cli/schema.ts',
      'src/kernel/backup/restore-backup.ts',
      'src/main.ts',
      'src/program.ts',
    ]);
    expect(readProjectFile('src/program.ts')).toContain('personalTables(modules)');
    expect(withText(/import (?!type)[^;]*from 'pg'/)).toEqual([
      'src/cli/restore.ts',
      'src/kernel/backup/restore-backup.ts',
      'src/kernel/backup/write-backup.ts',
      'src/kernel/db/connect.ts',
      'src/kernel/db/embedded-postgres.ts',
      // Listens, and reads one table of public values: nothing else is asked on it, and nobody else gets it.
      'src/kernel/live/live-values.ts',
    ]);
    const live = readProjectFile('src/kernel/live/live-values.ts');
    expect(live.match(/\bfrom [a-z]+\.[a-z_]+/g)).toEqual(['from kernel.live_value']);
    expect(live.match(/client\.query\b[^;]*/g)).toEqual([
      'client.query(`listen ${liveChannel}`)',
      'client.query<Row>(statement)).rows)',
    ]);
  });
});

const opens = (file: string) => /\bconnect\(/.test(readProjectFile(file));
