-- Work: degree of sick leave, the plan back to work, what was handed over.
-- by_role: patient, therapist (anybody of the clinic).  Days are local ones.

-- Who asks and is asked: whether leave is followed, the job.  A change is the
-- next number.  follow NULL: not said, answers decide.  week_minutes: of the
-- contract.  job: same, other.
CREATE TABLE work_job (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	n BIGINT NOT NULL,
	by_id BYTEA NOT NULL,
	by_role TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	follow BIGINT,
	week_minutes BIGINT,
	job TEXT,
	contact BYTEA,
	UNIQUE (patient_id, n)
);

-- Degree of leave on the days from_day..until_day (NULL: goes on).  Rows with
-- gone_at NULL hold and do not overlap.  A change counts up: made_n brought
-- the row, gone_n took its place; no row is ever deleted.
CREATE TABLE leave_days (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	from_day BIGINT NOT NULL,
	until_day BIGINT,
	percent BIGINT NOT NULL,
	by_id BYTEA NOT NULL,
	by_role TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	made_n BIGINT NOT NULL,
	gone_n BIGINT,
	gone_at BIGINT,
	gone_by BYTEA,
	gone_role TEXT
);
CREATE INDEX leave_days_patient ON leave_days (patient_id, from_day);

-- "Same as last week?"  asked: readiness was asked with it.
CREATE TABLE work_week (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	day BIGINT NOT NULL,
	said_at BIGINT NOT NULL,
	by_id BYTEA NOT NULL,
	same BIGINT NOT NULL,
	percent BIGINT NOT NULL,
	asked BIGINT NOT NULL
);
CREATE INDEX work_week_patient ON work_week (patient_id, day);

-- The next step: ready, sure 0..10; hope: yes, unsure, no; each may be open.
CREATE TABLE work_say (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	said_at BIGINT NOT NULL,
	ready BIGINT,
	sure BIGINT,
	hope TEXT
);
CREATE INDEX work_say_patient ON work_say (patient_id, said_at);

-- What stands in the therapist's queue.  why: unsure, no, fell (sure, from
-- was to now_is).  Closed by a note or a message of the clinic.
CREATE TABLE work_worry (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	why TEXT NOT NULL,
	was BIGINT,
	now_is BIGINT,
	since_at BIGINT NOT NULL,
	closed_at BIGINT,
	closed_by BYTEA,
	note BYTEA
);
CREATE INDEX work_worry_patient ON work_worry (patient_id, since_at);
CREATE INDEX work_worry_open ON work_worry (patient_id)
    WHERE closed_at IS NULL;

-- The plan back to work.  A version never changes; an edit is the next.
CREATE TABLE way_plan (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	n BIGINT NOT NULL,
	by_id BYTEA NOT NULL,
	by_role TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	UNIQUE (patient_id, n)
);
CREATE TABLE way_step (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	plan_id BYTEA NOT NULL REFERENCES way_plan (id),
	position BIGINT NOT NULL,
	day BIGINT,
	percent BIGINT,
	words BYTEA NOT NULL
);
CREATE INDEX way_step_plan ON way_step (patient_id, plan_id);
-- base_n: version the draft was begun over.
CREATE TABLE way_draft (
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	account_id BYTEA NOT NULL,
	row_id BYTEA NOT NULL,
	base_n BIGINT NOT NULL,
	body BYTEA NOT NULL,
	saved_at BIGINT NOT NULL,
	version BIGINT NOT NULL,
	PRIMARY KEY (patient_id, account_id)
);

-- A step back: a change is a new row that points to the one before.
CREATE TABLE way_back (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	before_id BYTEA,
	newest BIGINT NOT NULL,
	by_id BYTEA NOT NULL,
	by_role TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	look_day BIGINT,
	words BYTEA NOT NULL,
	closed_at BIGINT,
	closed_by BYTEA
);
CREATE INDEX way_back_patient ON way_back (patient_id, made_at);

-- What the patient printed to hand over.  kind: manager, doctor, office.
CREATE TABLE way_handed (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	by_id BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	kind TEXT NOT NULL,
	words BYTEA NOT NULL
);
CREATE INDEX way_handed_patient ON way_handed (patient_id, made_at);
