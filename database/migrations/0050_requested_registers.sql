-- Registers that say something only at the person's explicit request, and which of them the person has asked for in this draft.
alter table intake.draft add column requested text[] not null default '{}';
