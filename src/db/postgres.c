/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PostgreSQL 15 by libpq: a connection a thread, statements prepared when
 * first used, all values binary.  Every answer is waited for with a limit of
 * our own: statement_timeout does not end a COMMIT that waits for a standby.
 */
#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "db/db.h"
#include "db/inner.h"
#include "db/pg.h"

enum {
	ANSWER_MS = DB_STATEMENT_MS + 5000,
	VERSION_MIN = 150000,
};

static bool
state_is(const char *state, const char *head)
{
	return strncmp(state, head, strlen(head)) == 0;
}

static enum rc
rc_of(const char *state)
{
	if (state_is(state, "40001") || state_is(state, "40P01"))
		return RC_AGAIN;
	if (state_is(state, "53100") || state_is(state, "53300"))
		return RC_FULL;
	if (state_is(state, "53"))
		return RC_NOMEM;
	if (state_is(state, "57014") || state_is(state, "58"))
		return RC_IO;	/* took too long; system */
	if (state_is(state, "42501") || state_is(state, "25006") ||
	    state_is(state, "28"))
		return RC_REFUSED;
	return RC_BAD;
}

/* Failures after which the connection is of no use. */
static bool
state_lost(const char *state)
{
	return state_is(state, "08") || state_is(state, "57P") ||
	    state_is(state, "0A000") ||	/* plan of an older schema */
	    state_is(state, "26000");	/* statement forgotten by a pooler */
}

/* --- questions and answers ----------------------------------------------- */

/* False: the connection is lost. */
static bool
answer_await(struct pg *c, int64_t end)
{
	while (PQisBusy(c->h)) {
		struct pollfd p = { PQsocket(c->h), POLLIN, 0 };
		int64_t left = end - clock_mono_ms();

		if (c->answer_ms == 0)
			left = -1;
		else if (left <= 0)
			return false;
		if (poll(&p, 1, (int)left) < 0 && errno != EINTR)
			return false;
		if (p.revents != 0 && PQconsumeInput(c->h) == 0)
			return false;
	}
	return true;
}

/* The last result of a question; NULL: lost. */
PGresult *
pg_answer(struct pg *c, int sent)
{
	int64_t end = clock_mono_ms() + c->answer_ms;
	PGresult *last = NULL, *r;

	if (sent == 0)
		goto lost;
	for (;;) {
		if (!answer_await(c, end))
			goto lost;
		r = PQgetResult(c->h);
		if (r == NULL)
			break;
		PQclear(last);
		last = r;
	}
	if (last != NULL && PQstatus(c->h) == CONNECTION_OK)
		return last;
lost:
	PQclear(last);
	c->lost = true;
	return NULL;
}

/*
 * What an answer means; logs failures.  The message of a data exception
 * (class 22) may tell a value, so only its code is logged.
 */
enum rc
pg_answer_rc(struct pg *c, const PGresult *r, const char *what)
{
	const char *state = NULL, *text;

	if (r == NULL || c->lost) {
		log_error("%s: the connection to PostgreSQL was lost", what);
		return RC_LOST;
	}
	if (PQresultStatus(r) == PGRES_COMMAND_OK ||
	    PQresultStatus(r) == PGRES_TUPLES_OK)
		return RC_OK;
	state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	text = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
	if (state == NULL)
		state = "XX000";
	if (rc_of(state) == RC_AGAIN)
		return RC_AGAIN;	/* daily bread, told when given up */
	if (text == NULL || state_is(state, "22"))
		text = "";
	log_error("%s: %s %s", what, state, text);
	if (state_lost(state)) {
		c->lost = true;
		return RC_LOST;
	}
	return rc_of(state);
}

static enum rc
ask(struct pg *c, const char *sql)
{
	PGresult *r = pg_answer(c, PQsendQuery(c->h, sql));
	enum rc rc = pg_answer_rc(c, r, sql);

	PQclear(r);
	return rc;
}

/* First line of libpq's last message. */
static void
why_add(struct pg *c, const char *head, const char *tail, char *why)
{
	struct str text = str_z(PQerrorMessage(c->h));

	text = str_trim(str_sub(text, 0, str_index(text, '\n')));
	if (text.len == 0)
		text = S("no answer");
	snprintf(why, DB_WHY_MAX, "%s%.*s%s", head, STR(text), tail);
}

static enum rc
pg_exec(struct db_conn *base, const char *sql, char *why)
{
	struct pg *c = pg_of(base);
	PGresult *r = pg_answer(c, PQsendQuery(c->h, sql));
	enum rc rc = pg_answer_rc(c, r, "statements");

	if (rc != RC_OK)
		why_add(c, "", "", why);
	PQclear(r);
	return rc;
}

/* --- connections --------------------------------------------------------- */

/* A WARNING at COMMIT says that the standby has not got it. */
static void
notice(void *arg, const PGresult *r)
{
	struct pg *c = arg;
	const char *level = PQresultErrorField(r,
	    PG_DIAG_SEVERITY_NONLOCALIZED);

	if (level == NULL || strcmp(level, "WARNING") == 0)
		c->warned = true;
}

static void
pg_disconnect(struct db_conn *base)
{
	struct pg *c = pg_of(base);
	struct db_cursor *k;

	while ((k = c->cursors) != NULL) {
		c->cursors = k->next;
		PQclear(k->rows);
		free(k);
	}
	PQfinish(c->h);
	free(c->prepared);
	free(c);
}

static enum rc
pg_settings(struct pg *c, char *why)
{
	char sql[700];

	snprintf(sql, sizeof(sql), "SET search_path TO %s;"
	    "SET statement_timeout = %d; SET lock_timeout = %d;"
	    "SET idle_in_transaction_session_timeout = '60s';"
	    "SET client_min_messages = warning; SET jit = off;"
	    "SET timezone = 'UTC'; SET standard_conforming_strings = on;"
	    "SELECT set_config('synchronous_commit', 'on', false) "
	    "WHERE current_setting('synchronous_commit') = 'off'",
	    c->base.db->set == DB_KEYS ? "vault" : "public",
	    DB_STATEMENT_MS, DB_BUSY_MS);
	return pg_exec(&c->base, sql, why);
}

static enum rc
pg_connect(struct db *db, struct db_conn **out, char *why)
{
	/* What stands before dbname can be changed by the address. */
	const char *const names[] = { "connect_timeout", "application_name",
	    "keepalives_idle", "dbname", "client_encoding", NULL };
	const char *const values[] = { "5", "mellom", "30", db->where, "UTF8",
	    NULL };
	struct pg *c = calloc(1, sizeof(*c));
	enum rc rc = RC_OK;

	if (c != NULL)
		c->prepared = calloc(db->specs_n + 1, sizeof(bool));
	if (c == NULL || c->prepared == NULL) {
		free(c);
		snprintf(why, DB_WHY_MAX, "Memory is used up.");
		return RC_NOMEM;
	}
	c->base.db = db;
	c->answer_ms = ANSWER_MS;
	c->h = PQconnectdbParams(names, values, 1);
	if (PQstatus(c->h) != CONNECTION_OK) {
		why_add(c, "Cannot connect to PostgreSQL: ", ". Check the "
		    "address, and that the server runs.", why);
		rc = RC_LOST;
	} else if (PQserverVersion(c->h) < VERSION_MIN) {
		snprintf(why, DB_WHY_MAX, "PostgreSQL %d is too old. Use "
		    "version 15 or newer.", PQserverVersion(c->h) / 10000);
		rc = RC_REFUSED;
	} else {
		PQsetNoticeReceiver(c->h, notice, c);
		rc = pg_settings(c, why);
	}
	if (rc != RC_OK) {
		pg_disconnect(&c->base);
		return rc;
	}
	*out = &c->base;
	return RC_OK;
}

static enum rc
pg_fit(struct db_conn *base, char *why)
{
	struct pg *c = pg_of(base);
	PGresult *r = pg_answer(c, PQsendQuery(c->h, "SELECT "
	    "pg_encoding_to_char(encoding), datcollate FROM pg_database "
	    "WHERE datname = current_database()"));
	enum rc rc = pg_answer_rc(c, r, "pg_database");
	struct str order;

	if (rc != RC_OK || PQntuples(r) != 1) {
		why_add(c, "PostgreSQL does not answer: ", "", why);
		PQclear(r);
		return rc == RC_OK ? RC_BAD : rc;
	}
	order = str_z(PQgetvalue(r, 0, 1));
	if (strcmp(PQgetvalue(r, 0, 0), "UTF8") != 0 ||
	    !(str_is(order, "C") || str_is(order, "POSIX") ||
	    str_starts(order, S("C.")))) {
		snprintf(why, DB_WHY_MAX, "The database has encoding %s and "
		    "collation %s. Make one with CREATE DATABASE name TEMPLATE "
		    "template0 ENCODING 'UTF8' LOCALE 'C'.",
		    PQgetvalue(r, 0, 0), order.at);
		rc = RC_REFUSED;
	}
	PQclear(r);
	return rc;
}

static bool
pg_usable(struct db_conn *base)
{
	struct pg *c = pg_of(base);

	return !c->lost && PQstatus(c->h) == CONNECTION_OK &&
	    PQtransactionStatus(c->h) == PQTRANS_IDLE;
}

static int
pg_has_table(struct db_conn *base, const char *name)
{
	struct pg *c = pg_of(base);
	const char *values[] = { name };
	PGresult *r = pg_answer(c, PQsendQueryParams(c->h,
	    "SELECT 1 WHERE to_regclass($1) IS NOT NULL", 1, NULL, values,
	    NULL, NULL, 0));
	int has = -1;

	if (pg_answer_rc(c, r, "to_regclass") == RC_OK)
		has = PQntuples(r);
	PQclear(r);
	return has;
}

/*
 * The lock is taken before the first transaction: inside, a serializable
 * one would still see the database of before the wait.
 */
static enum rc
pg_migrate_begin(struct db_conn *base, char *why)
{
	pg_of(base)->answer_ms = 0;
	return pg_exec(base, "SET statement_timeout = 0; "
	    "SET lock_timeout = 0; SET client_min_messages = error; "
	    "SELECT pg_advisory_lock(5571034812)", why);
}

static void
pg_migrate_end(struct db_conn *base)
{
	struct pg *c = pg_of(base);
	char why[DB_WHY_MAX];

	ask(c, "SELECT pg_advisory_unlock(5571034812)");
	c->answer_ms = ANSWER_MS;
	pg_settings(c, why);
}

/* --- transactions -------------------------------------------------------- */

static enum rc
pg_begin(struct db_conn *base, bool writes)
{
	struct pg *c = pg_of(base);
	struct db_cursor *k;

	while ((k = c->cursors) != NULL) {
		c->cursors = k->next;
		PQclear(k->rows);
		free(k);
	}
	return ask(c, writes ? "BEGIN ISOLATION LEVEL SERIALIZABLE" :
	    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

static void
cursors_stop(struct pg *c)
{
	struct db_cursor *k;

	for (k = c->cursors; k != NULL; k = k->next)
		pg_stop(k);
}

static enum rc
pg_commit(struct db_conn *base)
{
	struct pg *c = pg_of(base);
	PGresult *r;
	enum rc rc;

	cursors_stop(c);
	c->warned = false;
	r = pg_answer(c, PQsendQuery(c->h, "COMMIT"));
	rc = pg_answer_rc(c, r, "COMMIT");
	if (rc == RC_OK && strcmp(PQcmdStatus(r), "COMMIT") != 0) {
		log_error("COMMIT: it was rolled back");
		rc = RC_BAD;
	}
	if (rc == RC_OK && c->warned) {
		log_error("COMMIT: the standby has not confirmed it");
		rc = RC_LOST;
	}
	PQclear(r);
	return rc;
}

static void
pg_rollback(struct db_conn *base)
{
	struct pg *c = pg_of(base);

	cursors_stop(c);
	if (!c->lost && PQtransactionStatus(c->h) != PQTRANS_IDLE)
		ask(c, "ROLLBACK");
}

const struct db_driver db_driver_postgres = {
	.engine = DB_POSTGRES,
	.group_max = 1,
	.connect = pg_connect,
	.disconnect = pg_disconnect,
	.fit = pg_fit,
	.usable = pg_usable,
	.exec = pg_exec,
	.has_table = pg_has_table,
	.migrate_begin = pg_migrate_begin,
	.migrate_end = pg_migrate_end,
	.begin = pg_begin,
	.commit = pg_commit,
	.rollback = pg_rollback,
	.start = pg_start,
	.step = pg_step,
	.changes = pg_changes,
	.value = pg_value,
	.stop = pg_stop,
	.check = pg_check,
};
