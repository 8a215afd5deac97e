/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/plan.h"

#include "base/arena.h"
#include "base/buf.h"
#include "db/db.h"
#include "homework/worked.h"
#include "people/care.h"

enum { MINUTE_NORMAL = 12 * 60 + 30,
	PLAN_WORDS_N = 7, WORDS_END = 0x1f };

SQL(plan_put,
    "id:id patient:id assignment:id n:int by:id role:text now:int change:text"
    " size:text day:int? minute:int? zone:text per_week:int minutes:int"
    " until:int? obstacle:text? remind:int words:bytes own_reason:int"
    " if_then:int", "",
    "INSERT INTO assignment_plan (id, patient_id, assignment_id, n, by_id,"
    " by_role, made_at, change, size, day, minute, zone, per_week, minutes,"
    " until_day, obstacle, remind, words, own_reason, if_then)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
    " $14, $15, $16, $17, $18, $19, $20)");

static const char *const changes[] = {
	[PLAN_FIRST] = "first", [PLAN_SMALLER] = "smaller",
	[PLAN_LARGER] = "larger", [PLAN_WORDS] = "words",
	[PLAN_TIME] = "time", [PLAN_PLACE] = "place", [PLAN_SAME] = "same",
};
static const char *const roles[] = {
	[BY_CHAPTER] = "chapter", [BY_THERAPIST] = "therapist",
	[BY_PATIENT] = "patient",
};

const char *
homework_by_id(enum homework_by by)
{
	return roles[by];
}

enum homework_by
homework_by_of(struct str s)
{
	return str_is(s, "patient") ? BY_PATIENT : str_is(s, "therapist") ?
	    BY_THERAPIST : BY_CHAPTER;
}

static enum plan_change
change_of(struct str s)
{
	enum plan_change c;

	for (c = PLAN_FIRST; c < PLAN_SAME; c++)
		if (str_is(s, changes[c]))
			break;
	return c;
}

void
plan_default(struct care *c, const struct task *t, enum lang lang, int weekday,
    struct plan *out)
{
	struct day today = zone_day(c->zone, c->now);
	struct worked w;
	int step;

	worked_load(c, &w);
	*out = (struct plan){ .size = w.tiny_better ? SIZE_TINY :
	    SIZE_STANDARD, .minute = MINUTE_NORMAL, .zone = c->zone,
	    .minutes = 10, .obstacle = OBSTACLE_NONE, .remind = true,
	    .title = STR_NONE, .reason = STR_NONE, .first_step = STR_NONE,
	    .place = STR_NONE, .if_then = STR_NONE, .materials = STR_NONE,
	    .seen_by = STR_NONE };
	if (w.minute >= PLAN_EARLIEST && w.minute <= PLAN_LATEST)
		out->minute = w.minute;
	out->day = (struct day){ today.n + 1 };
	step = weekday >= 1 && weekday <= 7 ?
	    (weekday - day_weekday(out->day) + 7) % 7 : 0;
	out->until = (struct day){ out->day.n + (step == 0 ? 7 : step) };
	if (t == NULL)
		return;
	out->minutes = out->size == SIZE_TINY ? t->minutes_tiny : t->minutes;
	if (out->minutes < 1)
		out->minutes = 10;
	if (t->steps.n[lang] > 0 && str_utf8_len(t->steps.in[lang][0]) <=
	    PLAN_LINE_MAX)
		out->first_step = t->steps.in[lang][0];
	if (t->nobstacles > 0) {
		out->obstacle = t->obstacles[0];
		out->if_then = words_in(&t->if_then[0], lang);
	}
}

void
plan_forward(struct plan *p, struct day today)
{
	int days = today.n + 1 - p->day.n;

	if (p->day.n == DAY_NONE_N || p->day.n >= today.n)
		return;
	p->day.n += days;
	if (p->until.n != DAY_NONE_N)
		p->until.n += days;
}

static void
long_check(struct problems *bad, const char *field, struct str s, int most)
{
	if (str_utf8_len(s) > (size_t)most)
		problem_add_n(bad, str_z(field), T("This is a little long. "
		    "Keep it to %1 characters."), most);
}

bool
plan_check(const struct plan *p, bool own_words, struct problems *bad)
{
	size_t before = bad->n;

	if (own_words && str_trim(p->title).len == 0)
		problem_add(bad, S("title"),
		    T("Write what it is, in a few words."));
	long_check(bad, "title", p->title, 80);
	long_check(bad, "reason", p->reason, PLAN_TEXT_MAX);
	long_check(bad, "first_step", p->first_step, PLAN_LINE_MAX);
	long_check(bad, "place", p->place, PLAN_LINE_MAX);
	long_check(bad, "if_then", p->if_then, PLAN_LINE_MAX);
	long_check(bad, "materials", p->materials, PLAN_LINE_MAX);
	long_check(bad, "seen_by", p->seen_by, PLAN_LINE_MAX);
	if (p->minutes < 1 || p->minutes > PLAN_MINUTES_MAX)
		problem_add_n(bad, S("minutes"),
		    T("Write a number of minutes, 1 to %1."), PLAN_MINUTES_MAX);
	if (p->per_week < 0 || p->per_week > 7)
		problem_add(bad, S("per_week"), T("Choose how often."));
	if (p->until.n != DAY_NONE_N && p->day.n != DAY_NONE_N &&
	    p->until.n < p->day.n)
		problem_add(bad, S("until"),
		    T("This day is before the first time."));
	return bad->n == before;
}

static bool
same(struct str a, struct str b)
{
	return str_eq(str_trim(a), str_trim(b));
}

enum plan_change
plan_changed(const struct plan *from, const struct plan *to)
{
	if (to->size < from->size || to->minutes < from->minutes)
		return PLAN_SMALLER;
	if (to->size > from->size || to->minutes > from->minutes ||
	    to->per_week > from->per_week)
		return PLAN_LARGER;
	if (to->per_week < from->per_week)
		return PLAN_SMALLER;
	if (!same(from->title, to->title) || !same(from->reason, to->reason) ||
	    !same(from->first_step, to->first_step) ||
	    !same(from->if_then, to->if_then) ||
	    !same(from->materials, to->materials) ||
	    !same(from->seen_by, to->seen_by) ||
	    from->obstacle != to->obstacle)
		return PLAN_WORDS;
	if (from->day.n != to->day.n || from->minute != to->minute ||
	    from->until.n != to->until.n || from->remind != to->remind)
		return PLAN_TIME;
	return same(from->place, to->place) ? PLAN_SAME : PLAN_PLACE;
}

/* The words of a plan as one text; WORDS_END never comes from a form. */
static struct str
words_pack(struct arena *a, const struct plan *p)
{
	const struct str list[PLAN_WORDS_N] = { p->title, p->reason,
	    p->first_step, p->place, p->if_then, p->materials, p->seen_by };
	size_t i, k, most = PLAN_WORDS_N;
	struct buf b;

	for (i = 0; i < PLAN_WORDS_N; i++)
		most += list[i].len;
	b = buf_new(a, most);
	for (i = 0; i < PLAN_WORDS_N; i++) {
		struct str s = str_trim(list[i]);

		for (k = 0; k < s.len; k++)
			if (s.at[k] != WORDS_END)
				buf_add_c(&b, s.at[k]);
		buf_add_c(&b, WORDS_END);
	}
	return buf_str(&b);
}

static void
words_unpack(struct str packed, struct plan *p)
{
	struct str *const list[PLAN_WORDS_N] = { &p->title, &p->reason,
	    &p->first_step, &p->place, &p->if_then, &p->materials,
	    &p->seen_by };
	size_t i;

	for (i = 0; i < PLAN_WORDS_N; i++)
		*list[i] = packed.len > 0 ? str_cut(&packed, WORDS_END) :
		    STR_NONE;
}

void
plan_add(struct care *c, struct id assignment, const struct plan *p, int n,
    enum plan_change change)
{
	struct id id = id_event(tx_now_ms(c->tx));

	db_run(c->tx, plan_put, id, c->patient, assignment, n, c->actor,
	    str_z(roles[p->by_role]), c->now, str_z(changes[change]),
	    p->size == SIZE_TINY ? S("tiny") : S("standard"), p->day,
	    DB_IF(p->minute >= 0, p->minute), zone_name(p->zone), p->per_week,
	    p->minutes, p->until, DB_IF(p->obstacle != OBSTACLE_NONE,
	    str_z(obstacle_id(p->obstacle))), p->remind, care_seal(c,
	    FIELD_HOMEWORK_PLAN, id, words_pack(c->arena, p)),
	    p->own_reason, str_trim(p->if_then).len > 0);
}

void
plan_read(struct care *c, struct rows *r, struct plan *out)
{
	out->id = rows_id(r, "id");
	out->by = rows_id(r, "by_id");
	out->n = (int)rows_int(r, "n");
	out->by_role = homework_by_of(rows_str(r, "by_role"));
	out->made_at = rows_int(r, "made_at");
	out->change = change_of(rows_str(r, "change"));
	out->size = str_is(rows_str(r, "size"), "tiny") ? SIZE_TINY :
	    SIZE_STANDARD;
	out->day = rows_day(r, "day");
	out->minute = rows_null(r, "minute") ? -1 :
	    (int)rows_int(r, "minute");
	out->zone = zone_find(rows_str(r, "zone"));
	if (out->zone == NULL)
		out->zone = c->zone;
	out->per_week = (int)rows_int(r, "per_week");
	out->minutes = (int)rows_int(r, "minutes");
	out->until = rows_day(r, "until_day");
	out->obstacle = obstacle_of(rows_str(r, "obstacle"));
	out->remind = rows_int(r, "remind") != 0;
	words_unpack(care_unseal(c, FIELD_HOMEWORK_PLAN, out->id,
	    rows_bytes(r, "words")), out);
}
