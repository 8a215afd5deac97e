-- Clinics, accounts, patients, the care relation, sign-in.
-- Moments are unix seconds UTC (_at), days are numbers since 1970-01-01
-- (_day).  BYTEA texts are sealed by the vault; see vault.h for the fields.

CREATE TABLE clinic (
	id BYTEA PRIMARY KEY,
	name BYTEA NOT NULL,
	zone TEXT NOT NULL,
	language TEXT NOT NULL,
	retention_years BIGINT NOT NULL,
	demo BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);

-- Settings by key; people/clinic.c knows each key's type, bounds, default.
CREATE TABLE clinic_setting (
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	key TEXT NOT NULL,
	value TEXT NOT NULL,
	changed_at BIGINT NOT NULL,
	changed_by BYTEA,
	PRIMARY KEY (clinic_id, key)
);

-- Staffed hours: several spans a weekday (1 Monday .. 7 Sunday).
CREATE TABLE clinic_hours (
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	weekday BIGINT NOT NULL,
	from_minute BIGINT NOT NULL,
	to_minute BIGINT NOT NULL,
	PRIMARY KEY (clinic_id, weekday, from_minute)
);

CREATE TABLE clinic_holiday (
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	day BIGINT NOT NULL,
	name TEXT NOT NULL,
	PRIMARY KEY (clinic_id, day)
);

-- Help numbers as the clinic sets them; label and note a language each.
CREATE TABLE clinic_number (
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	position BIGINT NOT NULL,
	number TEXT NOT NULL,
	label_en TEXT NOT NULL,
	label_nb TEXT NOT NULL,
	note_en TEXT NOT NULL,
	note_nb TEXT NOT NULL,
	PRIMARY KEY (clinic_id, position)
);

CREATE TABLE account (
	id BYTEA PRIMARY KEY,
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	name BYTEA NOT NULL,
	language TEXT NOT NULL,
	zone TEXT NOT NULL,
	password TEXT,
	password_at BIGINT,
	state TEXT NOT NULL,
	reading_days BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX account_clinic ON account (clinic_id);

-- Names to sign in with (e-mail, mobile, user name) by keyed hash; position
-- 0 is the one that is shown.
CREATE TABLE account_login (
	blind BYTEA PRIMARY KEY,
	account_id BYTEA NOT NULL REFERENCES account (id),
	login BYTEA NOT NULL,
	row_id BYTEA NOT NULL,
	position BIGINT NOT NULL
);
CREATE INDEX account_login_account ON account_login (account_id);

CREATE TABLE account_role (
	account_id BYTEA NOT NULL REFERENCES account (id),
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	role TEXT NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT,
	PRIMARY KEY (account_id, clinic_id, role, from_at)
);

-- Seams for second factors and outside identities (not used yet).
CREATE TABLE account_factor (
	id BYTEA PRIMARY KEY,
	account_id BYTEA NOT NULL REFERENCES account (id),
	kind TEXT NOT NULL,
	data BYTEA NOT NULL,
	added_at BIGINT NOT NULL,
	removed_at BIGINT
);
CREATE TABLE account_identity (
	issuer TEXT NOT NULL,
	subject BYTEA NOT NULL,
	account_id BYTEA NOT NULL REFERENCES account (id),
	added_at BIGINT NOT NULL,
	PRIMARY KEY (issuer, subject)
);

CREATE TABLE patient (
	id BYTEA PRIMARY KEY,
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	account_id BYTEA REFERENCES account (id),
	zone TEXT NOT NULL,
	language TEXT NOT NULL,
	state TEXT NOT NULL,
	bar BIGINT NOT NULL,
	name BYTEA NOT NULL,
	born BYTEA NOT NULL,
	mobile BYTEA NOT NULL,
	email BYTEA,
	place BYTEA NOT NULL,
	person BYTEA NOT NULL,
	gp BYTEA NOT NULL,
	matters BYTEA,
	matters_at BIGINT,
	information_at BIGINT NOT NULL,
	legal_hold BIGINT NOT NULL,
	erase_after_day BIGINT,
	erased_at BIGINT,
	created_at BIGINT NOT NULL,
	created_by BYTEA NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX patient_clinic ON patient (clinic_id, state);
CREATE UNIQUE INDEX patient_account ON patient (account_id);

-- Who may see whom.  kind: therapist, cover, glass (break the glass).
CREATE TABLE care (
	id BYTEA PRIMARY KEY,
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	account_id BYTEA NOT NULL REFERENCES account (id),
	kind TEXT NOT NULL,
	scopes BIGINT NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT,
	granted_by BYTEA,
	reason BYTEA
);
CREATE INDEX care_account ON care (account_id, to_at);
CREATE INDEX care_patient ON care (patient_id, to_at);

CREATE TABLE assessment (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	suitability BYTEA NOT NULL,
	suicidality BYTEA NOT NULL,
	other_treatment BYTEA NOT NULL,
	physical BYTEA NOT NULL,
	suicidality_level BIGINT NOT NULL,
	made_by BYTEA NOT NULL,
	made_at BIGINT NOT NULL
);
CREATE INDEX assessment_patient ON assessment (patient_id, made_at);

-- Every version is kept; the newest is in force.
CREATE TABLE safety_plan (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	version BIGINT NOT NULL,
	signs BYTEA NOT NULL,
	helps BYTEA NOT NULL,
	people BYTEA NOT NULL,
	made_by BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	UNIQUE (patient_id, version)
);

CREATE TABLE session (
	token BYTEA PRIMARY KEY,
	id BYTEA NOT NULL UNIQUE,
	account_id BYTEA NOT NULL REFERENCES account (id),
	clinic_id BYTEA NOT NULL,
	agent TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	ends_at BIGINT NOT NULL,
	ended_at BIGINT
);
CREATE INDEX session_account ON session (account_id, ended_at);

CREATE TABLE invitation (
	id BYTEA PRIMARY KEY,
	token BYTEA NOT NULL UNIQUE,
	clinic_id BYTEA NOT NULL,
	account_id BYTEA,
	patient_id BYTEA,
	made_by BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	used_at BIGINT,
	revoked_at BIGINT
);
CREATE INDEX invitation_patient ON invitation (patient_id);
CREATE INDEX invitation_account ON invitation (account_id);

-- Wrong sign-ins by account and by address: slower, never locked out.
CREATE TABLE throttle (
	bucket BYTEA PRIMARY KEY,
	fails BIGINT NOT NULL,
	next_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL
);
CREATE INDEX throttle_seen ON throttle (seen_at);

-- A form sent when its session had ended: kept until the same account signs
-- in again.
CREATE TABLE kept_form (
	id BYTEA PRIMARY KEY,
	account_id BYTEA NOT NULL REFERENCES account (id),
	path TEXT NOT NULL,
	body BYTEA NOT NULL,
	kept_at BIGINT NOT NULL
);
CREATE INDEX kept_form_account ON kept_form (account_id, kept_at);

-- Every form sent, once: the same id and content gives the same outcome.
CREATE TABLE submission (
	sid BYTEA NOT NULL,
	account_id BYTEA NOT NULL,
	digest BYTEA NOT NULL,
	status BIGINT NOT NULL,
	location TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (sid, account_id)
);
