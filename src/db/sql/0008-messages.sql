CREATE TABLE message (
	id BYTEA PRIMARY KEY,
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	clinic_id BYTEA NOT NULL REFERENCES clinic (id),
	from_patient BIGINT NOT NULL,
	from_account BYTEA NOT NULL,
	body BYTEA NOT NULL,
	sent_at BIGINT NOT NULL,
	read_at BIGINT,
	answered_at BIGINT
);
CREATE INDEX message_patient ON message (patient_id, sent_at);

CREATE TABLE message_draft (
	patient_id BYTEA NOT NULL REFERENCES patient (id),
	account_id BYTEA NOT NULL REFERENCES account (id),
	row_id BYTEA NOT NULL,
	body BYTEA NOT NULL,
	saved_at BIGINT NOT NULL,
	version BIGINT NOT NULL,
	PRIMARY KEY (patient_id, account_id)
);
