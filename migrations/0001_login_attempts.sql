-- Attempts to connect with an API key, to slow down guessing. `client` is a keyed hash of a network address, with the
-- prefix `open:` until the attempt has failed.
CREATE TABLE login_attempts (client TEXT NOT NULL, attempted_at INTEGER NOT NULL);
CREATE INDEX login_attempts_by_client ON login_attempts (client, attempted_at);
