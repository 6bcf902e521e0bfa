-- +goose Up
ALTER TABLE class_teachers ADD COLUMN until BIGINT;
