-- Writes made through this server, kept for 30 days. `before` and `after` are envelopes: what was changed, by which
-- app, and the record before and after.
CREATE TABLE changes (
  id TEXT PRIMARY KEY,
  uid TEXT NOT NULL,
  call_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT
);
CREATE INDEX changes_by_uid ON changes (uid, call_id);
CREATE INDEX changes_by_age ON changes (created_at);

-- Content too large for a row, in chunks: the original file of a deleted activity, the streams before they were
-- replaced.
CREATE TABLE change_attachments (
  change_id TEXT NOT NULL,
  name TEXT NOT NULL,
  chunk INTEGER NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (change_id, name, chunk)
);
