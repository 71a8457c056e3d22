-- One row per user who is connected with an API key or a sign-in at Intervals.icu, so that an operator can count users,
-- finish a key rotation and delete unused credentials. Days are in UTC.
CREATE TABLE accounts (
  uid TEXT PRIMARY KEY,
  kind TEXT NOT NULL, -- api_key, token
  key_id TEXT NOT NULL, -- the master key that the credential is sealed with
  connected_on TEXT NOT NULL,
  last_used_on TEXT NOT NULL
);
CREATE INDEX accounts_by_key ON accounts (key_id, uid);
CREATE INDEX accounts_by_use ON accounts (last_used_on, uid);
