-- +goose Up
-- SQLite cannot change a check, so the steps move to a new table.
CREATE TABLE dated_steps (
  id INTEGER NOT NULL PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  plan_id INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('route', 'date', 'own')),
  step_id TEXT NOT NULL,
  date_id TEXT NOT NULL,
  title TEXT NOT NULL CHECK (title <> '' AND length(title) <= 200),
  detail TEXT NOT NULL CHECK (length(detail) <= 2000),
  starts_in TEXT NOT NULL,
  year_group INTEGER NOT NULL,
  starts_on TEXT NOT NULL CHECK (length(starts_on) IN (0, 10)),
  ends_on TEXT NOT NULL CHECK (length(ends_on) IN (0, 10)),
  months INTEGER NOT NULL,
  usually INTEGER NOT NULL CHECK (usually IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('todo', 'doing', 'done', 'skip')),
  note TEXT NOT NULL CHECK (length(note) <= 2000),
  revision INTEGER NOT NULL
) STRICT;

INSERT INTO dated_steps (id, public_id, plan_id, position, kind, step_id, date_id, title, detail, starts_in,
  year_group, starts_on, ends_on, months, usually, state, note, revision)
SELECT id, public_id, plan_id, position, kind, step_id, '', title, detail, starts_in,
  year_group, '', '', months, usually, state, note, revision FROM plan_steps;

DROP TABLE plan_steps;
ALTER TABLE dated_steps RENAME TO plan_steps;
CREATE INDEX plan_steps_plan ON plan_steps (plan_id, position);

CREATE TABLE plan_versions (
  id INTEGER NOT NULL PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
  what TEXT NOT NULL CHECK (what <> '' AND length(what) <= 200),
  body TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  UNIQUE (plan_id, revision)
) STRICT;

CREATE INDEX plan_versions_user ON plan_versions (user_id);

CREATE TABLE plan_comments (
  id INTEGER NOT NULL PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  plan_id INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
  text TEXT NOT NULL CHECK (text <> '' AND length(text) <= 1000),
  written_at INTEGER NOT NULL,
  hidden_at INTEGER
) STRICT;

CREATE INDEX plan_comments_plan ON plan_comments (plan_id, id);
CREATE INDEX plan_comments_user ON plan_comments (user_id);
