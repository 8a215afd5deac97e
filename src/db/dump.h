/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Whole tables, row by row, for backup and restore.  The tables are those our
 * migrations made; their columns are asked of the engine.  Values and order
 * (by the primary key, bytewise) are the same on both engines, so the same
 * rows give the same bytes in a backup.
 *
 * Only src/db, backup, restore and doctor include this: a dump knows no
 * patient and no permission.
 */
#include "db/db.h"

enum { DUMP_COLUMNS_MAX = 64 };

struct db_column {
	struct str name;
	enum db_type type;	/* DB_INT, DB_REAL, DB_TEXT, DB_BYTES */
	int bytes;		/* of a number, in this engine: 8, 4 or 2 */
	int key;		/* place in the primary key, from 1; 0: none */
};

struct db_table {
	struct str name;
	struct db_column *columns;
	size_t columns_n;
};

/*
 * In the order of the migrations, so that a row's references stand in tables
 * before its own.  From here to its end the transaction may take hours.
 */
size_t db_tables(struct tx *, struct db_table **out);

/* A value lives until the function returns; false ends the dump. */
typedef bool db_dump_row(void *arg, const struct db_arg *values);
/* How many rows were handed out. */
int64_t db_dump_table(struct tx *, const struct db_table *, db_dump_row *,
    void *arg);
int64_t db_count_rows(struct tx *, const struct db_table *);

/*
 * Empties the table, then takes rows.  References are checked at the end of
 * the table or of the transaction.  At most one load at a time; load_end
 * must be called, also after a failure.
 */
struct db_load;
struct db_load *db_load_begin(struct tx *, const struct db_table *);
void db_load_row(struct db_load *, const struct db_arg *values);
void db_load_end(struct db_load *);

/*
 * Brings an empty database to an older version, so that its backup fits;
 * db_migrate() goes on from there.
 */
enum rc db_migrate_to(struct db *, int64_t version, struct arena *,
    struct str *why) MUST_USE;
/* 1: holds tables of ours (of this set), 0: none, -1: cannot be asked. */
int db_in_use(struct db *);
/*
 * The engine's own look at its files (SQLite), and references without a row
 * at their end; one line a fault.  True: whole.
 */
bool db_whole(struct tx *, struct str *report);
