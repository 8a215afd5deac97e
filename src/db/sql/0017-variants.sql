-- What a therapist made different in a programme for one patient.  A row is
-- one change and never changes but by ending; what came in its place is a
-- later row.  what: move, chapter, exercise, note, switch, days, hand, form.
-- place: a chapter ("ch3"), an exercise ("ch3.map"), or "" for the whole
-- course.  from_value, to_value: see course/variant.h.  words (a note) and
-- reason are sealed.  One is in force for a place at most.

CREATE TABLE variant (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL,
	enrolment_id BYTEA NOT NULL,
	what TEXT NOT NULL,
	place TEXT NOT NULL,
	from_value TEXT NOT NULL,
	to_value TEXT NOT NULL,
	words BYTEA,
	reason BYTEA,
	made_by BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	ended_by BYTEA,
	ended_at BIGINT,
	FOREIGN KEY (enrolment_id, patient_id)
	    REFERENCES enrolment (id, patient_id)
);
CREATE INDEX variant_patient ON variant (patient_id, enrolment_id);
CREATE UNIQUE INDEX variant_in_force ON variant (enrolment_id, what, place)
    WHERE ended_at IS NULL;
