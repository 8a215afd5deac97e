/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the clock brings, each part in transactions of its own: one that fails
 * holds up no other and takes nothing back, least of all an alert.  What was
 * not done is counted, told in the log, and tried again the next time.
 */
#include "app.h"

#include <setjmp.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/log.h"
#include "course/phase.h"
#include "homework/nudge.h"
#include "measures/alert.h"
#include "messages/later.h"
#include "people/away.h"
#include "people/clinic.h"
#include "people/submission.h"

enum { SUBMISSION_KEEP_S = 40 * 86400 };

struct part {
	struct app *app;
	const char *name;		/* the purpose of its duty */
	void (*run)(struct part *, struct duty *);
	/* drafts */
	struct draft_due after, *due;
	size_t due_n, at;
	bool begun, words;
	int year;			/* holidays: filled in up to it */
};

/* Too much for the arena fails this part, and not the server. */
static bool
part_run(struct tx *tx, void *arg)
{
	struct part *p = arg;
	struct duty duty;
	jmp_buf full;

	if (setjmp(full) != 0) {
		arena_on_full(tx_arena(tx), NULL);
		tx_fail(tx, RC_NOMEM);
		return false;
	}
	arena_on_full(tx_arena(tx), &full);
	duty_open(&duty, tx, p->app->vault, p->name);
	p->run(p, &duty);
	arena_on_full(tx_arena(tx), NULL);
	return true;
}

static void
part_read(struct tx *tx, void *arg)
{
	(void)part_run(tx, arg);
}

static void
not_done(const struct part *p, enum rc rc)
{
	count_add(COUNT_TICK_FAULTS, 1);
	log_error("the minute's work was not done: %s: %s", p->name,
	    rc_text(rc));
}

/* --- alerts --------------------------------------------------------------- */

static void
drafts_due(struct part *p, struct duty *duty)
{
	p->due_n = alert_drafts_due(duty, p->begun ? &p->after : NULL,
	    &p->due);
}

static void
draft_tell(struct part *p, struct duty *duty)
{
	(void)alert_draft_tell(duty, &p->due[p->at], p->words);
}

static void
draft_do(struct part *p, struct arena *a)
{
	struct arena_mark mark = arena_mark(a);
	enum rc rc;

	p->words = true;
	rc = db_tx(p->app->db, a, part_run, p);
	if (rc == RC_BAD) {
		/* Somebody is told, with what can be read. */
		not_done(p, rc);
		p->words = false;
		rc = db_tx(p->app->db, a, part_run, p);
	}
	if (rc != RC_OK)
		not_done(p, rc);
	arena_reset(a, mark);
}

static void
drafts(struct app *app, struct arena *a)
{
	struct part p = { .app = app, .name = "alerts" };
	struct arena_mark mark = arena_mark(a);
	enum rc rc;

	do {
		p.run = drafts_due;
		rc = db_read(app->db, a, part_read, &p);
		if (rc != RC_OK) {
			not_done(&p, rc);
			return;
		}
		p.run = draft_tell;
		for (p.at = 0; p.at < p.due_n; p.at++)
			draft_do(&p, a);
		if (p.due_n > 0)
			p.after = p.due[p.due_n - 1];
		p.begun = true;
		arena_reset(a, mark);
	} while (p.due_n > 0);
}

/* --- the other parts ------------------------------------------------------ */

static void
phases(struct part *p, struct duty *duty)
{
	(void)p;
	(void)phase_all(duty);
}

static void
nudges(struct part *p, struct duty *duty)
{
	(void)p;
	(void)nudge_all(duty);
}

static void
messages(struct part *p, struct duty *duty)
{
	(void)p;
	(void)message_later_send(duty);
}

static void
cover(struct part *p, struct duty *duty)
{
	(void)p;
	(void)absence_all(duty);
}

static void
submissions(struct part *p, struct duty *duty)
{
	(void)p;
	submission_purge(duty->tx, duty->now - SUBMISSION_KEEP_S);
}

/* From October on, next year's public holidays of Norway are there. */
static void
holidays(struct part *p, struct duty *duty)
{
	struct clinic *clinic = arena_one(duty->arena, struct clinic);
	struct civil now = zone_civil(zone_utc(), duty->now);
	int year = now.month >= 10 ? now.year + 1 : now.year;
	struct id *ids;
	size_t n, i;

	p->year = 0;
	if (year <= p->app->holidays_year)
		return;
	n = clinic_ids(duty->tx, &ids);
	for (i = 0; i < n; i++)
		if (clinic_load(duty->tx, duty->vault, ids[i], clinic) &&
		    str_is(zone_name(clinic->zone), "Europe/Oslo"))
			clinic_fill_holidays(duty->tx, ids[i], clinic->lang,
			    year);
	if (n > 0)
		p->year = year;
}

void
app_tick(struct app *app, struct arena *a)
{
	static const struct {
		const char *name;
		void (*run)(struct part *, struct duty *);
	} parts[] = { { "phases", phases }, { "nudges", nudges },
	    { "messages", messages }, { "cover", cover },
	    { "submissions", submissions }, { "holidays", holidays } };
	struct arena_mark mark = arena_mark(a);
	size_t i;

	drafts(app, a);
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct part p = { .app = app, .name = parts[i].name,
		    .run = parts[i].run };
		enum rc rc = db_tx(app->db, a, part_run, &p);

		if (rc != RC_OK)
			not_done(&p, rc);
		else if (p.year != 0)
			app->holidays_year = p.year;
		arena_reset(a, mark);
	}
}
