-- +goose Up
CREATE TABLE profiles (
  id INTEGER NOT NULL PRIMARY KEY,
  user_id INTEGER UNIQUE REFERENCES users (id) ON DELETE CASCADE,
  session_id INTEGER UNIQUE REFERENCES sessions (id) ON DELETE CASCADE,
  body TEXT NOT NULL CHECK (length(body) <= 16000),
  revision INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((user_id IS NULL) <> (session_id IS NULL))
) STRICT;
