-- Names under which patients stand in an export: random, so that exports can
-- be joined with each other, and nothing is told of the patient or the day.
CREATE TABLE export_pseudonym (
	patient_id BYTEA PRIMARY KEY REFERENCES patient (id),
	pseudonym BYTEA NOT NULL UNIQUE,
	made_at BIGINT NOT NULL
);
