-- Failed attempts to connect, to slow down guessing. `who` is a keyed hash of an address.
CREATE TABLE sign_in_failures (who TEXT NOT NULL, failed_at INTEGER NOT NULL);
CREATE INDEX sign_in_failures_by_who ON sign_in_failures (who, failed_at);
