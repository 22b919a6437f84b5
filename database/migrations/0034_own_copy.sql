-- Whose mail it is: an address can be shared or change, and the copy of one's own data holds one's own mails only.
alter table kernel.mail add column account_id uuid;
create index mail_account on kernel.mail (account_id, at desc, id) where account_id is not null;
