-- SPDX-License-Identifier: Apache-2.0
-- The database of keys: apart from the data, and nothing in it is of use
-- without the key file.

-- One row.  The check value is a known text sealed by the key-encryption
-- key, so that a wrong key file is refused at once.  lookup_key and
-- digest_key are sealed too.
CREATE TABLE vault_meta (
	one BIGINT PRIMARY KEY CHECK (one = 1),
	made_at BIGINT NOT NULL,
	fingerprint TEXT NOT NULL,
	check_value BYTEA NOT NULL,
	lookup_key BYTEA NOT NULL,
	digest_key BYTEA NOT NULL
);

-- One data key for each patient, account and clinic.  A row stays after its
-- key is erased, as a tombstone: wrapped is then NULL and erased_at is set.
CREATE TABLE owner_key (
	owner BYTEA PRIMARY KEY CHECK (length(owner) = 16),
	version BIGINT NOT NULL,
	wrapped BYTEA CHECK (wrapped IS NULL OR length(wrapped) = 72),
	created_at BIGINT NOT NULL,
	erased_at BIGINT,
	CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL))
);
