-- Wrong API keys of the last 15 minutes, to slow down guessing. `client` is a keyed hash of a network address.
CREATE TABLE login_attempts (client TEXT NOT NULL, attempted_at INTEGER NOT NULL);
CREATE INDEX login_attempts_by_client ON login_attempts (client, attempted_at);
CREATE INDEX login_attempts_by_age ON login_attempts (attempted_at);
