-- Figures of months that are over, by service: counted once and kept for good, also after the cases are gone. No single case is kept.
create table cases.month_figure (
  service_id text not null,
  month date not null,
  -- Of cases submitted in the month.
  submitted integer not null,
  at_once integer not null,
  not_asked integer not null,
  asked_in_silence integer not null,
  -- Of cases ended in the month.
  accepted integer not null,
  refused integer not null,
  withdrawn integer not null,
  in_time integer not null,
  -- Calendar days from submission to decision; without decisions: none.
  median_days real,
  -- Invented for a demonstration.
  example boolean not null default false,
  constraint month_figure_pk primary key (service_id, month)
);
-- Which months are counted; one without cases has no figures.
create table cases.month_counted (
  month date not null,
  counted_at timestamptz not null,
  constraint month_counted_pk primary key (month)
);
create index matter_closed on cases.matter (closed_at) include (service_id, submitted_at, state, due) where closed_at is not null;
