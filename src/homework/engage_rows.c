/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/engage_own.h"

#include <string.h>

#include "people/care.h"

/* One row of the database, and why what is not in it is missing. */

enum { HOUR_S = 3600 };

struct str
engage_name(struct loading *l, struct str s)
{
	size_t i = (size_t)str_hash(s) % NAMES_MAX;
	struct names *names = l->names;

	if (s.len == 0)
		return STR_NONE;
	for (; names->at[i].at != NULL; i = (i + 1) % NAMES_MAX)
		if (str_eq(names->at[i], s))
			return names->at[i];
	if (names->n + 1 == NAMES_MAX ||
	    names->used + s.len + 1 > NAMES_BYTES) {
		tx_fail(l->tx, RC_NOMEM);
		return STR_NONE;
	}
	memcpy(names->bytes + names->used, s.at, s.len);
	names->at[i] = (struct str){ names->bytes + names->used, s.len };
	names->used += s.len + 1;	/* the NUL is there */
	names->n++;
	return names->at[i];
}

static int
number(struct rows *r, const char *column, int otherwise)
{
	return rows_null(r, column) ? otherwise : (int)rows_int(r, column);
}

static int
size_of(struct rows *r, const char *column, int otherwise)
{
	return rows_null(r, column) ? otherwise :
	    str_is(rows_str(r, column), "tiny") ? SIZE_TINY : SIZE_STANDARD;
}

/* --- assignments --------------------------------------------------------- */

/*
 * The three are asked together: one that was said tells that the others were
 * left open.  With none said it is not known whether they were asked.
 */
static void
beliefs_read(struct rows *r, struct engage *e)
{
	bool said = !rows_null(r, "helps") || !rows_null(r, "fits") ||
	    !rows_null(r, "can");
	int gap = said ? GAP_SKIPPED : e->agreed_at == 0 &&
	    e->state == HOMEWORK_PROPOSED ? GAP_NOT_YET : GAP_NOT_ASKED;

	e->helps = number(r, "helps", gap);
	e->fits = number(r, "fits", gap);
	e->can = number(r, "can", gap);
}

static void
plan_read_numbers(struct rows *r, struct engage *e)
{
	bool plan = !rows_null(r, "minutes");
	enum obstacle o = obstacle_of(rows_str(r, "obstacle"));

	e->plans = (int)rows_int(r, "newest_n");
	e->size = size_of(r, "size", GAP_NONE);
	e->obstacle = !plan ? GAP_NONE : o == OBSTACLE_NONE ? GAP_SKIPPED :
	    (int)o;
	e->minute = number(r, "minute", plan ? GAP_SKIPPED : GAP_NONE);
	e->per_week = number(r, "per_week", GAP_NONE);
	e->minutes = number(r, "minutes", GAP_NONE);
	e->remind = number(r, "remind", GAP_NONE);
	e->day = rows_day(r, "day");
}

void
engage_assignment_read(struct loading *l, struct rows *r, struct engage *e)
{
	enum lang lang = LANG_NB;

	e->id = rows_id(r, "id");
	e->patient = rows_id(r, "patient_id");
	e->before = rows_id(r, "before_id");
	e->programme = engage_name(l, rows_str(r, "programme"));
	e->reading = engage_name(l, rows_str(r, "reading"));
	e->task = engage_name(l, rows_str(r, "task"));
	e->chapter = engage_name(l, rows_str(r, "chapter"));
	e->variant = engage_name(l, rows_str(r, "variant"));
	e->source = engage_name(l, rows_str(r, "source"));
	(void)lang_parse(rows_str(r, "language"), &lang);
	e->lang = lang;
	e->zone = zone_find(rows_str(r, "zone"));
	if (e->zone == NULL)
		e->zone = zone_utc();
	e->start = rows_day(r, "start_day");
	e->kind = task_kind_of(rows_str(r, "kind"));
	e->by = homework_by_of(rows_str(r, "proposed_by"));
	e->state = homework_state_of(rows_str(r, "state"));
	e->how = homework_end_of(rows_str(r, "ended_how"));
	e->talk = talk_why_of(rows_str(r, "talk_why"));
	e->made_at = rows_int(r, "made_at");
	e->agreed_at = rows_int(r, "agreed_at");
	e->ended_at = rows_int(r, "ended_at");
	e->unsure = (int)rows_int(r, "unsure");
	e->unsure_near = (int)rows_int(r, "unsure_near");
	plan_read_numbers(r, e);
	beliefs_read(r, e);
}

/* --- reports ------------------------------------------------------------- */

static int64_t
moment(struct rows *r, const char *column, const struct engage_told *t)
{
	return rows_null(r, column) && !t->newest ? GAP_NONE :
	    rows_int(r, column);
}

/* What the page asks after which answer: report_read() of pages.c. */
void
engage_told_read(struct rows *r, struct engage_told *t)
{
	bool done;

	t->version = rows_int(r, "version");
	t->newest = rows_int(r, "newest") != 0;
	t->noticed = (int)rows_int(r, "noticed");
	t->amount = (int)rows_int(r, "amount");
	done = t->amount == AMOUNT_DID || t->amount == AMOUNT_PARTLY;
	t->hard = number(r, "hard", t->amount == AMOUNT_NOT ? GAP_NOT_ASKED :
	    GAP_SKIPPED);
	t->helped = number(r, "helped", done ? GAP_SKIPPED : GAP_NOT_ASKED);
	t->size = size_of(r, "size", done ? GAP_SKIPPED : GAP_NOT_ASKED);
	t->obstacles = obstacles_bits(rows_str(r, "obstacles"));
	t->obstacles_gap = t->obstacles != 0 ? 0 : t->amount == AMOUNT_DID ?
	    GAP_NOT_ASKED : GAP_SKIPPED;
	t->reported_at = rows_int(r, "reported_at");
	t->seen_at = moment(r, "seen_at", t);
	t->talked_at = moment(r, "talked_at", t);
}

void
engage_answer_read(struct loading *l, struct rows *r, struct engage_told *t)
{
	bool answered = !rows_null(r, "answer_id");
	int gap = answered ? GAP_SKIPPED : t->newest ? GAP_NOT_YET : GAP_NONE;

	/* One told anew waits for no answer any more: GAP_NONE. */
	t->led = !rows_null(r, "lead_id");
	if (t->led)
		gap = GAP_NOT_ASKED;
	t->answered_at = moment(r, "reviewed_at", t);
	t->read_at = answered ? rows_int(r, "read_at") :
	    moment(r, "read_at", t);
	t->quality = number(r, "quality", gap);
	t->amount_seen = number(r, "amount_seen", gap);
	t->template = engage_name(l, rows_str(r, "template"));
	t->edited = t->template.len > 0 ? number(r, "edited", GAP_NONE) :
	    answered || !t->newest ? GAP_NONE : GAP_NOT_YET;
	t->hours = t->answered_at > 0 ? (double)(t->answered_at -
	    t->reported_at) / HOUR_S : t->newest ? GAP_NOT_YET : GAP_NONE;
}
