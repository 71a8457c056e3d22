-- Changes made through this server, kept for 30 days. What was changed, by which app, before and after, is sealed.
CREATE TABLE changes (
  id TEXT PRIMARY KEY,
  uid TEXT NOT NULL,
  call_id TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT
);
CREATE INDEX changes_by_person ON changes (uid, call_id);
CREATE INDEX changes_by_age ON changes (made_at);

-- What is too large for a line, in parts: the original file of a deleted activity, the samples before they were replaced.
CREATE TABLE kept_parts (
  change_id TEXT NOT NULL,
  name TEXT NOT NULL,
  part INTEGER NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (change_id, name, part)
);
