-- What content was used, kept for ever: answers point to it by hash.
-- A bundle is the set of files that was loaded together.

CREATE TABLE content_file (
	hash BYTEA PRIMARY KEY,
	body BYTEA NOT NULL
);

CREATE TABLE content_bundle (
	bundle BYTEA NOT NULL,
	path TEXT NOT NULL,
	file_hash BYTEA NOT NULL REFERENCES content_file (hash),
	PRIMARY KEY (bundle, path)
);

-- kind: programme, chapter, form, instrument, text.  ref: w-icbt/ch1,
-- w-icbt/ch1/map, phq9.  lang: '' when the body has all languages.
CREATE TABLE content_version (
	hash BYTEA NOT NULL,
	kind TEXT NOT NULL,
	ref TEXT NOT NULL,
	version TEXT NOT NULL,
	lang TEXT NOT NULL,
	body BYTEA NOT NULL,
	loaded_at BIGINT NOT NULL,
	PRIMARY KEY (hash, kind, ref)
);

-- The bundle new enrolments get.  One row.
CREATE TABLE content_active (
	one BIGINT PRIMARY KEY CHECK (one = 1),
	bundle BYTEA NOT NULL,
	origin TEXT NOT NULL,
	loaded_at BIGINT NOT NULL
);
