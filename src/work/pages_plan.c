/* SPDX-License-Identifier: Apache-2.0 */
#include "people/care.h"
#include "work/own.h"
#include "work/pages.h"
#include "work/views.h"

/* The plan back to work as a form; the patient's and the clinic's. */

static bool
plan_load(struct page *p, struct work_case *w, struct way_form_view *v)
{
	if (!work_load(p, w) || !w->write)
		return false;
	way_head(p, w, &v->h, w->clinician ? MSG("Work") :
	    MSG("The way forward"));
	return true;
}

/* With a blank step at the end, to be filled in. */
static int
plan_show(struct page *p, struct way_form_view *v)
{
	if (v->way.steps_n < WAY_STEPS_MAX)
		v->way.steps[v->way.steps_n++] = (struct way_step){
		    .day = DAY_NONE, .percent = -1 };
	else
		v->full = true;
	view_way_form(&p->out, v);
	return page_ok(p);
}

int
way_plan_get(struct page *p)
{
	struct way_form_view *v = arena_one(p->arena, struct way_form_view);
	struct way_draft *draft = arena_one(p->arena, struct way_draft);
	struct work_case w;
	struct way now;
	size_t i;

	if (!plan_load(p, &w, v))
		return page_not_found(p);
	(void)way_get(p->care, &now);
	way_draft_get(p->care, draft);
	v->way = draft->version > 0 ? draft->way : now;
	v->base_n = draft->version > 0 ? draft->base_n : now.n;
	v->version = draft->version;
	if (draft->version > 0)
		v->saved = out_clock(&p->out, draft->saved_at);
	for (i = 0; i < v->way.steps_n; i++)
		if (v->way.steps[i].text[WAY_DAY].len == 0 &&
		    v->way.steps[i].day.n != DAY_NONE_N)
			v->way.steps[i].text[WAY_DAY] = day_text(p->arena,
			    v->way.steps[i].day);
	return plan_show(p, v);
}

/* The post: false when it never came from our page. */
static bool
plan_read(struct page *p, struct way *out, int *base_n, int64_t *version)
{
	int64_t n;
	int i, k;

	if (!str_int(req_field(p->req, "n"), 0, INT32_MAX, &n) ||
	    !str_int(req_field(p->req, "version"), 0, INT32_MAX, version))
		return false;
	*base_n = (int)n;
	*out = (struct way){ .steps_n = 0 };
	for (i = 1; i <= WAY_STEPS_MAX; i++) {
		struct way_step *s = &out->steps[out->steps_n++];
		const char *away = str_fmt(p->arena, "away-%d", i).at;

		*s = (struct way_step){ .day = DAY_NONE, .percent = -1 };
		for (k = 0; k < WAY_PARTS; k++)
			s->text[k] = str_is(req_field(p->req, away), "1") ?
			    STR_NONE : str_trim(req_field(p->req,
			    str_fmt(p->arena, "%s-%d", way_part_ids[k],
			    i).at));
	}
	/* Blank ones at the end were never filled in. */
	while (out->steps_n > 0) {
		const struct way_step *s = &out->steps[out->steps_n - 1];

		for (k = 0; k < WAY_PARTS && s->text[k].len == 0; k++)
			;
		if (k < WAY_PARTS)
			break;
		out->steps_n--;
	}
	return true;
}

static bool
too_long(const struct way *w)
{
	size_t i;
	int k;

	for (i = 0; i < w->steps_n; i++)
		for (k = 0; k < WAY_PARTS; k++)
			if (str_utf8_len(w->steps[i].text[k]) >
			    (k <= WAY_PERCENT ? WAY_TYPED_MAX : WAY_LINE_MAX))
				return true;
	return false;
}

/*
 * Both texts: what was typed in the form, and the draft, or the plan where
 * there is none.  The form is then over what is shown here and nothing else.
 */
static int
plan_both(struct page *p, struct way_form_view *v,
    const struct way_draft *draft, bool plan)
{
	size_t i;

	v->both = true;
	v->version = draft->version;
	v->other = draft->way;
	if (plan || draft->version == 0) {
		(void)way_get(p->care, &v->other);
		v->base_n = v->other.n;
	}
	if (v->other.n > 0)
		v->other_who = way_who(p, &v->other.by);
	/* What lies in a draft is as typed. */
	for (i = 0; i < v->other.steps_n; i++)
		v->other.steps[i].typed = v->other.n == 0;
	(void)plan_show(p, v);
	return page_conflict(p);
}

static int
plan_later(struct page *p, struct way_form_view *v, int64_t seen)
{
	bool more = str_is(req_field(p->req, "go"), "more");
	struct way_draft *draft;
	int64_t version;

	if (too_long(&v->way)) {
		/* The same words as when it is saved for good. */
		(void)way_settle(&v->way, zone_day(p->care->zone, p->now),
		    &p->problems);
		(void)plan_show(p, v);
		return page_again(p);
	}
	if (way_draft_put(p->care, &v->way, v->base_n, seen, &version))
		return page_go(p, way_url(p, more ? "/plan#more" :
		    "?saved=1"));
	draft = arena_one(p->arena, struct way_draft);
	way_draft_get(p->care, draft);
	return plan_both(p, v, draft, false);
}

int
way_plan_post(struct page *p)
{
	struct way_form_view *v = arena_one(p->arena, struct way_form_view);
	struct way_draft *draft = arena_one(p->arena, struct way_draft);
	struct str go = req_field(p->req, "go");
	enum way_saved saved;
	struct work_case w;
	struct way now, typed;

	if (!plan_load(p, &w, v))
		return page_not_found(p);
	if (!plan_read(p, &v->way, &v->base_n, &v->version))
		return 400;
	if (str_is(go, "later") || str_is(go, "more"))
		return plan_later(p, v, v->version);
	way_draft_get(p->care, draft);
	if (draft->version > 0 && draft->version != v->version)
		return plan_both(p, v, draft, false);
	typed = v->way;
	saved = way_save(p->care, &typed, v->base_n, &now, &p->problems);
	switch (saved) {
	case WAY_SAVED:
		p->object = now.id;
		return page_go(p, way_url(p, "?saved=1#plan"));
	case WAY_CONFLICT:
		return plan_both(p, v, draft, true);
	case WAY_NONE:
		return page_not_found(p);
	case WAY_REFUSED:
		break;
	}
	(void)plan_show(p, v);
	return page_again(p);
}

int
way_plan_keep(struct page *p)
{
	struct work_case w;
	struct way typed;
	int64_t seen, version;
	int base_n;

	if (!work_load(p, &w) || !w.write)
		return page_not_found(p);
	if (!plan_read(p, &typed, &base_n, &seen))
		return 400;
	if (too_long(&typed)) {
		page_json(p, S("{}"));
		return 422;
	}
	if (!way_draft_put(p->care, &typed, base_n, seen, &version)) {
		page_json(p, S("{}"));
		return 409;
	}
	return page_json(p, str_fmt(p->arena,
	    "{\"saved\":\"%.*s\",\"version\":%lld}",
	    STR(out_clock(&p->out, p->now)), (long long)version));
}
