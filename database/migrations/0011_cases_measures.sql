-- Measures of services (how many, decided at once, how long) are answered from indexes alone.
create index matter_measure on cases.matter (service_id, submitted_at) include (closed_at, state);
create index matter_at_once on cases.matter (service_id, submitted_at) where outcome ->> 'by' = 'programme';
