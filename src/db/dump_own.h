/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What dump.c asks of an engine. */
#include "db/inner.h"
#include "db/dump.h"

struct db_load {
	struct tx *tx;
	const struct db_table *table;
	void *engine;		/* its statement, or what tells it is open */
};

struct db_dumper {
	/* Before all else: no time limits, references later. */
	void (*begin)(struct tx *);
	/* Columns in their order; 0: there is no such table. */
	size_t (*columns)(struct tx *, const char *table,
	    struct db_column *out);
	int64_t (*dump)(struct tx *, const struct db_table *, const char *sql,
	    db_dump_row *, void *arg);
	/* One integer. */
	int64_t (*number)(struct tx *, const char *sql);
	void (*load_begin)(struct db_load *, const char *columns);
	void (*load_row)(struct db_load *, const struct db_arg *);
	void (*load_end)(struct db_load *);
	void (*whole)(struct tx *, struct buf *report);
};

extern const struct db_dumper db_dumper_sqlite, db_dumper_postgres;
