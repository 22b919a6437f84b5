-- What was told long ago is found without reading all that was ever told: it is forgotten every hour.
create index hit_told on subscriptions.hit (told_at) where told_at is not null;
