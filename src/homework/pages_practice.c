/* SPDX-License-Identifier: Apache-2.0 */
#include "base/random.h"
#include "homework/pages.h"
#include "homework/practice_view.h"
#include "homework/views.h"
#include "people/care.h"
#include "people/page_frame.h"
#include "people/team.h"
#include "programme/content.h"

/* "My practice" of the therapist; the supervisor's sample. */

const int sample_order[SAMPLE_ITEMS] = { 0, 1, 2, 3, 4, 5 };
const int sample_levels[3] = { 0, 1, 2 };
const int obstacle_order[OBSTACLES_N] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 };

/* Our own words for what the evidence points to (docs/homework.md). */
struct msg
sample_item_text(int item)
{
	static const struct msg list[SAMPLE_ITEMS] = {
		{ T("The reason is this person's own") },
		{ T("The first step is clear and small") },
		{ T("When and where are agreed") },
		{ T("The likeliest obstacle is named, with an if-then") },
		{ T("The reply names what was done") },
		{ T("The reply is open and leads on") },
	};

	return list[item];
}

struct msg
sample_level_text(int level)
{
	static const struct msg list[3] = { { T("not there") },
		{ T("partly there") }, { T("clearly there") } };

	return level < 0 ? (struct msg){ NULL } : list[level];
}

struct str
practice_span(struct out *o, int64_t s, bool days)
{
	int64_t minutes = (s + 30) / 60, hours = (s + 1800) / 3600;

	if (minutes < 90)
		return out_trn(o, TN("%1 minute", "%1 minutes"), minutes);
	if (!days || hours < 48)
		return out_trn(o, TN("about %1 hour", "about %1 hours"),
		    hours);
	return out_trn(o, TN("about %1 day", "about %1 days"),
	    (hours + 12) / 24);
}

/* "–" where the sum is too small to be told. */
struct str
practice_count(struct out *o, const struct practice *p, int n,
    const struct crowd *crowd)
{
	return practice_told(p, crowd) ? str_fmt(o->arena, "%d", n) : S("–");
}

bool
practice_obstacle(const struct practice *p, int o)
{
	return (p->planned_n[o] > 0 && practice_told(p, &p->planned_by[o])) ||
	    (p->told_n[o] > 0 && practice_told(p, &p->told_by[o]));
}

bool
practice_obstacles_any(const struct practice *p)
{
	int o;

	for (o = 0; o < OBSTACLES_N; o++)
		if (practice_obstacle(p, o))
			return true;
	return false;
}

static struct sample_row *
rows_of(struct page *p, const struct sample *list, size_t n, bool mine)
{
	struct sample_row *rows = arena_many(p->arena, struct sample_row,
	    n + 1);
	size_t i;

	for (i = 0; i < n; i++)
		rows[i] = (struct sample_row){ .sample = list[i],
		    .name = team_name(p->tx, p->vault, mine ?
		    list[i].therapist : list[i].by),
		    .at = moment_of(list[i].rated_at != 0 ? list[i].rated_at :
		    list[i].drawn_at) };
	return rows;
}

int
list_mine_get(struct page *p)
{
	struct practice_view v = { .weeks = PRACTICE_WEEKS };
	struct sample *list;

	if (str_is(req_query(p->req, "weeks"), "12"))
		v.weeks = PRACTICE_WEEKS_LONG;
	page_frame(p, &v.frame, MSG("My practice"), "/list");
	v.frame.narrow = true;
	practice_load(p->scope, p->clinic, v.weeks, &v.practice);
	v.checks_n = sample_about_me(p->scope, &list);
	v.checks = rows_of(p, list, v.checks_n, false);
	view_practice(&p->out, &v);
	return page_ok(p);
}

/* --- the supervisor ------------------------------------------------------ */

int
look_get(struct page *p)
{
	struct look_view v = { .drawn = -1 };
	struct sample *list;
	int64_t next = sample_next_at(p->scope), drawn;
	size_t i;

	page_frame(p, &v.frame, MSG("A few plans"), "/team");
	v.frame.narrow = true;
	v.n = sample_mine(p->scope, &list);
	v.rows = rows_of(p, list, v.n, true);
	for (i = 0; i < v.n; i++)
		v.waiting += list[i].rated_at == 0;
	if (next != 0)
		v.next = out_moment(&p->out, next);
	if (str_int(req_query(p->req, "drawn"), 0, 10000, &drawn))
		v.drawn = (int)drawn;
	view_look(&p->out, &v);
	return page_ok(p);
}

int
look_post(struct page *p)
{
	struct prng dice;
	uint64_t seed;
	int n;

	random_bytes(&seed, sizeof(seed));
	dice = prng_seed(seed);
	n = sample_draw(p->scope, &dice);
	return page_go(p, url_str(p->arena, "/team/look?drawn=%s",
	    str_fmt(p->arena, "%d", n)));
}

int
look_open_post(struct page *p)
{
	p->object = p->ids[0];
	if (!sample_open(p->scope, p->actor, p->ids[0]))
		return page_not_found(p);
	return page_go(p, url_id(p->arena, "/team/look/%s", p->ids[0]));
}

/* What it is called; the library's reason where none was written. */
static void
name_find(struct page *p, const struct sample_shown *s,
    struct look_one_view *v)
{
	const struct content *content = p->content_of(p, s->bundle);
	const struct programme *programme = content_programme(content,
	    s->programme);
	const struct task *t = programme == NULL || s->task_id.len == 0 ?
	    NULL : task_variant(programme_task(programme, s->task_id),
	    s->variant);

	v->name = s->plan.title;
	if (t == NULL)
		return;
	if (v->name.len == 0)
		v->name = words_in(&t->title, p->care->lang);
	v->why = words_in(&t->why, p->care->lang);
}

static void
one_frame(struct page *p, struct look_one_view *v)
{
	page_frame(p, &v->frame, MSG("A plan and its answer"), "/team");
	v->frame.narrow = true;
}

int
look_one_get(struct page *p)
{
	struct look_one_view v = { .lang = p->care->lang };

	p->object = p->ids[0];
	if (!sample_show(p->care, &v.shown))
		return page_not_found(p);
	one_frame(p, &v);
	v.typed = v.shown.sample;
	v.therapist = team_name(p->tx, p->vault, v.shown.sample.therapist);
	name_find(p, &v.shown, &v);
	v.until = moment_full_of(p->care->glass_until_at);
	view_look_one(&p->out, &v);
	return page_ok(p);
}

static bool
items_posted(struct page *p, struct sample *new)
{
	int64_t n;
	int i;

	for (i = 0; i < SAMPLE_ITEMS; i++) {
		struct str s = req_field(p->req, str_fmt(p->arena, "i%d",
		    i).at);

		new->item[i] = -1;
		if (s.len == 0)
			continue;
		if (!str_int(s, 0, 2, &n))
			return false;
		new->item[i] = (int)n;
	}
	return true;
}

int
look_one_post(struct page *p)
{
	struct look_one_view v = { .again = true };
	struct sample new = { .note = str_trim(req_field(p->req, "note")) };

	p->object = p->ids[0];
	if (!items_posted(p, &new))
		return 400;
	if (!sample_rate(p->scope, p->ids[0], &new, &p->problems))
		return page_not_found(p);
	if (p->problems.n == 0)
		return page_go(p, url_lit("/team/look?saved=1"));
	one_frame(p, &v);
	v.typed = new;
	v.typed.id = p->ids[0];
	view_look_one(&p->out, &v);
	return page_again(p);
}
