/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads every declared statement of the program and asks: can it reach
 * another patient's row?  A table is a patient's when it has a column
 * patient_id (told by the migrations), and the table patient itself.  A
 * statement that reads or writes one must have one of:
 *
 *	patient_id = $n		of any table in it; for the table patient
 *				also id = $n with $n declared "patient:id"
 *	care ... account_id = $n	a join with the care relation
 *	clinic_id = $n		with the comment "team" and no BYTEA column
 *	INSERT			with a parameter declared "patient:id"
 *	the comment "duty: PURPOSE"
 *
 * A condition that was or-ed with another, or stands after SET, binds
 * nothing.  It is a net with a known mesh, not a proof: rows joined by id to
 * a bound row count as bound.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/str.h"
#include "caseload/summary.h"
#include "db/db.h"

enum { TABLES_MAX = 100, TOKENS_MAX = 8000, NAME_BYTES = 64 };

struct table {
	char name[NAME_BYTES];
};

struct token {
	char text[NAME_BYTES];		/* lower case; "$3"; one sign */
	int depth;			/* of parentheses */
};

struct statement {
	struct token at[TOKENS_MAX];
	size_t n;
	bool team, duty;
};

static struct table tables[TABLES_MAX];
static size_t tables_n;
static struct statement st;

static bool
word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_' || c == '$';
}

static void
comment_read(const char *at, size_t n)
{
	struct str s = str_trim((struct str){ at, n });

	if (str_is(s, "team"))
		st.team = true;
	if (str_starts(s, S("duty:")))
		st.duty = str_trim(str_sub(s, 5, s.len)).len > 0;
}

/* How many bytes from here are no token: blanks, comments, quoted texts. */
static size_t
skip(const char *s, size_t n)
{
	size_t i;

	if (s[0] == ' ' || s[0] == '\t' || s[0] == '\n')
		return 1;
	if (n > 1 && s[0] == '-' && s[1] == '-') {
		for (i = 2; i < n && s[i] != '\n';)
			i++;
		return i;
	}
	if (n > 1 && s[0] == '/' && s[1] == '*') {
		for (i = 2; i + 1 < n && !(s[i] == '*' && s[i + 1] == '/');)
			i++;
		comment_read(s + 2, i - 2);
		return i + 2 < n ? i + 2 : n;
	}
	if (s[0] == '\'') {
		for (i = 1; i < n && s[i] != '\'';)
			i++;
		return i < n ? i + 1 : n;
	}
	return 0;
}

static void
tokens_read(const char *s, size_t n)
{
	size_t i = 0, len, k;
	int depth = 0;

	memset(&st, 0, sizeof(st));
	while (i < n) {
		struct token *t = &st.at[st.n];

		len = skip(s + i, n - i);
		if (len > 0) {
			i += len;
			continue;
		}
		for (len = 0; i + len < n && word_char(s[i + len]);)
			len++;
		len = len > 0 ? len : 1;
		if (st.n + 1 == TOKENS_MAX || len >= NAME_BYTES) {
			fprintf(stderr, "check_sql: a statement is too long\n");
			exit(2);
		}
		for (k = 0; k < len; k++)
			t->text[k] = s[i + k] >= 'A' && s[i + k] <= 'Z' ?
			    (char)(s[i + k] | 0x20) : s[i + k];
		depth -= s[i] == ')';
		t->depth = depth;
		depth += s[i] == '(';
		st.n++;
		i += len;
	}
}

/* Past the end and before the start: "". */
static const char *
tok(size_t i)
{
	return i < st.n ? st.at[i].text : "";
}

static bool
is(size_t i, const char *word)
{
	return strcmp(tok(i), word) == 0;
}

/* --- the tables ---------------------------------------------------------- */

static void
table_add(const char *name)
{
	size_t i;

	for (i = 0; i < tables_n; i++)
		if (strcmp(tables[i].name, name) == 0)
			return;
	if (tables_n == TABLES_MAX) {
		fprintf(stderr, "check_sql: too many tables\n");
		exit(2);
	}
	snprintf(tables[tables_n++].name, NAME_BYTES, "%s", name);
}

/* CREATE TABLE t (... patient_id ...), ALTER TABLE t ADD COLUMN patient_id */
static void
migration_read(const char *sql, size_t n)
{
	const char *table = "";
	size_t i;

	tokens_read(sql, n);
	for (i = 0; i < st.n; i++) {
		if (is(i, "table") && (is(i - 1, "create") ||
		    is(i - 1, "alter")))
			table = tok(is(i + 1, "if") ? i + 4 : i + 1);
		if (is(i, ";"))
			table = "";
		if (*table != '\0' && is(i, "patient_id") &&
		    (is(i - 1, "(") || is(i - 1, ",") || is(i - 1, "column") ||
		    is(i - 1, "add")) && st.at[i].depth <= 1)
			table_add(table);
	}
}

/* --- one statement ------------------------------------------------------- */

static bool
keyword(const char *s)
{
	static const char *const words[] = { "where", "on", "set", "join",
	    "left", "inner", "cross", "order", "group", "limit", "values",
	    "using", "returning", "select", "as", "union", "default", "" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(s, words[i]) == 0)
			return true;
	return !word_char(*s);
}

/* Does a comma here stand between two tables of a FROM? */
static bool
from_comma(size_t i)
{
	size_t k = i;

	if (!is(i, ","))
		return false;
	while (k-- > 0) {
		if (st.at[k].depth < st.at[i].depth)
			return false;
		if (st.at[k].depth > st.at[i].depth)
			continue;
		if (is(k, "from"))
			return true;
		if (is(k, "where") || is(k, "select") || is(k, "set") ||
		    is(k, "by") || is(k, "values") || is(k, "returning"))
			return false;
	}
	return false;
}

static bool
table_place(size_t i, const char *table)
{
	return is(i, table) && !is(i + 1, ".") && (is(i - 1, "from") ||
	    is(i - 1, "join") || is(i - 1, "into") || is(i - 1, "update") ||
	    from_comma(i - 1));
}

static bool
mentions(const char *table)
{
	size_t i;

	for (i = 0; i < st.n; i++)
		if (table_place(i, table))
			return true;
	return false;
}

/* Is this what the statement calls that table ("": any)? */
static bool
alias_of(const char *alias, const char *table)
{
	size_t i;

	if (*table == '\0' || strcmp(alias, table) == 0)
		return true;
	for (i = 0; i < st.n; i++) {
		size_t k = is(i + 1, "as") ? i + 2 : i + 1;

		if (table_place(i, table) && !keyword(tok(k)) && is(k, alias))
			return true;
	}
	return false;
}

/*
 * A condition "column = $n" that must hold; the place of $n, 0 when there is
 * none.  of: the table the column must be of, or "".
 */
static size_t
binds(const char *column, const char *of, size_t from)
{
	size_t i, first;

	for (i = from; i + 2 < st.n; i++) {
		if (!is(i, column) || !is(i + 1, "=") || *tok(i + 2) != '$')
			continue;
		first = i;
		if (is(i - 1, ".")) {
			if (!alias_of(tok(i - 2), of))
				continue;
			first = i - 2;
		}
		if (is(i + 3, "or") || !(is(first - 1, "where") ||
		    is(first - 1, "and") || is(first - 1, "on") ||
		    is(first - 1, "(")))
			continue;
		return i + 2;
	}
	return 0;
}

/* Is the n-th declared parameter "patient:id"? */
static bool
declared_patient(const char *params, int n)
{
	struct str rest = str_z(params);

	while (rest.len > 0) {
		struct str one = str_cut(&rest, ' ');

		if (one.len == 0 || --n > 0)
			continue;
		return str_is(one, "patient:id");
	}
	return false;
}

static bool
declares_patient(const char *params)
{
	struct str rest = str_z(params);

	while (rest.len > 0) {
		struct str one = str_cut(&rest, ' ');

		if (str_is(one, "patient:id") || str_is(one, "patient:id?"))
			return true;
	}
	return false;
}

static bool
bound_by_id(const struct sql *sql)
{
	size_t at = 0;

	while ((at = binds("id", "patient", at)) > 0)
		if (declared_patient(sql->params,
		    (int)strtol(tok(at) + 1, NULL, 10)))
			return true;
	return false;
}

static bool
bound(const struct sql *sql, const char *table)
{
	if (st.duty || binds("patient_id", "", 0) > 0)
		return true;
	if (is(0, "insert") && declares_patient(sql->params))
		return true;
	if (strcmp(table, "patient") == 0 && bound_by_id(sql))
		return true;
	if (mentions("care") && binds("account_id", "care", 0) > 0)
		return true;
	return st.team && binds("clinic_id", "", 0) > 0 &&
	    strstr(sql->columns, ":bytes") == NULL;
}

static int
statement_check(const struct sql *sql, bool quiet)
{
	int faults = 0;
	size_t i;

	tokens_read(sql->text, strlen(sql->text));
	for (i = 0; i < tables_n; i++) {
		if (!mentions(tables[i].name) || bound(sql, tables[i].name))
			continue;
		faults++;
		if (!quiet)
			printf("statement %s: table %s is not bound to a "
			    "patient\n", sql->name, tables[i].name);
	}
	return faults;
}

/* --- does it bite? ------------------------------------------------------- */

static const struct {
	bool fine;
	struct sql sql;
} samples[] = {
	{ true, { "a", "patient:id", "id:id", "SELECT id FROM care WHERE "
	    "patient_id = $1" } },
	{ true, { "b", "x:int patient:id", "", "UPDATE patient SET bar = $1 "
	    "WHERE id = $2" } },
	{ false, { "c", "x:int id:id", "", "UPDATE patient SET bar = $1 "
	    "WHERE id = $2" } },
	{ false, { "d", "id:id", "id:id", "SELECT id FROM safety_plan "
	    "WHERE id = $1" } },
	{ false, { "e", "patient:id id:id", "", "UPDATE care SET "
	    "patient_id = $1 WHERE id = $2" } },
	{ false, { "f", "patient:id id:id", "id:id", "SELECT id FROM care "
	    "WHERE patient_id = $1 OR id = $2" } },
	{ true, { "g", "me:id", "name:bytes", "SELECT p.name FROM patient p "
	    "JOIN care c ON c.patient_id = p.id WHERE c.account_id = $1" } },
	{ false, { "h", "me:id", "name:bytes", "SELECT p.name FROM patient p "
	    "JOIN care c ON c.patient_id = p.id WHERE p.account_id = $1" } },
	{ true, { "i", "clinic:id", "n:int", "SELECT count(*) AS n "
	    "FROM patient /* team */ WHERE clinic_id = $1" } },
	{ false, { "j", "clinic:id", "name:bytes", "SELECT name FROM patient "
	    "/* team */ WHERE clinic_id = $1" } },
	{ false, { "k", "clinic:id", "n:int", "SELECT count(*) AS n "
	    "FROM patient WHERE clinic_id = $1" } },
	{ true, { "l", "id:id patient:id", "", "INSERT INTO care (id, "
	    "patient_id) VALUES ($1, $2)" } },
	{ false, { "m", "id:id", "", "INSERT INTO care (id, patient_id) "
	    "SELECT $1, id FROM patient" } },
	{ true, { "n", "now:int", "id:id", "SELECT id FROM care "
	    "/* duty: worker */ WHERE to_at < $1" } },
	{ false, { "o", "now:int", "id:id", "SELECT id FROM care "
	    "/* duty: */ WHERE to_at < $1" } },
	{ false, { "p", "a:id", "n:int", "SELECT count(*) AS n FROM account a,"
	    " patient p WHERE a.id = $1" } },
	{ true, { "q", "a:id", "patient:id", "SELECT id AS patient "
	    "FROM account WHERE id = $1 AND name <> 'from patient'" } },
	{ false, { "r", "", "", "DELETE FROM care" } },
};

static int
samples_check(void)
{
	int faults = 0;
	size_t i;

	for (i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		if ((statement_check(&samples[i].sql, true) == 0) !=
		    samples[i].fine) {
			printf("check_sql: sample %s is judged wrongly\n",
			    samples[i].sql.name);
			faults++;
		}
	return faults;
}

/*
 * A statement that writes a table of the list's summary must say whose row:
 * else the summary would not follow (db_watch).  Of some tables only those
 * with a certain word are watched.
 */
static int
watched_check(const struct sql *q, bool sample)
{
	size_t n, i;
	const struct db_watch *w = summary_watched(&n);
	struct str table = db_writes_table(q);

	for (i = 0; i < n; i++)
		if (str_is(table, w[i].table) &&
		    strstr(q->text, w[i].word) != NULL &&
		    !declares_patient(q->params)) {
			if (!sample)
				fprintf(stderr, "check_sql: %s writes %s, but "
				    "binds no \"patient:id\"\n", q->name,
				    w[i].table);
			return 1;
		}
	return 0;
}

static int
watched_samples(void)
{
	static const struct sql good = { "a", "x:int patient:id", "",
	    "UPDATE message SET answered_at = $1 WHERE patient_id = $2" },
	    bad = { "b", "x:int patient_id:id", "",
	    "UPDATE message SET answered_at = $1 WHERE patient_id = $2" };
	static const struct sql other = { "c", "x:int id:id", "",
	    "UPDATE message SET read_at = $1 WHERE id = $2" };

	return watched_check(&good, true) == 0 &&
	    watched_check(&bad, true) == 1 &&
	    watched_check(&other, true) == 0 ? 0 : 1;
}

int
main(void)
{
	const struct sql *list;
	int faults = 0;
	size_t i, n;

	table_add("patient");
	for (i = 0; i < embedded_sql_n; i++)
		migration_read((const char *)embedded_sql[i].data,
		    embedded_sql[i].len);
	faults += samples_check() + watched_samples();
	list = db_statements(DB_MAIN, &n);
	for (i = 0; i < n; i++)
		faults += statement_check(&list[i], false) +
		    watched_check(&list[i], false);
	fprintf(stderr, "check_sql: %zu statements, %zu tables of patients, "
	    "%d faults\n", n, tables_n, faults);
	return faults == 0 ? 0 : 1;
}
