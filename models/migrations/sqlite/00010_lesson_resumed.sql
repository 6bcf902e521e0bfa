-- +goose Up
ALTER TABLE lessons ADD COLUMN resumed_at INTEGER;
