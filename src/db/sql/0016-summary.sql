-- One row a patient for the therapist's list: counts and times, no texts
-- (docs/caseload.md).  Kept in the transaction of what it tells; nothing in
-- it changes by time going on.  Every column but the first three is a short
-- list of numbers and ids, its form in caseload/summary.h and
-- encounters/contact.h.  waits: something of messages, homework or work does.
CREATE TABLE case_summary (
	patient_id BYTEA PRIMARY KEY REFERENCES patient (id),
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	waits BIGINT NOT NULL,
	messages TEXT NOT NULL,
	homework TEXT NOT NULL,
	work TEXT NOT NULL,
	worse TEXT NOT NULL,
	stopped TEXT NOT NULL,
	seen TEXT NOT NULL,
	course TEXT NOT NULL,
	writes TEXT NOT NULL,
	talks TEXT NOT NULL,
	pauses TEXT NOT NULL,
	variant TEXT NOT NULL
);
CREATE INDEX case_summary_waits ON case_summary (clinic_id)
    WHERE waits = 1;

-- The form in which all rows are; another one, or none: made anew at the
-- next start.
CREATE TABLE case_summary_form (
	one BIGINT PRIMARY KEY CHECK (one = 1),
	form BIGINT NOT NULL
);

-- Whose list, without a look at each row of care.
CREATE INDEX care_list ON care
    (account_id, to_at, kind, from_at, patient_id, clinic_id);
DROP INDEX care_account;
