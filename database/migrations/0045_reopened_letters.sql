-- The letter of a decision that was opened again counts no longer; those opened again so far are marked as well.
update cases.document
  set revoked_at = reopened.at
  from (select case_ref, max(at) as at from cases.history_entry where action = 'reopen' group by case_ref) as reopened
  where reopened.case_ref = document.case_ref and document.issued_at <= reopened.at and document.revoked_at is null;
