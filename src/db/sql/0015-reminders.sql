-- What the system itself says to people, and how: told (the limit), what a
-- patient and a clinician choose, who is on duty, the outbox, the calls of
-- an alert, the worker's own row.

-- A system message to a patient, in whatever channel (a quiet line on Today,
-- a text message, an e-mail).  day: local date where the patient was.
CREATE TABLE told (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	kind TEXT NOT NULL,
	day BIGINT NOT NULL,
	at BIGINT NOT NULL
);
CREATE INDEX told_patient ON told (patient_id, day);
INSERT INTO told (id, patient_id, kind, day, at)
    SELECT id, patient_id, 'nudge', made_at / 86400, made_at FROM nudge;

-- channel: '', email, sms.  minute and quiet hours: of the local day.
-- kinds: bits of enum remind_kind.  stopped: the channel that did not work.
CREATE TABLE remind_choice (
	patient_id BYTEA PRIMARY KEY REFERENCES patient (id),
	channel TEXT NOT NULL,
	minute BIGINT NOT NULL,
	quiet_from BIGINT NOT NULL,
	quiet_to BIGINT NOT NULL,
	kinds BIGINT NOT NULL,
	stopped TEXT NOT NULL,
	stopped_at BIGINT,
	changed_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);

-- How a clinician is reached; sealed under the account's key.
CREATE TABLE account_reach (
	account_id BYTEA PRIMARY KEY REFERENCES account (id),
	email BYTEA,
	mobile BYTEA,
	by_email BIGINT NOT NULL,
	by_sms BIGINT NOT NULL,
	stopped TEXT NOT NULL,
	changed_at BIGINT NOT NULL
);

-- Who is on duty on a weekday (1 Monday .. 7 Sunday), the first first.
CREATE TABLE on_duty (
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	weekday BIGINT NOT NULL,
	position BIGINT NOT NULL,
	account_id BYTEA NOT NULL REFERENCES account (id),
	PRIMARY KEY (clinic_id, weekday, position)
);

-- kind: agreed, nudge, message, invitation, test, call.  whom_id: the patient
-- or the account.  about_id, about_n: what it is about; with kind
-- and whom it is queued once.  wall_day, wall_minute: intended local time in
-- zone; due_at: the same in UTC.  state: waiting, claimed, sent, failed,
-- unknown, expired, dropped.  words: sealed (the link of an invitation, to
-- whom).  result: a fixed word, with a number at most.
CREATE TABLE outbox (
	id BYTEA PRIMARY KEY,
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	patient_id BYTEA REFERENCES patient (id),
	account_id BYTEA REFERENCES account (id),
	whom_id BYTEA NOT NULL,
	kind TEXT NOT NULL,
	channel TEXT NOT NULL,
	about_id BYTEA NOT NULL,
	about_n BIGINT NOT NULL,
	wall_day BIGINT NOT NULL,
	wall_minute BIGINT NOT NULL,
	zone TEXT NOT NULL,
	due_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	next_at BIGINT NOT NULL,
	state TEXT NOT NULL,
	tries BIGINT NOT NULL,
	claimed_at BIGINT,
	claimed_by BYTEA,
	told_id BYTEA,
	done_at BIGINT,
	result TEXT NOT NULL,
	until_at BIGINT,
	words BYTEA,
	made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX outbox_once ON outbox
    (whom_id, kind, about_id, about_n);
CREATE INDEX outbox_waiting ON outbox (next_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_claimed ON outbox (claimed_at) WHERE state = 'claimed';
CREATE INDEX outbox_done_at ON outbox (done_at);
CREATE INDEX outbox_patient ON outbox (patient_id, due_at);
CREATE INDEX outbox_done ON outbox (clinic_id, done_at);

-- Who was called about an alert: level 0 owner, 1 cover and duty, 2 all
-- supervisors, 3 nobody took it.  called: letters that were queued.
CREATE TABLE alert_call (
	id BYTEA PRIMARY KEY,
	alert_id BYTEA NOT NULL REFERENCES alert (id),
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	level BIGINT NOT NULL,
	called BIGINT NOT NULL,
	at BIGINT NOT NULL
);
CREATE INDEX alert_call_alert ON alert_call (alert_id, at);
CREATE INDEX alert_call_level ON alert_call (clinic_id, level, at);

-- One row a run of `mellom worker`: is it alive, what can it send?
CREATE TABLE worker (
	id BYTEA PRIMARY KEY,
	started_at BIGINT NOT NULL,
	beat_at BIGINT NOT NULL,
	email BIGINT NOT NULL,
	sms BIGINT NOT NULL
);
CREATE INDEX worker_beat ON worker (beat_at);
