-- Open cases are found by a part of their reference or of the applicant's name.
create index matter_open_words on cases.matter using gin (applicant_name gin_trgm_ops, ref gin_trgm_ops) where closed_at is null;
