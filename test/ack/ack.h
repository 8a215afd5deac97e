/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What the screen called saved is saved.
 *
 * Clients send numbered forms over HTTP.  A client writes
 *	ok CLIENT NUMBER SID KIND PATIENT
 * to a log outside the server's folder only after the whole 303 was read.
 * What was cut off is `info`: it may be saved or not, but not twice and not
 * in halves; it is sent again with the same sid until it is answered, or
 * given up.  Meanwhile a fault strikes the server again and again.  At last
 * the oracle opens the data with the program's own code and reads all of it.
 *
 * What a client sends follows from the seed, its name and the number, so the
 * oracle knows each text to the byte.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/id.h"
#include "base/random.h"
#include "wire.h"

enum kind { KIND_MESSAGE, KIND_REPLY, KIND_REPORT, KIND_QUESTIONS,
	KIND_EXERCISE, KIND_PLAN, KIND_N };

extern const char *const kind_words[KIND_N];

enum { CLIENTS = 8, KINDS_MAX = 3, PATIENTS_MAX = 40, TEXT_MAX = 2048,
	PATH_MAX_OWN = 100 };

/* Who sends what: fixed, the oracle knows it too. */
struct part {
	const char *login, *password;
	enum kind kinds[KINDS_MAX];	/* in turn */
	size_t kinds_n;
};
extern const struct part parts[CLIENTS];

/* The text of a number: 60 to 900 bytes, "ack CLIENT NUMBER ..." first. */
size_t text_of(char *out, uint64_t seed, int client, long number);
/* The answers to the nine questions; the last one is never 0. */
void parts_answers(int out[9], int client, long number);
enum kind kind_of(int client, long number);

struct run;

struct client {
	struct run *run;
	pthread_t thread;
	int who;
	struct prng prng;
	struct wire wire;
	struct arena *arena;
	/* Its places, found once. */
	char questions[PATH_MAX_OWN], homework[PATH_MAX_OWN];
	char patients[PATIENTS_MAX][33];
	size_t patients_n;
	/* The form in hand. */
	long number;
	char sid[33], path[PATH_MAX_OWN], patient[33];
	char body[16 * 1024];
	bool pending, told_info;
	/* Counts. */
	long ok, info, repeated, given_up;
};

struct run {
	const char *program, *fault;
	char folder[200], data[240], log_path[240];
	FILE *log;
	pthread_mutex_t log_lock;
	uint64_t seed;
	int64_t started_at;		/* unix seconds, before any form */
	int port;
	pid_t server;
	int strikes;			/* how many to make */
	int struck;
	_Atomic bool ending;		/* settle what is in hand, then end */
	_Atomic bool broken;		/* a client saw what must not be */
	struct prng prng;
	struct client clients[CLIENTS];
	int *up_ms;			/* from a start to the first answer */
};

/* Signs all in and finds their places; false after a line. */
bool clients_ready(struct run *);
void clients_start(struct run *);
void clients_join(struct run *);

/* What a fault is made of; see faults[] in ack.c. */
struct fault {
	const char *name, *words;
	/* The folder the server will use; NULL: a plain one. */
	bool (*set_up)(struct run *);
	/* Now. The server does not answer, or answers wrongly, after it. */
	void (*strike)(struct run *);
	/* True when the server answers again. */
	bool (*mend)(struct run *);
	void (*clean)(struct run *);
};

/* Verdicts of the oracle. */
struct verdict {
	long ok, info, info_there;	/* info_there: saved, not answered */
	long lost, doubled, half;
	long read;			/* rows that were opened */
	bool audit_whole;
};
/* quiet: no lines about the faults found. False: could not look at all. */
bool oracle(const char *data, const char *log_path, bool quiet,
    struct verdict *out);
/* Damages copies of the data on purpose: does the oracle see each? */
int bites(const struct run *);
