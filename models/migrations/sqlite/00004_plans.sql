-- +goose Up
CREATE TABLE plans (
  id INTEGER NOT NULL PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role_id TEXT NOT NULL,
  role_name TEXT NOT NULL,
  sector TEXT NOT NULL,
  route_id TEXT NOT NULL,
  route_name TEXT NOT NULL,
  content_version TEXT NOT NULL,
  is_main INTEGER NOT NULL CHECK (is_main IN (0, 1)),
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX plans_user ON plans (user_id);
CREATE UNIQUE INDEX plans_main ON plans (user_id) WHERE is_main;

CREATE TABLE plan_steps (
  id INTEGER NOT NULL PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  plan_id INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('route', 'own')),
  step_id TEXT NOT NULL,
  title TEXT NOT NULL CHECK (title <> '' AND length(title) <= 200),
  detail TEXT NOT NULL CHECK (length(detail) <= 2000),
  starts_in TEXT NOT NULL,
  year_group INTEGER NOT NULL,
  months INTEGER NOT NULL,
  usually INTEGER NOT NULL CHECK (usually IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('todo', 'doing', 'done', 'skip')),
  note TEXT NOT NULL CHECK (length(note) <= 2000),
  revision INTEGER NOT NULL
) STRICT;

CREATE INDEX plan_steps_plan ON plan_steps (plan_id, position);
