/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opens what the server left, with the program's own code, and compares it
 * with the log: each `ok` is there once and whole, in the right patient's
 * record, with its submission, its audit row and, where there must be one,
 * its score and its alert.
 */
#include "oracle.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "audit/audit.h"
#include "base/arena.h"

enum { FAULT_LINES = 20 };

void
oracle_says(struct looking *l, const char *fmt, ...)
{
	va_list ap;

	if (l->quiet || ++l->lines > FAULT_LINES)
		return;
	va_start(ap, fmt);
	fputs("  ", stdout);
	vprintf(fmt, ap);
	putchar('\n');
	va_end(ap);
}

/* --- the log -------------------------------------------------------------- */

struct told *
told_at(struct looking *l, int client, long number)
{
	if (client < 0 || client >= CLIENTS || number < 1 ||
	    number > l->told_n[client])
		return NULL;
	return &l->told[client][number];
}

static bool
told_room(struct looking *l, int client, long number)
{
	long n = l->told_n[client];
	struct told *more;

	if (number <= n)
		return true;
	more = realloc(l->told[client],
	    ((size_t)number + 1) * sizeof(*more));
	if (more == NULL)
		return false;
	memset(more + (n == 0 ? 0 : n + 1), 0,
	    (size_t)(number - (n == 0 ? -1 : n)) * sizeof(*more));
	l->told[client] = more;
	l->told_n[client] = number;
	return true;
}

static bool
line_read(struct looking *l, const char *line)
{
	char word[8], sid[40], kind[20], patient[40];
	int client;
	long number;
	struct told *t;

	if (sscanf(line, "%7s %d %ld %39s %19s %39s", word, &client, &number,
	    sid, kind, patient) != 6 || client < 0 || client >= CLIENTS ||
	    number < 1 || number > 10000000 || !told_room(l, client, number))
		return false;
	t = told_at(l, client, number);
	if (t == NULL)
		return false;
	t->any = true;
	t->ok |= strcmp(word, "ok") == 0;
	t->info |= strcmp(word, "info") == 0;
	t->fail |= strcmp(word, "fail") == 0;
	t->kind = kind_of(client, number);
	t->own = strcmp(patient, "own") == 0;
	return strcmp(kind, kind_words[t->kind]) == 0 &&
	    id_parse(str_z(sid), &t->sid) &&
	    (t->own || id_parse(str_z(patient), &t->patient));
}

static bool
log_read(struct looking *l, const char *path)
{
	FILE *f = fopen(path, "r");
	unsigned long long seed;
	long long at;
	char line[300];
	bool ok;

	if (f == NULL)
		return false;
	ok = fgets(line, sizeof(line), f) != NULL &&
	    sscanf(line, "run %llu %lld", &seed, &at) == 2;
	l->seed = (uint64_t)seed;
	l->started_at = at;
	while (ok && fgets(line, sizeof(line), f) != NULL)
		ok = line_read(l, line);
	fclose(f);
	return ok;
}

/* --- the verdict ---------------------------------------------------------- */

static void
judge_one(struct looking *l, int client, long number, struct told *t)
{
	struct verdict *v = l->verdict;
	const char *what = t->ok ? "acknowledged" : t->info ? "cut off" :
	    "refused";

	v->ok += t->ok;
	v->info += !t->ok && t->info;
	if (t->ok && t->found == 0) {
		v->lost++;
		oracle_says(l, "lost: client %d form %ld (%s)", client,
		    number, kind_words[t->kind]);
	} else if (t->found > 1) {
		v->doubled++;
		oracle_says(l, "%d times: client %d form %ld (%s, %s)",
		    t->found, client, number, kind_words[t->kind], what);
	} else if (t->fail && t->found > 0) {
		v->half++;
		oracle_says(l, "refused but there: client %d form %ld",
		    client, number);
	} else if (t->found == 0 && t->submitted) {
		v->half++;
		oracle_says(l, "a submission without what was sent: client %d "
		    "form %ld (%s)", client, number, kind_words[t->kind]);
	} else if (t->bad) {
		v->half++;
	} else if (!t->ok && t->found == 1) {
		v->info_there++;
	}
}

static void
judge(struct looking *l)
{
	long n;
	int i;

	for (i = 0; i < CLIENTS; i++)
		for (n = 1; n <= l->told_n[i]; n++) {
			struct told *t = told_at(l, i, n);

			if (t != NULL && t->any)
				judge_one(l, i, n, t);
		}
	if (!l->quiet && l->lines > FAULT_LINES)
		printf("  ... and %d more\n", l->lines - FAULT_LINES);
}

static void
all_read(struct tx *tx, void *arg)
{
	struct looking *l = arg;
	struct str report;

	l->tx = tx;
	l->arena = tx_arena(tx);
	oracle_people(l);
	oracle_rows(l);
	if (tx_rc(tx) == RC_OK)
		l->verdict->audit_whole = audit_verify(tx, &report);
	if (tx_rc(tx) == RC_OK && !l->verdict->audit_whole)
		oracle_says(l, "the audit is not whole: %.*s", STR(report));
}

/* What SQLite says of its own file. */
static void
file_check(struct looking *l, const char *data)
{
	static const char *const asks[] = { "PRAGMA integrity_check",
	    "PRAGMA foreign_key_check" };
	char path[300];
	sqlite3 *h = NULL;
	sqlite3_stmt *s = NULL;
	size_t i;

	snprintf(path, sizeof(path), "%s/mellom.db", data);
	if (sqlite3_open_v2(path, &h, SQLITE_OPEN_READWRITE, NULL) !=
	    SQLITE_OK)
		l->verdict->half++;
	for (i = 0; i < 2; i++) {
		const char *text = "a broken reference";

		if (sqlite3_prepare_v2(h, asks[i], -1, &s, NULL) == SQLITE_OK &&
		    sqlite3_step(s) == SQLITE_ROW) {
			if (i == 0)
				text = (const char *)sqlite3_column_text(s, 0);
			if (text == NULL || strcmp(text, "ok") != 0) {
				l->verdict->half++;
				oracle_says(l, "the file: %s", text == NULL ?
				    "not readable" : text);
			}
		}
		sqlite3_finalize(s);
		s = NULL;
	}
	sqlite3_close(h);
}

static bool
data_open(struct looking *l, const char *data, struct arena *a)
{
	struct db_conf conf = { .set = DB_MAIN,
	    .where = str_fmt(a, "%s/mellom.db", data) };
	struct str why = STR_NONE;

	if (db_open(&l->db, &conf, a, &why) == RC_OK &&
	    vault_open(&l->vault, str_z(data), str_fmt(a, "%s.key", data),
	    false, a, &why) == RC_OK)
		return true;
	fprintf(stderr, "ack: %.*s\n", STR(why));
	return false;
}

bool
oracle(const char *data, const char *log_path, bool quiet,
    struct verdict *out)
{
	struct looking l = { .quiet = quiet, .verdict = out };
	struct arena *a = arena_new((size_t)4096 * 1024 * 1024);
	bool looked = false;
	enum rc rc;
	int i;

	*out = (struct verdict){ 0 };
	if (a == NULL || !log_read(&l, log_path)) {
		fprintf(stderr, "ack: the log %s cannot be read\n", log_path);
	} else if (data_open(&l, data, a)) {
		rc = db_read(l.db, a, all_read, &l);
		looked = true;
		if (rc != RC_OK) {
			out->half++;
			oracle_says(&l, "not readable to its end: %s",
			    rc_text(rc));
		}
		judge(&l);
	}
	if (l.db != NULL)
		db_close(l.db);
	if (l.vault != NULL)
		vault_close(l.vault);
	if (looked)
		file_check(&l, data);
	for (i = 0; i < CLIENTS; i++)
		free(l.told[i]);
	arena_free(a);
	return looked;
}
