/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "audit/audit.h"
#include "backup.h"
#include "base/arena.h"
#include "base/clock.h"
#include "caseload/summary.h"
#include "command.h"
#include "db/dump.h"
#include "folder.h"
#include "people/clinic.h"
#include "reminders/escalate.h"
#include "reminders/outbox.h"
#include "vault/vault.h"
#include "vault/whole.h"

/*
 * Looks an installation over; each line is a finding in words, with a way out
 * where one is needed.  Changes nothing.
 */
enum {
	FREE_BYTES_MIN = 1024 * 1024 * 1024,
	BACKUP_AGE_MAX_S = 26 * 3600,	/* a day, and the run's own time */
	CLOCK_SLACK_S = 300,
};
/* 2026-11-01: no clock of a server in use stands before it. */
#define BUILT_AT INT64_C(1793491200)

SQL(doctor_newest, "", "at:int",
    "SELECT at FROM audit WHERE seq = (SELECT seq FROM audit_head "
    "WHERE one = 1) /* duty: doctor */");

struct doctor {
	struct arena *a;
	const struct opts *o;
	struct app app;
	int looks;
	struct clinic *clinics;
	size_t clinics_n;
	bool audit_whole, db_is_whole, keys_whole, head_holds, duty_whole;
	struct outbox_health outbox;
	int64_t nobody;			/* alerts nobody was reached about */
	int64_t differ;			/* patients' rows of the list */
	struct str audit_report, db_report, keys_report;
	int64_t newest_at;
	struct manifest manifest;	/* tables_n 0: no backup was named */
};

/* fine: told with what; else what is wrong and what to do. */
__attribute__((format(printf, 4, 5)))
static void
tell(struct doctor *d, bool fine, const char *way_out, const char *fmt, ...)
{
	va_list ap;

	printf(fine ? "  fine  " : "  LOOK  ");
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	if (!fine && *way_out != '\0')
		printf("\n        %s", way_out);
	putchar('\n');
	d->looks += !fine;
}

static void
lines_tell(struct str report)
{
	while (report.len > 0) {
		struct str line = str_cut(&report, '\n');

		printf("        %.*s\n", STR(line));
	}
}

/* --- outside the database ------------------------------------------------- */

static void
disk_look(struct doctor *d, const char *path)
{
	struct statvfs v;
	uint64_t bytes;

	if (statvfs(path, &v) != 0)
		return;
	bytes = (uint64_t)v.f_bavail * v.f_frsize;
	tell(d, bytes >= FREE_BYTES_MIN, "When the disk is full nothing can be "
	    "saved. Make room.", "%s: %.1f GB free", path,
	    (double)bytes / 1e9);
}

static void
folder_look(struct doctor *d)
{
	static const char *const names[] = { "mellom.db", "keys.db" };
	const char *path = str_copy(d->a, d->o->app.data).at;
	struct stat st;
	size_t i;

	if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) {
		tell(d, false, "Check --data.", "%s is no folder", path);
		return;
	}
	tell(d, (st.st_mode & 077) == 0, "Run: chmod 0700 on it.",
	    "data folder %s, mode %04o", path, st.st_mode & 07777);
	tell(d, st.st_uid == geteuid(), "Run doctor as that user.",
	    "data folder: owner is user %u, this is user %u", st.st_uid,
	    geteuid());
	for (i = 0; i < 2; i++) {
		const char *file = str_fmt(d->a, "%s/%s", path, names[i]).at;

		if (stat(file, &st) == 0)
			tell(d, (st.st_mode & 077) == 0,
			    "Run: chmod 0600 on it.", "%s, mode %04o", file,
			    st.st_mode & 07777);
	}
	disk_look(d, path);
}

static void
key_look(struct doctor *d)
{
	const char *key = d->o->app.key_file.at;
	struct stat k, f;

	if (stat(key, &k) != 0 || d->o->app.data.len == 0 ||
	    stat(str_copy(d->a, d->o->app.data).at, &f) != 0)
		return;
	if (k.st_dev == f.st_dev)
		puts("  note  the key file is on the same disk as the data: "
		    "who takes the disk takes\n        both. A credential "
		    "sealed to the machine is safer (docs/keys.md).");
}

static void
clock_look(struct doctor *d)
{
	int64_t now = clock_now();

	tell(d, now >= BUILT_AT && d->newest_at <= now + CLOCK_SLACK_S,
	    "Deadlines and sessions depend on it. Set the clock; keep it with "
	    "systemd-timesyncd or chrony.", "clock: %s UTC%s",
	    backup_name(d->a, now).at, d->newest_at > now + CLOCK_SLACK_S ?
	    ", before the newest row of the audit" : "");
	tell(d, zone_find(S("Europe/Oslo")) != NULL, "Install tzdata.",
	    "time zones of the system");
}

/* --- inside --------------------------------------------------------------- */

static void
clinics_read(struct doctor *d, struct tx *tx)
{
	struct id *ids;
	size_t n = clinic_ids(tx, &ids), i;

	d->clinics = arena_many(d->a, struct clinic, n);
	for (i = 0; i < n; i++)
		if (clinic_load(tx, d->app.vault, ids[i],
		    &d->clinics[d->clinics_n]))
			d->clinics_n++;
}

static void
worker_read(struct doctor *d, struct tx *tx)
{
	int64_t since_at;
	size_t i;

	outbox_health(tx, ID_NONE, tx_now(tx), &d->outbox);
	d->differ = summary_differs(tx, d->app.vault);
	d->duty_whole = true;
	for (i = 0; i < d->clinics_n; i++) {
		d->duty_whole = duty_list_whole(tx, &d->clinics[i],
		    &d->outbox) && d->duty_whole;
		d->nobody += escalate_unreached(tx, d->clinics[i].id,
		    tx_now(tx), &since_at);
	}
}

static void
inside_read(struct tx *tx, void *arg)
{
	struct doctor *d = arg;

	progress("reading the database ...\n");
	d->db_is_whole = db_whole(tx, &d->db_report);
	d->newest_at = db_int(tx, 0, doctor_newest);
	d->audit_whole = audit_verify(tx, &d->audit_report);
	clinics_read(d, tx);
	worker_read(d, tx);
	d->head_holds = d->manifest.tables_n == 0 ||
	    audit_head_holds(tx, d->manifest.audit);
}

static void
keys_read(struct tx *tx, void *arg)
{
	struct doctor *d = arg;

	d->keys_whole = db_whole(tx, &d->keys_report);
}

static void
keys_look(struct doctor *d)
{
	struct vault_whole w;
	int64_t i;
	enum rc rc = db_read(vault_db(d->app.vault), d->app.arena, keys_read,
	    d);

	tell(d, rc == RC_OK && d->keys_whole, "Stop the server, keep a copy of "
	    "the folder, restore the newest backup.", "the keys are whole");
	lines_tell(d->keys_report);
	if (rc != RC_OK || vault_whole(d->app.vault, d->app.arena, &w) !=
	    RC_OK)
		return;
	tell(d, w.bad == 0, "Nothing of these can be read. Their keys are in "
	    "an earlier backup: docs/operator.md, \"Unreadable name\".",
	    w.bad == 0 ? "owners' keys: %lld open, %lld erased, %lld do not "
	    "open" : "owners' keys: %lld open, %lld erased, %lld do not open, "
	    "of:", (long long)w.open, (long long)w.erased, (long long)w.bad);
	for (i = 0; i < w.bad && i < VAULT_BAD_SHOWN; i++)
		printf("        %s\n", id_hex(d->a, w.shown[i]).at);
}

static void
database_look(struct doctor *d)
{
	struct str why = STR_NONE;
	bool fits = db_statements_check(d->app.db, d->a, &why) == RC_OK;

	tell(d, true, "", "the key opens the keys; fingerprint %s",
	    vault_fingerprint(d->app.vault, d->a).at);
	tell(d, fits, "Was it changed by hand? Restore a backup.",
	    "database version %lld, as this program knows it",
	    (long long)db_version_known(DB_MAIN));
	if (!fits)
		lines_tell(why);
	tell(d, true, "", "the content loads");
	tell(d, d->db_is_whole, "Stop the server, keep a copy of the folder, "
	    "restore the newest backup.", "the database is whole");
	lines_tell(d->db_report);
	tell(d, d->audit_whole, "docs/audit.md tells what each line means.",
	    "the audit is whole");
	lines_tell(d->audit_report);
}

static bool
holidays_ahead(const struct clinic *c, int64_t now)
{
	struct day today = zone_day(c->zone, now);
	size_t i;

	for (i = 0; i < c->holidays_n; i++)
		if (c->holidays[i].n >= today.n &&
		    c->holidays[i].n < today.n + 365)
			return true;
	return false;
}

static void
clinic_look(struct doctor *d, const struct clinic *c)
{
	struct day review = { (int32_t)c->set[SET_NUMBERS_REVIEW_DAY] };

	if (d->clinics_n > 1)
		printf("  %.*s:\n", STR(c->name));
	tell(d, !c->demo, "Write nothing real in it.", c->demo ?
	    "this is a demonstration with known passwords" :
	    "this is not a demonstration");
	tell(d, !clinic_numbers_outdated(c, clock_now()), "Call each number, "
	    "then set the next date at /admin/clinic.",
	    "help numbers: %zu, to be looked at by %s", c->numbers_n,
	    day_text(d->a, review).at);
	tell(d, c->hours_n > 0, "Without them no answer gets a time by which "
	    "someone looks. Set them at /admin/clinic.",
	    "staffed hours: %zu spans a week", c->hours_n);
	tell(d, holidays_ahead(c, clock_now()), "Deadlines would fall on "
	    "holidays. Set them at /admin/clinic.",
	    "holidays of the coming year are set");
}

static void
list_look(struct doctor *d)
{
	if (d->differ < 0) {
		puts("  note  the therapists' lists are summed up anew at the "
		    "next start");
		return;
	}
	tell(d, d->differ == 0, "Stop the server, run `mellom migrate`, start "
	    "it: the summary is made anew.",
	    "patients of whom a therapist's list is not up to date: %lld",
	    (long long)d->differ);
}

static void
worker_look(struct doctor *d)
{
	const struct outbox_health *h = &d->outbox;
	int64_t age = clock_now() - h->beat_at;

	if (h->beat_at == 0) {
		puts("  note  no worker has run: nobody is reminded, and "
		    "nobody is called about an\n        answer that needs a "
		    "look (docs/reminders.md).");
		return;
	}
	tell(d, age <= WORKER_BEAT_MAX_S, "Nothing is sent. Start it: "
	    "systemctl start mellom-worker", "worker: last seen %lld seconds "
	    "ago; e-mail %s, text messages %s", (long long)age,
	    h->email ? "on" : "off", h->sms ? "on" : "off");
	tell(d, h->late == 0, "Is the mail server or the gateway away? Its "
	    "log tells.", "outbox: %lld wait, %lld late (the oldest by %lld "
	    "minutes)", (long long)h->waiting, (long long)h->late,
	    (long long)(h->late == 0 ? 0 :
	    (clock_now() - h->oldest_due_at) / 60));
	tell(d, h->failed == 0 && h->unknown == 0, "Whose channel stopped is "
	    "told to the therapist; many at once mean the gateway.",
	    "sent in 24 hours: %lld; failed %lld, not known %lld",
	    (long long)h->sent, (long long)h->failed, (long long)h->unknown);
	tell(d, h->unreadable == 0, "What they hold, or an address they were "
	    "for, was altered or damaged; the log tells which field.",
	    "letters that could not be opened, in 30 days: %lld",
	    (long long)h->unreadable);
	tell(d, d->duty_whole, "Set it at /team/duty; it names who is away or "
	    "cannot be called.", d->duty_whole ? "somebody who can be called "
	    "is on duty on every staffed day" : "nobody who can be called is "
	    "on duty on some staffed days");
	tell(d, d->nobody == 0, "Look at /team now.",
	    "answers nobody was reached about: %lld", (long long)d->nobody);
}

static void
clinics_look(struct doctor *d)
{
	size_t i;

	if (d->clinics_n == 0)
		tell(d, false, "Make one with `mellom init`.",
		    "there is no clinic here yet");
	for (i = 0; i < d->clinics_n; i++)
		clinic_look(d, &d->clinics[i]);
}

/* --- the backup ----------------------------------------------------------- */

static void
backup_find(struct doctor *d, struct str folder)
{
	struct str generation, why = STR_NONE;

	if (!backup_newest(d->a, folder, &generation)) {
		tell(d, false, "Run `mellom backup`, and its timer.",
		    "there is no finished backup in %s",
		    str_copy(d->a, folder).at);
		return;
	}
	if (manifest_read(d->a, generation, &d->manifest, &why) != RC_OK) {
		tell(d, false, "", "%.*s", STR(why));
		d->manifest.tables_n = 0;
	}
}

static void
backup_look(struct doctor *d, struct str folder)
{
	const struct manifest *m = &d->manifest;
	int64_t age = clock_now() - m->made_at;
	const char *path = str_copy(d->a, folder).at;
	struct stat b, f;

	if (m->tables_n == 0)
		return;
	tell(d, age <= BACKUP_AGE_MAX_S, "Does its timer run? "
	    "systemctl list-timers", "newest backup: %s, %lld hours old",
	    backup_name(d->a, m->made_at).at, (long long)(age / 3600));
	tell(d, str_eq(m->key, vault_fingerprint(d->app.vault, d->a)) &&
	    manifest_sealed(d->a, d->app.vault, m), "Is it of another clinic, "
	    "or was it altered? Make a new one elsewhere.",
	    "newest backup: sealed with this clinic's key");
	tell(d, access(str_fmt(d->a, "%s/keys/keys.rows", path).at, R_OK) == 0,
	    "Without them it cannot be read. Make a backup now.",
	    "newest backup: its keys are there");
	tell(d, d->head_holds, "Rows that the backup knows were altered or "
	    "cut off since. Compare both before anything else.",
	    "the audit goes on from that of the newest backup");
	if (d->o->app.data.len > 0 && stat(path, &b) == 0 &&
	    stat(str_copy(d->a, d->o->app.data).at, &f) == 0 &&
	    b.st_dev == f.st_dev)
		puts("  note  the backup is on the same disk as the data: copy "
		    "it to another place.");
	disk_look(d, path);
}

static int
looked(struct doctor *d)
{
	struct str folder = d->o->rest_n > 0 ? d->o->rest[0] : STR_NONE;
	enum rc rc;

	if (folder.len > 0)
		backup_find(d, folder);
	rc = db_read(d->app.db, d->app.arena, inside_read, d);
	if (rc != RC_OK)
		tell(d, false, "Keep a copy of the folder before anything "
		    "else, then restore the newest backup.",
		    "the database cannot be read: %s", rc_text(rc));
	database_look(d);
	keys_look(d);
	clock_look(d);
	if (rc == RC_OK) {	/* else nothing is known of them */
		clinics_look(d);
		list_look(d);
		worker_look(d);
	}
	if (folder.len > 0)
		backup_look(d, folder);
	else
		puts("  note  name the backup's folder to have it looked at: "
		    "mellom doctor FOLDER ...");
	puts("  note  is there a copy of the key file in another place, and "
	    "did someone try it?\n        Without it no backup can be read.");
	if (d->looks == 0)
		puts("Fine.");
	else
		printf("%d need%s a look.\n", d->looks,
		    d->looks == 1 ? "s" : "");
	return d->looks == 0 ? EXIT_FINE : EXIT_FOUND;
}

int
cmd_doctor(int argc, char **argv)
{
	struct opts o;
	struct doctor d = { .o = &o, .audit_report = STR_NONE,
	    .db_report = STR_NONE, .keys_report = STR_NONE };
	int code;

	if (!opts_read(&o, "data db key", argc, argv))
		return EXIT_USAGE;
	if (o.rest_n > 1) {
		fputs("mellom: mellom doctor [FOLDER OF BACKUPS] --data ...\n",
		    stderr);
		return EXIT_USAGE;
	}
	d.a = arena_new((size_t)64 * 1024 * 1024);
	if (d.a == NULL)
		return EXIT_WORLD;
	if (o.app.data.len > 0)
		folder_look(&d);
	if (o.app.key_file.len > 0)
		key_look(&d);
	fflush(stdout);
	code = command_open(&d.app, &o);
	if (code == EXIT_FINE)
		code = looked(&d);
	if (d.app.arena != NULL)
		app_close(&d.app);
	arena_free(d.a);
	return code;
}
