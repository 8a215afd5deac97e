-- SPDX-License-Identifier: Apache-2.0
-- Who did what, when, to whom.  Append-only, ids and fixed words only.
-- seq and hash are given by the sealer (src/audit/audit.h).
CREATE TABLE audit (
	id BYTEA PRIMARY KEY,
	at BIGINT NOT NULL,
	actor BYTEA,
	patient_id BYTEA,
	object BYTEA,
	session BYTEA,
	action TEXT NOT NULL,
	role TEXT NOT NULL,
	how TEXT NOT NULL,
	refused BIGINT NOT NULL CHECK (refused IN (0, 1)),
	seq BIGINT UNIQUE,
	hash BYTEA
);
CREATE INDEX audit_patient ON audit (patient_id, at, id)
	WHERE patient_id IS NOT NULL;
CREATE INDEX audit_unsealed ON audit (id) WHERE seq IS NULL;

-- One row: the last seq and hash given, so that rows cut off at the end are
-- missed.  hash is NULL before the first row.  Its row lock also lets only
-- one sealer at a time do its work.
CREATE TABLE audit_head (
	one BIGINT PRIMARY KEY CHECK (one = 1),
	seq BIGINT NOT NULL,
	hash BYTEA
);
INSERT INTO audit_head (one, seq) VALUES (1, 0);
