-- One patient's way through a programme.  What hangs on an enrolment names
-- its patient too: nothing of one patient can get into another's course.

CREATE TABLE enrolment (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	programme TEXT NOT NULL,
	bundle BYTEA NOT NULL,
	start_day BIGINT NOT NULL,
	weekday BIGINT NOT NULL,
	reading TEXT NOT NULL,
	made_by BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	ended_at BIGINT,
	version BIGINT NOT NULL,
	UNIQUE (id, patient_id)
);
CREATE INDEX enrolment_patient ON enrolment (patient_id, made_at);

-- A row as soon as anything happened with the chapter.  version counts
-- switches, the beginning and the end, not each page that is turned.  The
-- reason is sealed for reason_row.
CREATE TABLE chapter_state (
	enrolment_id BYTEA NOT NULL,
	patient_id BYTEA NOT NULL,
	chapter TEXT NOT NULL,
	opened_at BIGINT,
	opened_by BYTEA,
	started_at BIGINT,
	page BIGINT NOT NULL,
	page_max BIGINT NOT NULL,
	done_at BIGINT,
	held_at BIGINT,
	held_by BYTEA,
	held_reason BYTEA,
	reason_row BYTEA,
	skipped_at BIGINT,
	skipped_by BYTEA,
	version BIGINT NOT NULL,
	PRIMARY KEY (enrolment_id, chapter),
	FOREIGN KEY (enrolment_id, patient_id)
	    REFERENCES enrolment (id, patient_id)
);
CREATE INDEX chapter_state_patient ON chapter_state (patient_id);
