-- Calls, video and meetings; what they were agreed for; the rhythm of
-- contact; therapists' minutes; messages sent later; absence and cover.

-- As it stands now; encounter_version keeps every version with its words.
-- state: planned, held, not-reached, cancelled.  kind: call, video, meeting.
-- step: id of the rhythm's step it is for; '' none.  day and minute: local
-- wall time in zone; starts_at: the same as a moment.  draft: a note that is
-- being written.
CREATE TABLE encounter (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	n BIGINT NOT NULL,
	state TEXT NOT NULL,
	kind TEXT NOT NULL,
	step TEXT NOT NULL,
	day BIGINT NOT NULL,
	minute BIGINT NOT NULL,
	zone TEXT NOT NULL,
	starts_at BIGINT NOT NULL,
	minutes BIGINT NOT NULL,
	with_id BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	done_at BIGINT,
	draft BYTEA,
	draft_at BIGINT,
	draft_version BIGINT NOT NULL
);
CREATE INDEX encounter_patient ON encounter (patient_id, starts_at);

CREATE TABLE encounter_version (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	encounter_id BYTEA NOT NULL REFERENCES encounter (id),
	n BIGINT NOT NULL,
	by_id BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	state TEXT NOT NULL,
	kind TEXT NOT NULL,
	step TEXT NOT NULL,
	day BIGINT NOT NULL,
	minute BIGINT NOT NULL,
	zone TEXT NOT NULL,
	minutes BIGINT NOT NULL,
	words BYTEA NOT NULL,
	UNIQUE (encounter_id, n)
);
CREATE INDEX encounter_version_patient ON encounter_version (patient_id);

-- The rhythm of contact as the clinic has it, and as one patient has it;
-- the newest is in force.  steps: "weekly=2 midway=off".
CREATE TABLE rhythm_clinic (
	id BYTEA PRIMARY KEY,
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	programme TEXT NOT NULL,
	steps TEXT NOT NULL,
	reason BYTEA NOT NULL,
	by_id BYTEA NOT NULL,
	made_at BIGINT NOT NULL
);
CREATE INDEX rhythm_clinic_newest ON rhythm_clinic (clinic_id, programme);
CREATE TABLE rhythm_patient (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	weekday BIGINT NOT NULL,
	steps TEXT NOT NULL,
	reason BYTEA NOT NULL,
	by_id BYTEA NOT NULL,
	made_at BIGINT NOT NULL
);
CREATE INDEX rhythm_patient_newest ON rhythm_patient (patient_id, made_at);

-- Seconds of work with one patient's pages on one day of the clinic; where
-- each account was last.
CREATE TABLE activity (
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	account_id BYTEA NOT NULL REFERENCES account (id),
	day BIGINT NOT NULL,
	seconds BIGINT NOT NULL,
	PRIMARY KEY (patient_id, account_id, day)
);
CREATE TABLE activity_last (
	account_id BYTEA PRIMARY KEY REFERENCES account (id),
	at_patient BYTEA,
	at BIGINT NOT NULL,
	day BIGINT NOT NULL
);
-- A therapist's own number for a week (its Monday), with a word on why.
CREATE TABLE minutes_note (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	account_id BYTEA NOT NULL REFERENCES account (id),
	week_day BIGINT NOT NULL,
	minutes BIGINT NOT NULL,
	note BYTEA NOT NULL,
	made_at BIGINT NOT NULL
);
CREATE INDEX minutes_note_patient ON minutes_note (patient_id, week_day);

-- about: "c.ch3" "e.ch3.map" "h.ID" "t.ID"; template: id it began with.
ALTER TABLE message ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN template TEXT NOT NULL DEFAULT '';
ALTER TABLE message_draft ADD COLUMN about TEXT NOT NULL DEFAULT '';

-- To be sent at a time; state: waiting, sent, back (taken back), stopped
-- (the writer had no care of the patient any more, or the course was over).
-- The message sent has the same id and the same sealed text.
CREATE TABLE message_later (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	from_account BYTEA NOT NULL REFERENCES account (id),
	body BYTEA NOT NULL,
	about TEXT NOT NULL,
	template TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	send_at BIGINT NOT NULL,
	state TEXT NOT NULL,
	done_at BIGINT
);
CREATE INDEX message_later_patient ON message_later (patient_id, made_at);
CREATE INDEX message_later_waiting ON message_later (send_at)
	WHERE state = 'waiting';

-- Days are the clinic's, both are part of it; from_at and until_at (not part
-- of it) the same as moments.
CREATE TABLE absence (
	id BYTEA PRIMARY KEY,
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	account_id BYTEA NOT NULL REFERENCES account (id),
	cover_id BYTEA NOT NULL REFERENCES account (id),
	from_day BIGINT NOT NULL,
	until_day BIGINT NOT NULL,
	from_at BIGINT NOT NULL,
	until_at BIGINT NOT NULL,
	made_by BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	ended_at BIGINT,
	ended_by BYTEA
);
CREATE INDEX absence_account ON absence (account_id, until_at);
CREATE INDEX absence_running ON absence (until_at) WHERE ended_at IS NULL;
ALTER TABLE care ADD COLUMN absence_id BYTEA;
