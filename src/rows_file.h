/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Tables as a file: what a backup is made of.  It tells its own columns, does
 * not know the engine it came from, and ends in the hash of all before it.
 *
 *	file    = "mellom rows 1\n" table* "Z" hash
 *	table   = "T" text count column* row* "E" rows
 *	column  = text type			type: i t b r
 *	row     = "R" value*			one a column
 *	value   = "n" | "i" 8 bytes | "r" 8 bytes (IEEE 754)
 *		| "t" text | "b" text
 *	text    = length (4 bytes) and its bytes
 *	count   = 4 bytes, rows = 8 bytes, hash = BLAKE2b-256, 32 bytes
 *
 * Numbers are little endian.  The same rows give the same bytes.
 */
#include <sodium.h>
#include <stdbool.h>

#include "base/rc.h"
#include "db/dump.h"

enum {
	ROWS_HASH_BYTES = 32,
	ROWS_BUF_BYTES = 64 * 1024,
	ROWS_VALUE_MAX = 16 * 1024 * 1024,	/* bytes; a form has 1 MiB */
};

struct rows_out {
	crypto_generichash_state hash;
	struct arena *arena;
	const char *path;	/* NULL: for the hash alone */
	int fd;
	unsigned char *buf;
	size_t n;
	int64_t bytes;		/* so far, the whole file when closed */
	int64_t rows;		/* of this table */
	size_t columns_n;
	int error;		/* errno of the first failure */
	unsigned char sum[ROWS_HASH_BYTES];	/* when closed */
};

/* A new file, 0600; must not exist.  False: see error. */
bool rows_out_open(struct rows_out *, struct arena *, const char *path);
void rows_out_table(struct rows_out *, const struct db_table *);
void rows_out_row(struct rows_out *, const struct db_arg *);
void rows_out_table_end(struct rows_out *);
/* On disk, synced, when true.  Call it also after a failure. */
bool rows_out_close(struct rows_out *);

struct rows_in {
	crypto_generichash_state hash;
	struct arena *arena;
	int fd;
	unsigned char *buf;
	size_t at, n;
	int64_t left;		/* bytes of the file not yet in buf */
	int64_t bytes, rows;
	struct db_table table;
	bool whole;		/* the end was there and its hash fits */
	const char *why;	/* NULL; else what is wrong with the file */
	unsigned char sum[ROWS_HASH_BYTES];
};

bool rows_in_open(struct rows_in *, struct arena *, const char *path);
/* The next table; false at the end and when the file is damaged. */
bool rows_in_table(struct rows_in *);
/* values: as many as columns, in the arena; false at the table's end. */
bool rows_in_row(struct rows_in *, struct db_arg *values);
/* True when all was read and the file is whole; sum: its hash. */
bool rows_in_close(struct rows_in *, unsigned char *sum);
