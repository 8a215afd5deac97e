-- Scores in clear (SQL needs them), alerts and what became of them.

-- newest: 1 for the version in force.  at: when the occasion was first sent,
-- so that a later edit does not move it.  An instrument without scores has
-- one row with score ''.  change: unknown, same, better, worse.
CREATE TABLE score (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	enrolment_id BYTEA NOT NULL REFERENCES enrolment (id),
	answer_id BYTEA NOT NULL REFERENCES answer (id),
	instrument TEXT NOT NULL,
	occasion TEXT NOT NULL,
	score TEXT NOT NULL,
	value DOUBLE PRECISION,
	band TEXT NOT NULL,
	baseline DOUBLE PRECISION,
	change TEXT NOT NULL,
	at BIGINT NOT NULL,
	newest BIGINT NOT NULL
);
CREATE INDEX score_patient ON score (patient_id, instrument, at);
CREATE INDEX score_answer ON score (answer_id);

-- level: 1 look within one staffed day, 2 phone the same staffed day.
-- kind: risk, worse.  rules: ids of those that fired, blanks between; also
-- "unknown" (one could not be worked out) and "changed" (a lower answer over
-- a higher one).  item_level: the risk item's answer; -1 skipped (unknown).
-- draft_item: the highest it was in a draft before; -1 never higher.
CREATE TABLE alert (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	answer_id BYTEA NOT NULL REFERENCES answer (id),
	enrolment_id BYTEA NOT NULL REFERENCES enrolment (id),
	instrument TEXT NOT NULL,
	occasion TEXT NOT NULL,
	kind TEXT NOT NULL,
	rules TEXT NOT NULL,
	level BIGINT NOT NULL,
	item_level BIGINT NOT NULL,
	draft_item BIGINT NOT NULL,
	follow_up BYTEA,
	draft BIGINT NOT NULL,
	made_at BIGINT NOT NULL,
	due_at BIGINT NOT NULL,
	taken_by BYTEA,
	taken_at BIGINT,
	taken_until_at BIGINT,
	closed_at BIGINT,
	closed_by BYTEA,
	contact TEXT NOT NULL,
	assessed_level BIGINT,
	assessed_item BIGINT,
	plan BYTEA,
	note BYTEA,
	next_look_day BIGINT,
	version BIGINT NOT NULL
);
CREATE INDEX alert_patient ON alert (patient_id, closed_at);
CREATE INDEX alert_open ON alert (clinic_id, closed_at, due_at);

-- Drafts in which a risk rule fired: alerted when they have rested.  A row
-- stays until the draft is sent, also when a later change makes no rule fire:
-- item_level is the risk item now, item_max the highest it was, level and
-- rules are of the highest.  fired_at: when it began; it never rests longer
-- than four times the clinic's minutes after that.
CREATE TABLE risk_draft (
	answer_id BYTEA PRIMARY KEY REFERENCES answer (id),
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	enrolment_id BYTEA NOT NULL REFERENCES enrolment (id),
	instrument TEXT NOT NULL,
	occasion TEXT NOT NULL,
	rules TEXT NOT NULL,
	level BIGINT NOT NULL,
	within_days BIGINT NOT NULL,
	item_level BIGINT NOT NULL,
	item_max BIGINT NOT NULL,
	follow_up BYTEA,
	fired_at BIGINT NOT NULL,
	rests_at BIGINT NOT NULL,
	alert_id BYTEA
);
CREATE INDEX risk_draft_rests ON risk_draft (rests_at);
