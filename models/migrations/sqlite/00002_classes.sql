-- +goose Up
CREATE TABLE classes (
  id INTEGER NOT NULL PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  school_id INTEGER NOT NULL REFERENCES schools (id) ON DELETE RESTRICT,
  name TEXT NOT NULL CHECK (name <> ''),
  year_group INTEGER NOT NULL CHECK (year_group BETWEEN 0 AND 14),
  school_year INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  archived_at INTEGER
) STRICT;

CREATE INDEX classes_school ON classes (school_id);

CREATE TABLE class_teachers (
  class_id INTEGER NOT NULL REFERENCES classes (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (class_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX class_teachers_user ON class_teachers (user_id);

CREATE TABLE seats (
  id INTEGER NOT NULL PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  class_id INTEGER NOT NULL REFERENCES classes (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
  claimed_at INTEGER,
  listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
  hidden_at INTEGER,
  UNIQUE (class_id, name_key),
  CHECK (user_id IS NULL OR claimed_at IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX seats_user ON seats (user_id, class_id) WHERE user_id IS NOT NULL;

CREATE TABLE lessons (
  id INTEGER NOT NULL PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  class_id INTEGER NOT NULL REFERENCES classes (id) ON DELETE CASCADE,
  quiz_key TEXT NOT NULL,
  quiz_version INTEGER NOT NULL,
  length TEXT NOT NULL,
  code TEXT NOT NULL,
  join_by TEXT NOT NULL CHECK (join_by IN ('list', 'open')),
  open_until INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  revealed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX lessons_code ON lessons (code) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX lessons_running ON lessons (class_id) WHERE ended_at IS NULL;
CREATE INDEX lessons_class ON lessons (class_id);
CREATE INDEX lessons_old_code ON lessons (code);
