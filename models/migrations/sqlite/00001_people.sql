-- +goose Up
PRAGMA application_id = 1348564072; -- the letters Path, by which Open knows our files

CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO settings (key, value) VALUES ('product', 'pathways');

CREATE TABLE schools (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  place TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  school_id INTEGER REFERENCES schools (id) ON DELETE RESTRICT,
  who TEXT NOT NULL CHECK (who IN ('student', 'teacher', 'admin', 'operator')),
  user_name TEXT NOT NULL,
  email TEXT NOT NULL,
  display_name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  recovery_hash TEXT NOT NULL,
  must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
  secret_expires_at INTEGER,
  disabled_at INTEGER,
  year_group INTEGER NOT NULL CHECK (year_group BETWEEN 0 AND 14),
  created_at INTEGER NOT NULL,
  last_sign_in_at INTEGER,
  CHECK ((who = 'student' AND user_name <> '' AND email = '') OR (who <> 'student' AND user_name = '' AND email <> ''))
) STRICT;

CREATE UNIQUE INDEX users_user_name ON users (user_name) WHERE user_name <> '';
CREATE UNIQUE INDEX users_email ON users (email) WHERE email <> '';
CREATE INDEX users_school ON users (school_id);

CREATE TABLE sessions (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  token_hash TEXT NOT NULL UNIQUE,
  user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_user ON sessions (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX sessions_ends ON sessions (ends_at);

CREATE TABLE failures (
  key TEXT NOT NULL PRIMARY KEY,
  count INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  locked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
  id INTEGER NOT NULL PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('invitation', 'reset')),
  school_id INTEGER REFERENCES schools (id) ON DELETE CASCADE,
  who TEXT NOT NULL,
  email TEXT NOT NULL,
  user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
  created_by INTEGER REFERENCES users (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

CREATE INDEX links_user ON links (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX links_school ON links (school_id) WHERE school_id IS NOT NULL;

CREATE TABLE audit_entries (
  id INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_id INTEGER,
  school_id INTEGER,
  what TEXT NOT NULL,
  about_user_id INTEGER,
  detail TEXT NOT NULL
) STRICT;

CREATE INDEX audit_entries_at ON audit_entries (at);
