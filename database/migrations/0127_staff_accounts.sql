-- Staff in the order in which jobs go through them, without the accounts of the public.
create index account_staff on identity.account (id) where kind = 'staff';
