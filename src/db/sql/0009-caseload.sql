-- When a therapist last looked at a patient's page: "what is new since".
CREATE TABLE visit (
	account_id BYTEA NOT NULL REFERENCES account (id),
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	at BIGINT NOT NULL,
	before_at BIGINT NOT NULL,
	PRIMARY KEY (account_id, patient_id)
);
-- The patient's last sign-in or saved answer, at most once a minute.
CREATE TABLE patient_seen (
	patient_id BYTEA PRIMARY KEY REFERENCES patient (id),
	at BIGINT NOT NULL
);
