-- +goose Up
ALTER TABLE lessons ADD COLUMN approve INTEGER NOT NULL DEFAULT 0 CHECK (approve IN (0, 1));
ALTER TABLE lessons ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));
ALTER TABLE lessons ADD COLUMN paused_at INTEGER;

ALTER TABLE seats ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting IN (0, 1));
ALTER TABLE seats ADD COLUMN hand_at INTEGER;

CREATE TABLE follow_ups (
  id INTEGER NOT NULL PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  class_id INTEGER NOT NULL REFERENCES classes (id) ON DELETE CASCADE,
  user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
  text TEXT NOT NULL CHECK (text <> '' AND length(text) <= 300),
  due_on TEXT NOT NULL CHECK (length(due_on) IN (0, 10)),
  set_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;

CREATE INDEX follow_ups_class ON follow_ups (class_id, id);
CREATE INDEX follow_ups_user ON follow_ups (user_id);

CREATE TABLE follow_up_marks (
  follow_up_id INTEGER NOT NULL REFERENCES follow_ups (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  done_at INTEGER NOT NULL,
  PRIMARY KEY (follow_up_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX follow_up_marks_user ON follow_up_marks (user_id);
