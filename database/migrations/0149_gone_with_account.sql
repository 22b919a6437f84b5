-- What is kept as long as the account can go when the account has gone, and not a moment before: until then it can only be appended.
create function identity.refuse_while_account_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from identity.account where id = old.staff_id) then return old; end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

drop trigger completion_append_only on learning.completion;
create trigger completion_append_only before update or delete on learning.completion
  for each row execute function identity.refuse_while_account_stays();

drop trigger certificate_append_only on policy.certificate;
create trigger certificate_append_only before update or delete on policy.certificate
  for each row execute function identity.refuse_while_account_stays();

-- What was issued stays as it was; it can be revoked once.
create or replace function learning.refuse_forging() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from identity.account where id = old.staff_id) then return old; end if;
  if tg_op = 'DELETE' or old.revoked_at is not null
    or (to_jsonb(new) - array['revoked_at', 'revoked_by', 'revoked_because', 'told_at'])
      is distinct from (to_jsonb(old) - array['revoked_at', 'revoked_by', 'revoked_because', 'told_at'])
  then raise exception 'A certificate can only be revoked, once' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
