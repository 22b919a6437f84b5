// Gives a case a row in every table that can point to one, where its way through the program has left none; for tests only.

type Query = (text: string) => Promise<unknown>;

/** `$1` is the reference of the case, `$2` some id. */
const inserts = [
  `insert into appointments.booking (offer, starts_at, place, case_ref, pointer, booked_at)
   values ('planted', '2015-01-01T08:00Z', 1, $1, '/planted', now())`,
  `insert into cases.clock (case_ref, id, started_on, working_days, due)
   values ($1, 'planted', '2015-01-01', 3, '2015-01-06')`,
  `insert into cases.corrected_value (case_ref, pointer, correction_id, was, was_as_of, value, as_of, told_at, decided, differs)
   values ($1, '/planted', $2, '"Wrong"', '2015-01-01', '"Planted right value"', '2015-01-02', now(), true, false)`,
  `insert into kernel.file (id, name, type, size, sha256, created_at, scan)
   values ($2, 'planted.pdf', 'application/pdf', 7, decode(repeat('00', 32), 'hex'), now(), 'infected')`,
  `insert into cases.evidence (case_ref, file_id, pointer, name, type, size)
   values ($1, $2, '/planted', 'planted.pdf', 'application/pdf', 7)`,
  `insert into cases.signature (case_ref, pointer, name, manner, account_id, at, digest)
   values ($1, '/planted', 'Planted', 'typed', $2, now(), '\\x00')`,
  `insert into cases.postal_run (id, unit, day, number, made_at, made_by, letters)
   values ($2, 'planted', '2015-01-01', 1, now(), $2, 1)`,
  `insert into cases.postal_letter (document_id, run_id, position) select id, $2, 1 from cases.document where case_ref = $1`,
  `insert into dialogue.thread (id, account_id, unit, case_ref, subject, language, opened_at, last_at)
   values ($2, $2, 'planted', $1, 'planted', 'de', now(), now())`,
  `insert into intake.batch (id, owner_id, organisation_id, assurance, service_id, service_version, language, idempotency_key,
     request_hash, created_at, finished_at)
   values ($2, $2, 'planted', 'low', 'planted', 1, 'de', 'planted', '\\x00', now(), now())`,
  `insert into intake.batch_line (batch_id, line, status, case_ref, done_at) values ($2, 1, 201, $1, now())`,
  `insert into intake.draft (id, service_id, service_version, owner_id, language, created_at, updated_at, expires_at, submitted_ref)
   values ($2, 'planted', 1, $2, 'de', now(), now(), now(), $1)`,
  `insert into intake.upload (file_id, owner_id, draft_id, name, type, size, created_at)
   values ($2, $2, $2, 'planted.pdf', 'application/pdf', 7, now())`,
  `insert into intake.joint_submission (id, owner_id, service_id, service_version, language, channel, answers, known, silent, corrected,
     visited, first_id, first_key, first_name, first_assurance, first_at, digest, waits_until, state, second_id, ended_at, case_ref, remove_at)
   values ($2, $2, 'planted', 1, 'de', 'web', '{}', '{}', '{}', '{}', '{}', $2, 'planted', 'Planted', 'low', now(), '\\x00', '2015-01-01',
     'signed', gen_random_uuid(), now(), $1, now())`,
  `insert into intake.paper_form (number, service_id, service_version, language, owner_id, printed_at, case_ref, entered_at)
   values ('PLANTED', 'planted', 1, 'de', $2, now(), $1, now())`,
  `insert into oversight.incident (id, revision, what, noticed_at, due, exposed_from, fields, purposes, of_case, case_ref,
     consequences, measures, advice, recorded_at)
   values ($2, 1, 'planted', now(), now() + interval '1 hour', '2015-01-01', '{}', '{}', true, $1, '', '', '{}', now())`,
  `insert into policy.emergency_access (staff_id, unit, case_ref, subject_id, reason, started_at, ends_at)
   values ($2, 'planted', $1, $2, 'planted', now(), now())`,
  `insert into cases.appeal (appeal_ref, suspends) values ($1, false)`,
  `insert into cases.appeal (appeal_ref, decision_ref, suspends, ended_at, outcome)
   select ref, $1, false, now(), 'dismissed' from cases.matter where ref <> $1 and closed_at is null order by ref limit 1`,
];

export async function plantRows(query: Query, ref: string, id: string): Promise<void> {
  for (const text of inserts)
    await query(text.replaceAll('$1', `'${ref}'`).replaceAll('$2', `'${id}'::uuid`));
}
