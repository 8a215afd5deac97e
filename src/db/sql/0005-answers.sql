-- What people filled in.  A draft is an answer with sent_at NULL; it is
-- overwritten in place under its version, and a place has one at most.  A
-- sent answer never changes: an edit is a new row with before_id.  newest: 1
-- for the last one sent at its place, 0 for drafts and earlier ones.  Each
-- field is a row of its own so that "only for me" is left out in SQL.

CREATE TABLE answer (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL,
	enrolment_id BYTEA NOT NULL,
	kind TEXT NOT NULL,
	ref TEXT NOT NULL,
	occasion TEXT NOT NULL,
	bundle BYTEA NOT NULL,
	lang TEXT NOT NULL,
	variant TEXT NOT NULL,
	version BIGINT NOT NULL,
	before_id BYTEA,
	newest BIGINT NOT NULL,
	started_at BIGINT NOT NULL,
	saved_at BIGINT NOT NULL,
	sent_at BIGINT,
	FOREIGN KEY (enrolment_id, patient_id)
	    REFERENCES enrolment (id, patient_id)
);
CREATE UNIQUE INDEX answer_place ON answer
    (patient_id, enrolment_id, kind, ref, occasion, version);
CREATE UNIQUE INDEX answer_draft ON answer
    (patient_id, enrolment_id, kind, ref, occasion) WHERE sent_at IS NULL;
CREATE INDEX answer_sent ON answer (patient_id, sent_at);

CREATE TABLE answer_value (
	id BYTEA PRIMARY KEY,
	answer_id BYTEA NOT NULL REFERENCES answer (id),
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	field TEXT NOT NULL,
	row_n BIGINT NOT NULL,
	col TEXT NOT NULL,
	value BYTEA NOT NULL,
	private BIGINT NOT NULL
);
CREATE INDEX answer_value_answer ON answer_value (answer_id);
