/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Databases of the test server (test/pg.sh) that are this program's alone:
 * programs run side by side, and a name they shared would be dropped under
 * another one.  They are gone when the program ends.
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "test.h"

#define PG_PLAIN "template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"

static struct {
	char server[300];
	int made;
	pid_t pid;
} pg_own_all;

static inline PGconn *
pg_own_server(void)
{
	PGconn *c = PQconnectdb(pg_own_all.server);

	if (PQstatus(c) != CONNECTION_OK) {
		printf("PostgreSQL: %s\n", PQerrorMessage(c));
		_exit(1);
	}
	PQclear(PQexec(c, "SET client_min_messages = warning"));
	return c;
}

/* The name of number n; pg_own_all.made is the newest. */
static inline const char *
pg_own_name(int n)
{
	static char name[40];

	snprintf(name, sizeof(name), "mellom_%ld_%d", (long)pg_own_all.pid,
	    n);
	return name;
}

static inline void
pg_own_do(PGconn *c, const char *what, int n, const char *how)
{
	char sql[300];
	PGresult *r;

	snprintf(sql, sizeof(sql), "%s %s %s", what, pg_own_name(n), how);
	r = PQexec(c, sql);
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		test_fault(__FILE__, __LINE__, sql, PQerrorMessage(c), "");
	PQclear(r);
}

static inline void
pg_own_end(void)
{
	PGconn *c;

	if (getpid() != pg_own_all.pid)
		return;
	c = pg_own_server();
	while (pg_own_all.made > 0)
		pg_own_do(c, "DROP DATABASE IF EXISTS", pg_own_all.made--,
		    "WITH (FORCE)");
	PQfinish(c);
}

/* Number n of them, empty or like another one; its address is static. */
static inline const char *
pg_own_like(const char *server, const char *like)
{
	static char where[400];
	char as[200];
	PGconn *c;

	if (pg_own_all.pid == 0) {
		snprintf(pg_own_all.server, sizeof(pg_own_all.server), "%s",
		    server);
		pg_own_all.pid = getpid();
		atexit(pg_own_end);
	}
	c = pg_own_server();
	snprintf(as, sizeof(as), "TEMPLATE %s", like);
	pg_own_do(c, "CREATE DATABASE", ++pg_own_all.made, as);
	PQfinish(c);
	snprintf(where, sizeof(where), "%s%cdbname=%s", server,
	    strchr(server, '?') != NULL ? '&' : '?',
	    pg_own_name(pg_own_all.made));
	return where;
}

/* An empty one. */
static inline struct str
pg_own(const char *server)
{
	return str_copy(test_arena, str_z(pg_own_like(server, PG_PLAIN)));
}
