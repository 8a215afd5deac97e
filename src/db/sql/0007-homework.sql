-- One task, one report, one review.  The whole cycle comes later and builds
-- on these tables.

CREATE TABLE assignment (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	enrolment_id BYTEA NOT NULL REFERENCES enrolment (id),
	task TEXT NOT NULL,
	chapter TEXT NOT NULL,
	bundle BYTEA NOT NULL,
	state TEXT NOT NULL,
	reason BYTEA,
	made_by BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	agreed_at BIGINT,
	ended_at BIGINT,
	version BIGINT NOT NULL
);
CREATE INDEX assignment_patient ON assignment (patient_id, state);

-- amount: 0 not this time, 1 partly, 2 did it, 3 something else.
CREATE TABLE homework_report (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	assignment_id BYTEA NOT NULL REFERENCES assignment (id),
	amount BIGINT NOT NULL,
	hard BIGINT,
	noticed BYTEA,
	version BIGINT NOT NULL,
	before_id BYTEA,
	newest BIGINT NOT NULL,
	reported_at BIGINT NOT NULL,
	reviewed_at BIGINT
);
CREATE INDEX homework_report_patient ON homework_report (patient_id, reported_at);

CREATE TABLE homework_review (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	report_id BYTEA NOT NULL REFERENCES homework_report (id),
	reviewed_by BYTEA NOT NULL,
	reply BYTEA NOT NULL,
	reviewed_at BIGINT NOT NULL,
	read_at BIGINT
);
CREATE INDEX homework_review_patient ON homework_review (patient_id, reviewed_at);
