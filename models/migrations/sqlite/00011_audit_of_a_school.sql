-- +goose Up
CREATE INDEX audit_entries_school ON audit_entries (school_id, id) WHERE school_id IS NOT NULL;
