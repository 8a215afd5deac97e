/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/plan_form.h"

#include "base/typed.h"
#include "homework/view.h"
#include "people/care.h"

enum { DAY_MINUTES = 24 * 60 };

const int plan_often[8] = { 0, 1, 2, 3, 4, 5, 6, 7 };

static const struct msg obstacle_texts[OBSTACLES_N] = {
	[OBSTACLE_TIME] = { T("No time") },
	[OBSTACLE_PRIVACY] = { T("Nowhere to be alone") },
	[OBSTACLE_TIRED] = { T("Tired at the end of the day") },
	[OBSTACLE_FORGOT] = { T("It slips my mind") },
	[OBSTACLE_LOST] = { T("The papers are gone") },
	[OBSTACLE_UNCLEAR] = { T("Not sure how to do it") },
	[OBSTACLE_HARD] = { T("It feels too hard") },
	[OBSTACLE_HOME] = { T("Someone at home") },
	[OBSTACLE_OTHER] = { T("Something else") },
};

struct msg
obstacle_text(enum obstacle o)
{
	return o >= 0 && o < OBSTACLES_N ? obstacle_texts[o] :
	    (struct msg){ NULL };
}

static void
day_add(struct plan_form *v, struct arena *a, struct day day)
{
	struct plan_day *d = &v->days[v->days_n++];

	*d = (struct plan_day){ .day = day, .value = day_text(a, day),
	    .on = day.n == v->plan.day.n,
	    .until_on = day.n == v->plan.until.n };
}

void
plan_form_make(struct page *p, const struct task *task, const struct plan *plan,
    enum lang texts, struct plan_form *v)
{
	struct day today = zone_day(p->care->zone, p->now);
	struct day before = plan->day.n < plan->until.n ? plan->day :
	    plan->until;
	int i;

	*v = (struct plan_form){ .plan = *plan, .task = task, .lang = "" };
	if (texts != p->out.lang)
		v->lang = lang_tag(texts);
	/* Days that are past stay what they are until somebody moves them. */
	if (before.n != DAY_NONE_N && before.n < today.n)
		day_add(v, p->arena, before);
	if (plan->until.n != DAY_NONE_N && plan->until.n < today.n &&
	    plan->until.n != before.n)
		day_add(v, p->arena, plan->until);
	for (i = 0; i < PLAN_FORM_DAYS; i++)
		day_add(v, p->arena, (struct day){ today.n + i });
	if (plan->until.n != DAY_NONE_N &&
	    plan->until.n >= today.n + PLAN_FORM_DAYS)
		day_add(v, p->arena, plan->until);
	v->time = plan->minute < 0 ? STR_NONE : str_fmt(p->arena,
	    "%02d:%02d", plan->minute / 60, plan->minute % 60);
	if (problem_of(&p->problems, S("time")) != NULL)
		v->time = req_field(p->req, "time");
	for (i = 0; i < OBSTACLES_N; i++) {
		const struct words *w = task_if_then(task, (enum obstacle)i);
		struct plan_obstacle *o = &v->obstacles[v->obstacles_n];

		*o = (struct plan_obstacle){ .id = obstacle_id(
		    (enum obstacle)i), .text = obstacle_texts[i],
		    .if_then = w == NULL ? STR_NONE : words_in(w, texts),
		    .on = plan->obstacle == (enum obstacle)i };
		v->obstacles_n++;
	}
}

/* A time may be left out: -1. */
static bool
time_parse(struct str s, int *out)
{
	*out = -1;
	return s.len == 0 || minute_typed(s, out);
}

static bool
posted(struct page *p, const char *name)
{
	size_t i;

	for (i = 0; i < p->req->form_n; i++)
		if (str_is(p->req->form[i].name, name))
			return true;
	return false;
}

static void
text_read(struct page *p, const char *name, struct str *to)
{
	if (posted(p, name))
		*to = str_trim(req_field(p->req, name));
}

static bool
day_read(struct page *p, const char *name, struct day *to)
{
	struct str s = req_field(p->req, name);

	if (!posted(p, name))
		return true;
	if (s.len == 0) {
		*to = DAY_NONE;
		return true;
	}
	return day_typed(s, to);
}

static void
number_read(struct page *p, const char *name, int max, int *to)
{
	int64_t n;

	if (!posted(p, name))
		return;
	/* -1 is told by plan_check(), at the field. */
	*to = str_int(str_trim(req_field(p->req, name)), 0, max, &n) ?
	    (int)n : -1;
}

bool
plan_form_read(struct page *p, const struct plan *base, struct plan *out)
{
	struct str size = req_field(p->req, "size");

	*out = *base;
	out->zone = p->care->zone;
	text_read(p, "title", &out->title);
	text_read(p, "reason", &out->reason);
	text_read(p, "first_step", &out->first_step);
	text_read(p, "place", &out->place);
	text_read(p, "if_then", &out->if_then);
	text_read(p, "materials", &out->materials);
	text_read(p, "seen_by", &out->seen_by);
	number_read(p, "per_week", 7, &out->per_week);
	number_read(p, "minutes", PLAN_MINUTES_MAX, &out->minutes);
	if (posted(p, "obstacle"))
		out->obstacle = obstacle_of(req_field(p->req, "obstacle"));
	if (posted(p, "folded"))
		out->remind = str_is(req_field(p->req, "remind"), "1");
	if (str_is(size, "tiny"))
		out->size = SIZE_TINY;
	else if (str_is(size, "standard"))
		out->size = SIZE_STANDARD;
	if (!day_read(p, "day", &out->day) ||
	    !day_read(p, "until", &out->until))
		return false;
	if (posted(p, "time") && !time_parse(str_trim(req_field(p->req,
	    "time")), &out->minute))
		problem_add(&p->problems, S("time"),
		    T("Write the time as 12:30."));
	return true;
}

struct str
plan_when(struct out *o, const struct plan *p)
{
	struct str day = p->day.n == DAY_NONE_N ? STR_NONE : out_day(o, p->day);
	struct str clock = STR_NONE;

	if (p->minute >= 0)
		clock = str_fmt(o->arena, o->lang == LANG_NB ? "%02d.%02d" :
		    "%02d:%02d", p->minute / 60, p->minute % 60);
	if (day.len > 0 && clock.len > 0)
		return out_tr2(o, T("%1 at %2"), day, clock);
	return day.len > 0 ? day : clock;
}

const unsigned obstacle_bits[OBSTACLES_N] = { 1U << OBSTACLE_TIME,
	1U << OBSTACLE_PRIVACY, 1U << OBSTACLE_TIRED, 1U << OBSTACLE_FORGOT,
	1U << OBSTACLE_LOST, 1U << OBSTACLE_UNCLEAR, 1U << OBSTACLE_HARD,
	1U << OBSTACLE_HOME, 1U << OBSTACLE_OTHER };

struct str
obstacles_words(struct out *o, unsigned bits)
{
	enum { WORDS_MAX = 600 };
	struct buf b = buf_new(o->arena, WORDS_MAX);
	int i;

	for (i = 0; i < OBSTACLES_N; i++)
		if (bits & obstacle_bits[i]) {
			if (b.len > 0)
				buf_add_z(&b, " · ");
			buf_add(&b, out_tr(o, obstacle_texts[i].id));
		}
	return buf_str(&b);
}
