-- +goose Up
-- When a student was in the year group, so that another follows each September.
ALTER TABLE users ADD COLUMN year_group_at BIGINT NOT NULL DEFAULT 0;

UPDATE users SET year_group_at = COALESCE(
  (SELECT profiles.updated_at FROM profiles WHERE profiles.user_id = users.id), created_at);
