-- The summary of the list once more, made anew at the next start.  near is
-- the account in charge (nobody: the clinic), so that the rows of one list
-- lie side by side however big the clinic is; who may read them is told by
-- care alone.  With what the list shows of the patient, sealed as there.
DROP TABLE case_summary;
CREATE TABLE case_summary (
	/* without rowid */
	near BYTEA NOT NULL,
	patient_id BYTEA NOT NULL UNIQUE REFERENCES patient (id),
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	name BYTEA NOT NULL,
	born BYTEA NOT NULL,
	bar BIGINT NOT NULL,
	state TEXT NOT NULL,
	zone TEXT NOT NULL,
	waits BIGINT NOT NULL,
	messages TEXT NOT NULL,
	homework TEXT NOT NULL,
	work TEXT NOT NULL,
	back TEXT NOT NULL,
	look TEXT NOT NULL,
	worse TEXT NOT NULL,
	stopped TEXT NOT NULL,
	seen TEXT NOT NULL,
	course TEXT NOT NULL,
	writes TEXT NOT NULL,
	talks TEXT NOT NULL,
	pauses TEXT NOT NULL,
	variant TEXT NOT NULL,
	PRIMARY KEY (near, patient_id)
);
CREATE INDEX case_summary_waits ON case_summary (clinic_id)
    WHERE waits = 1;
DELETE FROM case_summary_form;

-- So that a list costs the same in a big clinic.
CREATE INDEX alert_patient_open ON alert (patient_id)
    WHERE closed_at IS NULL;
CREATE INDEX account_role_in ON account_role (clinic_id, role, account_id);
CREATE INDEX visit_patient ON visit (patient_id, at);

-- With the id, so that "newest first" of one patient needs no sorting.
DROP INDEX message_patient;
CREATE INDEX message_patient ON message (patient_id, sent_at, id);
DROP INDEX pause_patient;
CREATE INDEX pause_patient ON pause (patient_id, from_day, id);
DROP INDEX way_back_patient;
CREATE INDEX way_back_patient ON way_back (patient_id, made_at, id);
DROP INDEX encounter_patient;
CREATE INDEX encounter_patient ON encounter (patient_id, starts_at, id);
DROP INDEX variant_patient;
CREATE INDEX variant_patient ON variant
    (patient_id, enrolment_id, made_at, id);
-- What the clinic answered and the patient has not read: most often nothing.
CREATE INDEX homework_review_unread ON homework_review
    (patient_id, report_id, read_at) WHERE read_at IS NULL;
