-- The homework cycle: propose, believe, plan, do, report, review, adjust.
-- state: proposed, talk (to be talked about first), agreed (in force), ended.
-- in_force: number of the plan that holds; 0 before the first yes.  A newest
-- plan above it is a proposal that waits for the patient.  seen_n: newest
-- plan somebody of the clinic has seen.

ALTER TABLE assignment ADD COLUMN kind TEXT NOT NULL DEFAULT 'monitor';
ALTER TABLE assignment ADD COLUMN variant TEXT NOT NULL DEFAULT 'standard';
ALTER TABLE assignment ADD COLUMN source TEXT NOT NULL DEFAULT 'chapter';
ALTER TABLE assignment ADD COLUMN proposed_by TEXT NOT NULL DEFAULT 'chapter';
ALTER TABLE assignment ADD COLUMN in_force BIGINT NOT NULL DEFAULT 0;
ALTER TABLE assignment ADD COLUMN newest_n BIGINT NOT NULL DEFAULT 0;
ALTER TABLE assignment ADD COLUMN seen_n BIGINT NOT NULL DEFAULT 0;
ALTER TABLE assignment ADD COLUMN until_day BIGINT;
ALTER TABLE assignment ADD COLUMN before_id BYTEA;
ALTER TABLE assignment ADD COLUMN ended_how TEXT;
ALTER TABLE assignment ADD COLUMN talk_at BIGINT;
ALTER TABLE assignment ADD COLUMN talk_why TEXT;
ALTER TABLE assignment ADD COLUMN fit_reason BYTEA;
CREATE INDEX assignment_state ON assignment (state, until_day);

-- A plan never changes: an edit is the next number, with its author.  words:
-- title, reason, first step, place, if-then, materials, who sees it, sealed
-- as one text (plan.c).  minute: of the local day.  per_week 0: once.
-- own_reason: the reason is not the library's text as it was; if_then: there
-- is one (both say so in clear, for "my practice").
CREATE TABLE assignment_plan (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	assignment_id BYTEA NOT NULL REFERENCES assignment (id),
	n BIGINT NOT NULL,
	by_id BYTEA NOT NULL,
	by_role TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	change TEXT NOT NULL,
	size TEXT NOT NULL,
	day BIGINT,
	minute BIGINT,
	zone TEXT NOT NULL,
	per_week BIGINT NOT NULL,
	minutes BIGINT NOT NULL,
	until_day BIGINT,
	obstacle TEXT,
	remind BIGINT NOT NULL,
	own_reason BIGINT NOT NULL DEFAULT 0,
	if_then BIGINT NOT NULL DEFAULT 0,
	words BYTEA NOT NULL,
	UNIQUE (assignment_id, n)
);
CREATE INDEX assignment_plan_patient ON assignment_plan (patient_id, made_at);

-- What the patient believed before: each 0..10, or left open.
CREATE TABLE belief (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	assignment_id BYTEA NOT NULL REFERENCES assignment (id),
	kind TEXT NOT NULL,
	helps BIGINT,
	fits BIGINT,
	can BIGINT,
	said_at BIGINT NOT NULL
);
CREATE INDEX belief_patient ON belief (patient_id, said_at);

-- helped: 0..10 after; size: what was done; obstacles: ids with spaces
-- between; talked_at: talked about in the session.
ALTER TABLE homework_report ADD COLUMN helped BIGINT;
ALTER TABLE homework_report ADD COLUMN size TEXT;
ALTER TABLE homework_report ADD COLUMN obstacles TEXT NOT NULL DEFAULT '';
ALTER TABLE homework_report ADD COLUMN seen_at BIGINT;
ALTER TABLE homework_report ADD COLUMN talked_at BIGINT;
CREATE INDEX homework_report_assignment ON homework_report (assignment_id);
CREATE INDEX homework_report_open ON homework_report (patient_id)
    WHERE newest = 1 AND reviewed_at IS NULL;

-- lead_id: one reply may cover several reports; the others point to it and
-- have an empty reply.  amount, quality (0..4): the clinic's view.  template:
-- what the reply began with; edited 0: sent as it was.
ALTER TABLE homework_review ADD COLUMN lead_id BYTEA;
ALTER TABLE homework_review ADD COLUMN amount BIGINT;
ALTER TABLE homework_review ADD COLUMN quality BIGINT;
ALTER TABLE homework_review ADD COLUMN template TEXT;
ALTER TABLE homework_review ADD COLUMN edited BIGINT;

-- rest: reminders rest meanwhile, as the patient chose.
-- "I am unsure", said about a thread, a meeting, a call or a task; about
-- "work": wants to talk about how the two work together.  asked_at: when
-- the library's open questions were sent.
CREATE TABLE unsure (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	about TEXT NOT NULL,
	about_id BYTEA,
	by_id BYTEA NOT NULL,
	words BYTEA,
	rest BIGINT NOT NULL,
	said_at BIGINT NOT NULL,
	asked_at BIGINT,
	closed_at BIGINT,
	closed_by BYTEA
);
CREATE INDEX unsure_patient ON unsure (patient_id, said_at);

-- Each time an assignment was to be talked about first; why as talk_why.
-- closed_by: NULL when the patient took it up again.
CREATE TABLE talk (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	assignment_id BYTEA NOT NULL REFERENCES assignment (id),
	why TEXT NOT NULL,
	begun_at BIGINT NOT NULL,
	asked_at BIGINT,
	closed_at BIGINT,
	closed_by BYTEA
);
CREATE INDEX talk_patient ON talk (patient_id, begun_at);

-- The supervisor's look at one plan and reply; private to therapist and
-- supervisor, the patient is told.  Drawn at random, opened through
-- care_part, rated.  items: six digits 0..2, "-" left open.
CREATE TABLE practice_check (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	assignment_id BYTEA NOT NULL REFERENCES assignment (id),
	review_id BYTEA NOT NULL REFERENCES homework_review (id),
	therapist_id BYTEA NOT NULL,
	by_id BYTEA NOT NULL,
	drawn_at BIGINT NOT NULL,
	opened_at BIGINT,
	items TEXT,
	note BYTEA,
	made_at BIGINT,
	UNIQUE (assignment_id)
);
CREATE INDEX practice_check_therapist ON practice_check (therapist_id, made_at);
CREATE INDEX practice_check_by ON practice_check (by_id, drawn_at);

-- Access to one row of a patient's, and to nothing else of the record, for
-- a limited time.  Apart from care, so that no list and no page can take it
-- for a relation to the patient.
CREATE TABLE care_part (
	id BYTEA PRIMARY KEY,
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	account_id BYTEA NOT NULL REFERENCES account (id),
	object_id BYTEA NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL
);
CREATE INDEX care_part_object ON care_part (object_id, account_id, to_at);
CREATE INDEX care_part_patient ON care_part (patient_id, to_at);

-- What the system itself wrote to a patient: a quiet line on Today.
CREATE TABLE nudge (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	assignment_id BYTEA NOT NULL REFERENCES assignment (id),
	made_at BIGINT NOT NULL
);
CREATE INDEX nudge_patient ON nudge (patient_id, made_at);

-- "How has practising between talks been for you before?", sealed.
ALTER TABLE patient ADD COLUMN practised BYTEA;

-- 1: no supervisor may look at this person's plans and answers.
ALTER TABLE patient ADD COLUMN checks_no BIGINT NOT NULL DEFAULT 0;
