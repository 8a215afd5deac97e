/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An oracle that never says no proves nothing: each damage below is done to
 * a copy of the data, and must be seen.
 */
#include "ack.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct damage {
	const char *name, *sql;
} damages[] = {
	{ "a message lost", "DELETE FROM message WHERE id = "
	    "(SELECT max(id) FROM message)" },
	{ "a report lost", "DELETE FROM homework_report WHERE id = "
	    "(SELECT max(id) FROM homework_report)" },
	{ "a text in another's record", "UPDATE message SET patient_id = "
	    "(SELECT min(patient_id) FROM care WHERE patient_id <> "
	    "message.patient_id) WHERE id = (SELECT max(id) FROM message)" },
	{ "a submission lost", "DELETE FROM submission WHERE sid = "
	    "(SELECT max(sid) FROM submission)" },
	{ "an audit row lost", "DELETE FROM audit WHERE seq = "
	    "(SELECT max(seq) FROM audit WHERE action = 'message.send')" },
	{ "an alert lost", "DELETE FROM alert WHERE id = "
	    "(SELECT max(id) FROM alert)" },
	{ "an alert doubled", "INSERT INTO alert SELECT zeroblob(16), "
	    "patient_id, clinic_id, answer_id, enrolment_id, instrument, "
	    "occasion, kind, rules, level, item_level, draft_item, follow_up,"
	    " draft, made_at, due_at, taken_by, taken_at, taken_until_at, "
	    "closed_at, closed_by, contact, assessed_level, assessed_item, "
	    "plan, note, next_look_day, version FROM alert WHERE id = "
	    "(SELECT max(id) FROM alert)" },
	{ "a score changed", "UPDATE score SET value = value + 1 WHERE id = "
	    "(SELECT max(id) FROM score)" },
	{ "one answer of nine lost", "DELETE FROM answer_value WHERE id = "
	    "(SELECT max(id) FROM answer_value WHERE field = 'q3')" },
	{ "a plan without its audit row", "DELETE FROM audit WHERE seq = "
	    "(SELECT max(seq) FROM audit WHERE action = "
	    "'safety-plan.write')" },
};

static bool
file_copy(const char *from, const char *to)
{
	FILE *in = fopen(from, "r"), *out = in == NULL ? NULL :
	    fopen(to, "w");
	char block[65536];
	size_t n;
	bool ok = out != NULL;

	while (ok && (n = fread(block, 1, sizeof(block), in)) > 0)
		ok = fwrite(block, 1, n, out) == n;
	if (in != NULL)
		fclose(in);
	return out != NULL && fclose(out) == 0 && ok;
}

/* The server has ended politely: all is in the files themselves. */
static bool
data_copy(const struct run *r, const char *to)
{
	static const char *const names[] = { "data/mellom.db", "data/keys.db",
	    "data/mellom.db-wal", "data/keys.db-wal" };
	char from[500], path[500];
	size_t i;

	for (i = 0; i < 4; i++) {
		snprintf(from, sizeof(from), "%s/%s", r->folder, names[i]);
		snprintf(path, sizeof(path), "%s/%s", to, names[i] + 5);
		unlink(path);
		if (access(from, F_OK) == 0 && !file_copy(from, path))
			return false;
	}
	snprintf(from, sizeof(from), "%s.key", r->data);
	snprintf(path, sizeof(path), "%s.key", to);
	unlink(path);
	return symlink(from, path) == 0;
}

static bool
damage_do(const char *data, const char *sql)
{
	char path[500];
	sqlite3 *h = NULL;
	bool done;

	snprintf(path, sizeof(path), "%s/mellom.db", data);
	done = sqlite3_open(path, &h) == SQLITE_OK &&
	    sqlite3_exec(h, sql, NULL, NULL, NULL) == SQLITE_OK &&
	    sqlite3_changes(h) == 1;
	if (!done)
		fprintf(stderr, "bites: %s\n", sqlite3_errmsg(h));
	sqlite3_close(h);
	return done;
}

/* The log claims one more than there is, or one twice. */
static int
log_bite(const struct run *r, const char *name, bool twice)
{
	char path[500];
	struct verdict v;
	FILE *f;
	bool seen;

	snprintf(path, sizeof(path), "%s/other.log", r->folder);
	if (!file_copy(r->log_path, path) || (f = fopen(path, "a")) == NULL)
		return 1;
	if (twice)
		fprintf(f, "ok 0 1 %032d message own\n", 7);
	else
		fprintf(f, "ok 0 %ld %032d message own\n",
		    r->clients[0].number + 1, 7);
	fclose(f);
	seen = oracle(r->data, path, true, &v) &&
	    v.lost + v.doubled + v.half > 0;
	printf("  %-32s %s\n", name, seen ? "seen" : "NOT SEEN");
	return !seen;
}

int
bites(const struct run *r)
{
	size_t i, n = sizeof(damages) / sizeof(*damages);
	char data[300];
	int unseen = 0;

	snprintf(data, sizeof(data), "%s/bites-XXXXXX", r->folder);
	if (mkdtemp(data) == NULL)
		return 1;
	puts("damaged on purpose:");
	for (i = 0; i < n; i++) {
		struct verdict v;
		bool seen = data_copy(r, data) &&
		    damage_do(data, damages[i].sql) &&
		    oracle(data, r->log_path, true, &v) &&
		    (v.lost + v.doubled + v.half > 0 || !v.audit_whole);

		printf("  %-32s %s\n", damages[i].name,
		    seen ? "seen" : "NOT SEEN");
		unseen += !seen;
	}
	unseen += log_bite(r, "one acknowledged, never saved", false);
	unseen += log_bite(r, "another submission's answer", true);
	printf("damages: %zu, %d not seen\n", n + 2, unseen);
	return unseen;
}
