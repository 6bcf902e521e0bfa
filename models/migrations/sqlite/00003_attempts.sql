-- +goose Up
CREATE TABLE attempts (
  id INTEGER NOT NULL PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
  session_id INTEGER REFERENCES sessions (id) ON DELETE SET NULL,
  lesson_id INTEGER REFERENCES lessons (id) ON DELETE SET NULL,
  quiz_key TEXT NOT NULL,
  quiz_version INTEGER NOT NULL,
  length TEXT NOT NULL,
  seed INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  answered_at INTEGER,
  finished_at INTEGER,
  own_choice TEXT NOT NULL,
  resume_hash TEXT NOT NULL,
  packed BLOB,
  stage_two_skipped INTEGER NOT NULL CHECK (stage_two_skipped IN (0, 1)),
  answered INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  CHECK ((finished_at IS NULL) = (packed IS NULL))
) STRICT;

CREATE INDEX attempts_user ON attempts (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX attempts_session ON attempts (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX attempts_lesson ON attempts (lesson_id) WHERE lesson_id IS NOT NULL;
CREATE INDEX attempts_nobody ON attempts (id) WHERE user_id IS NULL AND session_id IS NULL;
CREATE UNIQUE INDEX attempts_resume ON attempts (resume_hash) WHERE resume_hash <> '';

CREATE TABLE answers (
  attempt_id INTEGER NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
  item TEXT NOT NULL CHECK (item <> ''),
  rating INTEGER NOT NULL CHECK (rating BETWEEN -2 AND 2 OR rating = 9),
  seconds REAL NOT NULL CHECK (seconds >= 0),
  seq INTEGER NOT NULL,
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE disputes (
  id INTEGER NOT NULL PRIMARY KEY,
  attempt_id INTEGER NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
  item TEXT NOT NULL CHECK (item <> ''),
  note TEXT NOT NULL CHECK (length(note) <= 2000),
  created_at INTEGER NOT NULL,
  UNIQUE (attempt_id, item)
) STRICT;
