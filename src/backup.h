/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A backup: one consistent copy of the database, in files of no engine, so
 * that it can be brought back into either.
 *
 *	FOLDER/2026-11-22T140502Z/MANIFEST	what is in it; written last
 *	FOLDER/2026-11-22T140502Z/data/TABLE.rows
 *	FOLDER/keys/keys.rows			wrapped keys, the newest only
 *
 * A generation is made under a name that ends in ".partial", so one without
 * a MANIFEST is none.  Its texts are sealed as in the database.  The keys are
 * replaced at each run: an erased person's text is unreadable in every older
 * generation too.  The key file is never in it.
 *
 * The manifest is sealed with the vault's digest key: who alters files and
 * their hashes without the key file is found out before anything is restored.
 */
#include "app.h"

enum { BACKUP_HASH_BYTES = 32 };
/* First in keys.rows, which may be newer than a generation: its version. */
#define BACKUP_KEYS_VERSION "keys_version"

struct backup_table {
	struct str name;
	int64_t rows, bytes;
	unsigned char hash[BACKUP_HASH_BYTES];
};

struct manifest {
	int64_t made_at;		/* of the snapshot */
	int64_t database;		/* its version */
	struct str program, engine;
	struct str key;			/* fingerprint */
	struct str audit;		/* head, "17:hex" */
	int64_t owners;			/* keys there were; 0: not told */
	struct backup_table *tables;	/* in the order of the migrations */
	size_t tables_n;
	struct str body;		/* the text that is sealed */
	struct str seal;
};

struct backup_done {
	struct str generation;		/* its folder */
	struct manifest manifest;
	int64_t rows, bytes, owners, ms;
};

/*
 * RC_REFUSED: it would put data at risk: the folder holds the key file, or
 * the keys of another clinic or newer ones.  *why tells the cause on failure.
 */
enum rc backup_make(struct app *, const struct app_conf *, struct str folder,
    struct backup_done *, struct str *why) MUST_USE;
/*
 * Into an empty place of either engine; folder: of a generation, or of all,
 * then the newest is taken.  RC_REFUSED: the place is not empty, or the key
 * is another.  RC_BAD: the backup is damaged, or newer than this program.
 * Nothing is left behind on failure but, on PostgreSQL, tables without rows
 * and the keys; *why says so.
 */
enum rc backup_restore(const struct app_conf *, struct str folder,
    struct arena *, struct backup_done *, struct str *why) MUST_USE;

/* manifest.c */
/* False: there is no finished generation. */
bool backup_newest(struct arena *, struct str folder, struct str *generation);
/* Name of a generation made at this moment: "2026-11-22T140502Z". */
struct str backup_name(struct arena *, int64_t at);
bool backup_is_name(struct str);
/* Where the keys of a generation lie. */
struct str backup_keys_path(struct arena *, struct str generation);
enum rc manifest_read(struct arena *, struct str generation,
    struct manifest *, struct str *why) MUST_USE;
/* Fills body and seal; returns the file's whole text. */
struct str manifest_text(struct arena *, struct vault *, struct manifest *);
/* Was it sealed by this vault, and not altered since? */
bool manifest_sealed(struct arena *, struct vault *, const struct manifest *);
