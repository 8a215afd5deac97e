/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "base/csv.h"
#include "homework/own.h"
#include "homework/pages.h"
#include "homework/report_view.h"
#include "homework/views.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"

/* The clinic's report: a page, and its table as a file. */

enum { PERCENT = 100, FEW = 2, DAYS_A_WEEK = 7 };

const enum clinic_measure clinic_done[CLINIC_DONE_N] = { CLINIC_PROPOSED,
	CLINIC_TALK, CLINIC_AGREED, CLINIC_DONE };
const enum clinic_measure clinic_thought[CLINIC_THOUGHT_N] = { CLINIC_HELPS,
	CLINIC_FITS, CLINIC_CAN, CLINIC_HELPED, CLINIC_QUALITY, CLINIC_HOURS,
	CLINIC_RHYTHM };
/* Heads of the file; docs/export.md tells what they are. */
static const char *const heads[CLINIC_MEASURES] = {
	[CLINIC_PROPOSED] = "proposed", [CLINIC_AGREED] = "agreed",
	[CLINIC_DONE] = "done", [CLINIC_TALK] = "talk_first",
	[CLINIC_HELPS] = "helps_before_mean",
	[CLINIC_FITS] = "fits_before_mean", [CLINIC_CAN] = "can_before_mean",
	[CLINIC_HELPED] = "helped_mean", [CLINIC_QUALITY] = "quality_mean",
	[CLINIC_HOURS] = "hours_to_answer_median",
	[CLINIC_RHYTHM] = "rhythm_kept_share",
};

struct msg
clinic_measure_text(enum clinic_measure m)
{
	static const struct msg list[CLINIC_MEASURES] = {
		[CLINIC_PROPOSED] = { T("Proposed") },
		[CLINIC_AGREED] = { T("Agreed") },
		[CLINIC_DONE] = { T("Done at all") },
		[CLINIC_TALK] = { T("Talked about first") },
		[CLINIC_HELPS] = { T("Before: will help, of 10") },
		[CLINIC_FITS] = { T("Before: fits, of 10") },
		[CLINIC_CAN] = { T("Before: can do it, of 10") },
		[CLINIC_HELPED] = { T("Helped, of 10") },
		[CLINIC_QUALITY] = { T("Quality, of 4") },
		[CLINIC_HOURS] = { T("Answered after") },
		[CLINIC_RHYTHM] = { T("Answered as promised") },
	};

	return m < CLINIC_MEASURES ? list[m] : (struct msg){ NULL };
}

static struct str
percent(struct out *o, double share)
{
	return out_tr1(o, T("%1 %"), (int)lround(share * PERCENT));
}

struct str
clinic_share_text(struct out *o, const struct clinic_number *n)
{
	return n->none ? STR_NONE : percent(o, n->value);
}

struct str
clinic_number_text(struct out *o, const struct clinic_number *n,
    enum clinic_measure m)
{
	if (n->none)
		return STR_NONE;
	if (m == CLINIC_HOURS)
		return hours_text(o, n->value);
	if (m == CLINIC_RHYTHM)
		return percent(o, n->value);
	return out_real(o, m <= CLINIC_TALK ? n->value :
	    (double)(long)(n->value * 10 + 0.5) / 10);
}

/* --- what is asked ------------------------------------------------------- */

/* False: a field needs another look. */
static bool
ask_read(struct page *p, struct clinic_ask *ask, struct str *from,
    struct str *to)
{
	*ask = clinic_ask_default(p->clinic, p->now);
	ask->programme = req_query(p->req, "programme");
	ask->by = clinic_by_of(req_query(p->req, "by"));
	page_query_day(p, "from", from, &ask->from);
	page_query_day(p, "to", to, &ask->to);
	if (p->problems.n > 0)
		return false;
	if (ask->to.n < ask->from.n)
		problem_add(&p->problems, S("to"),
		    T("The last day is before the first."));
	else if (ask->to.n - ask->from.n >= CLINIC_DAYS_MAX)
		problem_add_n(&p->problems, S("to"),
		    T("Choose at most %1 days."), CLINIC_DAYS_MAX);
	return p->problems.n == 0;
}

/* --- words and chart ----------------------------------------------------- */

static void
say(struct said *s, struct str sentence)
{
	if (s->n < SAID_MAX)
		s->at[s->n++] = sentence;
}

static bool
there(const struct clinic_number *n)
{
	return n->shown && !n->none;
}

static void
words_say(struct out *o, const struct clinic_report *r, struct said *out)
{
	const struct clinic_row *t = &r->total;
	const struct clinic_obstacle *most = NULL;
	int i;

	if (r->n == 0)
		return;
	if (!t->patients_shown || !t->at[CLINIC_AGREED].shown) {
		say(out, out_tr(o, T("Too few patients to tell anything about "
		    "without telling about someone.")));
		return;
	}
	say(out, out_tr2(o, T("%1 exercises were agreed on with %2 patients."),
	    (int)t->at[CLINIC_AGREED].value, t->patients));
	if (there(&t->share))
		say(out, out_tr1(o, T("%1 of them were done, wholly or in "
		    "part."), percent(o, t->share.value)));
	if (there(&t->at[CLINIC_HOURS]))
		say(out, out_tr1(o, T("Half of the reports were answered "
		    "within %1."), hours_text(o, t->at[CLINIC_HOURS].value)));
	for (i = 0; i < OBSTACLES_N; i++)
		if (there(&r->obstacles[i].told) &&
		    r->obstacles[i].told.value >= FEW && (most == NULL ||
		    r->obstacles[i].told.value > most->told.value))
			most = &r->obstacles[i];
	if (most != NULL)
		say(out, out_tr1(o, T("What came in the way most often: %1."),
		    obstacles_words(o, 1U << most->obstacle)));
}

/* A point for each span of the period; one that is hidden leaves a gap. */
static size_t
points_fill(const struct clinic_ask *ask, const struct clinic_report *r,
    struct chart_point *points, int *newest)
{
	int spans = (ask->to.n - ask->from.n) / (DAYS_A_WEEK * r->step) + 1, i;
	size_t k, drawn = 0;

	for (i = 0; i < spans; i++)
		points[i] = (struct chart_point){ .week = i * r->step + 1,
		    .day = { ask->from.n + DAYS_A_WEEK * r->step * i },
		    .missing = true };
	for (k = 0; k < r->weeks_n; k++) {
		const struct clinic_row *row = &r->weeks[k];

		if (!there(&row->share))
			continue;
		i = row->week / r->step;
		points[i].missing = false;
		*newest = (int)(row->share.value * PERCENT + 0.5);
		points[i].value = *newest;
		drawn++;
	}
	return drawn;
}

static bool
chart_draw(struct out *o, const struct clinic_ask *ask,
    const struct clinic_report *r, struct chart *out)
{
	struct chart_point points[CHART_POINTS_MAX];
	struct chart_data c = { .title = out_tr(o, T("Share done, in %")),
	    .value = MSG("Share done, in %"), .gap = MSG("hidden, or none"),
	    .to = PERCENT, .points = points };
	int newest = 0;

	if (points_fill(ask, r, points, &newest) < FEW)
		return false;
	c.n = (size_t)(ask->to.n - ask->from.n) /
	    (size_t)(DAYS_A_WEEK * r->step) + 1;
	c.caption = out_tr1(o, r->step == 1 ?
	    T("How much of what was agreed on was done, by the week it was "
	    "proposed in; %1 in the newest one shown.") :
	    T("How much of what was agreed on was done, by the four weeks it "
	    "was proposed in; %1 in the newest ones shown."),
	    percent(o, (double)newest / PERCENT));
	chart_make(o, &c, out);
	return true;
}

/* --- groups in words ----------------------------------------------------- */

static struct msg
by_text(enum clinic_by by)
{
	static const struct msg list[CLINIC_BYS] = {
		[BY_PROGRAMME] = { T("Programme") },
		[BY_LANGUAGE] = { T("Language") },
		[BY_READING] = { T("Reading level") },
		[BY_VARIANT] = { T("Written for") },
		[BY_KIND] = { T("Kind of exercise") },
		[BY_WEEK] = { T("Week") },
	};

	return by < CLINIC_BYS ? list[by] : (struct msg){ NULL };
}

static struct str
programme_name(struct page *p, struct str id)
{
	const struct programme *programme = content_programme(p->content, id);

	return programme == NULL ? id :
	    words_in(&programme->title, p->out.lang);
}

/* "I work shifts": as the first task that has this variant says it. */
static struct str
variant_name(struct page *p, struct str tag)
{
	size_t i, k, t, v;

	for (i = 0; i < content_programmes(p->content); i++) {
		const struct programme *pr = content_programme_at(p->content,
		    i);

		for (k = 0; k < pr->nlibraries; k++)
			for (t = 0; t < pr->libraries[k].ntasks; t++) {
				const struct task *task =
				    &pr->libraries[k].tasks[t];

				for (v = 0; v < task->nvariants; v++)
					if (str_eq(task->variants[v].variant,
					    tag))
						return words_in(&task->
						    variants[v].fits,
						    p->out.lang);
			}
	}
	return tag;
}

static struct clinic_line
line_of(struct page *p, enum clinic_by by, const struct clinic_row *row)
{
	struct clinic_line l = { .name = row->key, .row = row };

	if (row->key.len == 0)
		l.word = MSG("All together");
	else if (by == BY_PROGRAMME)
		l.name = programme_name(p, row->key);
	else if (by == BY_LANGUAGE)
		l.word = str_is(row->key, "nb") ? MSG("Norwegian") :
		    MSG("English");
	else if (by == BY_KIND)
		l.word = task_kind_text(task_kind_of(row->key));
	else if (str_is(row->key, "standard"))
		l.word = MSG("everyone");
	else if (str_is(row->key, "plain"))
		l.word = MSG("short and simple");
	else if (by == BY_VARIANT)
		l.name = variant_name(p, row->key);
	return l;
}

static void
options_fill(struct page *p, const struct clinic_ask *ask,
    struct clinic_report_view *v)
{
	size_t i, n = content_programmes(p->content);
	enum clinic_by by;

	v->programmes[v->programmes_n++] = (struct clinic_option){
	    .id = STR_NONE, .name = MSG("All"),
	    .on = ask->programme.len == 0 };
	for (i = 0; i < n && i < CLINIC_ROWS_MAX; i++) {
		const struct programme *pr = content_programme_at(p->content,
		    i);

		v->programmes[v->programmes_n++] = (struct clinic_option){
		    .id = pr->id, .text = words_in(&pr->title, p->out.lang),
		    .on = str_eq(pr->id, ask->programme) };
	}
	for (by = BY_PROGRAMME; by < BY_WEEK; by++)
		v->by[v->by_n++] = (struct clinic_option){
		    .id = str_z(clinic_by_id(by)), .name = by_text(by),
		    .on = by == ask->by };
}

int
clinic_report_get(struct page *p)
{
	struct clinic_report_view *v = arena_one(p->arena,
	    struct clinic_report_view);
	struct clinic_ask ask;
	size_t i;

	page_frame(p, &v->frame, MSG("How the exercises go"), "/team");
	v->asked = ask_read(p, &ask, &v->from, &v->to);
	v->programme = ask.programme;
	v->by_id = str_z(clinic_by_id(ask.by));
	options_fill(p, &ask, v);
	v->by_name = by_text(ask.by);
	if (v->asked) {
		clinic_report(p->scope, p->clinic, &ask, &v->r);
		words_say(&p->out, &v->r, &v->said);
		v->drawn = chart_draw(&p->out, &ask, &v->r, &v->chart);
		for (i = 0; i < v->r.n; i++)
			v->lines[i] = line_of(p, ask.by, &v->r.rows[i]);
		v->total = line_of(p, ask.by, &v->r.total);
	}
	view_clinic_report(&p->out, v);
	return v->asked ? page_ok(p) : page_again(p);
}

/* --- the file ------------------------------------------------------------ */

static void
number_put(struct csv *csv, const struct clinic_number *n)
{
	if (!n->shown)
		csv_text(csv, S("hidden"));
	else if (n->none)
		csv_text(csv, STR_NONE);
	else
		csv_real(csv, n->value);
}

static void
row_put(struct csv *csv, const struct clinic_row *row)
{
	struct clinic_number patients = { .shown = row->patients_shown,
	    .value = row->patients };
	size_t i;

	csv_text(csv, row->key.len > 0 ? row->key : S("all"));
	number_put(csv, &patients);
	for (i = 0; i < CLINIC_DONE_N; i++)
		number_put(csv, &row->at[clinic_done[i]]);
	number_put(csv, &row->share);
	for (i = 0; i < CLINIC_THOUGHT_N; i++)
		number_put(csv, &row->at[clinic_thought[i]]);
	csv_end(csv);
}

int
clinic_report_csv(struct page *p)
{
	struct clinic_report *r = arena_one(p->arena, struct clinic_report);
	struct csv csv = { .to = &p->reply->body };
	struct clinic_ask ask;
	struct str from, to;
	size_t i;

	if (!ask_read(p, &ask, &from, &to))
		return 400;
	clinic_report(p->scope, p->clinic, &ask, r);
	if (r->more)
		return 400;
	csv_text(&csv, str_z(clinic_by_id(ask.by)));
	csv_text(&csv, S("patients"));
	for (i = 0; i < CLINIC_DONE_N; i++)
		csv_text(&csv, str_z(heads[clinic_done[i]]));
	csv_text(&csv, S("done_share"));
	for (i = 0; i < CLINIC_THOUGHT_N; i++)
		csv_text(&csv, str_z(heads[clinic_thought[i]]));
	csv_end(&csv);
	for (i = 0; i < r->n; i++)
		row_put(&csv, &r->rows[i]);
	row_put(&csv, &r->total);
	p->reply->type = "text/csv; charset=utf-8";
	reply_header(p->reply, "Content-Disposition",
	    S("attachment; filename=\"exercises.csv\""));
	return 200;
}
