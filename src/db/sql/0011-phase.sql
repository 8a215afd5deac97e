-- Pauses and the end of a course.  patient.state follows: active, paused,
-- finished, withdrawn.

-- Both days are part of it.  until_day moves when it is ended earlier.
CREATE TABLE pause (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	from_day BIGINT NOT NULL,
	until_day BIGINT NOT NULL,
	reason BYTEA,
	made_by BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	ended_at BIGINT,
	ended_by BYTEA
);
CREATE INDEX pause_patient ON pause (patient_id, from_day);
CREATE INDEX pause_running ON pause (until_day) WHERE ended_at IS NULL;

-- ended_how: finished, withdrawn, stopped, replaced (another took its place).
ALTER TABLE enrolment ADD COLUMN ended_how TEXT;
ALTER TABLE enrolment ADD COLUMN ended_by BYTEA;
ALTER TABLE enrolment ADD COLUMN ended_note BYTEA;
