-- +goose Up
ALTER TABLE class_teachers ADD COLUMN until INTEGER;
