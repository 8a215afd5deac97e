/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inside the oracle: the log against the rows. */
#include "ack.h"
#include "db/db.h"
#include "vault/vault.h"

/* A line of the log, and what was found of it. */
struct told {
	bool any, ok, info, fail, own, submitted, bad;
	enum kind kind;
	struct id sid, patient;
	int found;
};

/* Something a client made, as it lies in the database. */
struct effect {
	int client;			/* -1: nobody of ours */
	long number;
	enum kind kind;
	struct id row, patient, actor;
	int item;			/* the risk item */
	bool whole;
};

/* A row that belongs to another one, sorted by that. */
struct beside {
	struct id of, actor, patient, row;
	int item;
	double value;
	struct str word;
};
struct besides {
	struct beside *at;
	size_t n, max;
};

struct looking {
	bool quiet;
	int lines;
	struct verdict *verdict;
	uint64_t seed;
	int64_t started_at;
	struct told *told[CLIENTS];
	long told_n[CLIENTS];
	struct db *db;
	struct vault *vault;
	struct tx *tx;
	struct arena *arena;
	struct id account[CLIENTS], own[CLIENTS];	/* of each client */
	struct effect *effects;
	size_t effects_n;
	struct besides audit, alerts, scores;
};

void oracle_says(struct looking *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
struct told *told_at(struct looking *, int client, long number);
/* Which account and patient each client is. */
void oracle_people(struct looking *);
/* Reads all rows made since the start into told and verdict. */
void oracle_rows(struct looking *);
/* Everything about the effects that are there: oracle_rows' second half. */
void oracle_compare(struct looking *);
