/* SPDX-License-Identifier: Apache-2.0 */
#include "people/care.h"
#include "work/hand_lines.h"
#include "work/own.h"
#include "work/pages.h"
#include "work/views.h"

/*
 * Handing over: the patient picks lines, sees the page, keeps and prints it.
 * The page is made anew from the lines each time; what was seen is compared,
 * so that what is kept is what was looked at.
 */

static void
typed_read(struct page *p, struct hand_view *v)
{
	size_t i, k;

	v->paper.kind = handed_of(req_field(p->req, "to"));
	v->paper.whom = str_trim(req_field(p->req, "whom"));
	v->own = str_trim(req_field(p->req, "own"));
	for (i = 0; i < v->lines_n; i++)
		v->lines[i].on = false;
	for (k = 0; k < p->req->form_n; k++)
		for (i = 0; i < v->lines_n &&
		    str_is(p->req->form[k].name, "pick"); i++)
			v->lines[i].on |= str_eq(v->lines[i].key,
			    p->req->form[k].value);
	if (str_utf8_len(v->paper.whom) > HANDED_WHOM_MAX)
		problem_add_n(&p->problems, S("whom"), T("This is a little "
		    "long. Keep it to %1 characters."), HANDED_WHOM_MAX);
	if (str_utf8_len(v->own) > HANDED_OWN_MAX)
		problem_add_n(&p->problems, S("own"), T("This is a little "
		    "long. Keep it to %1 characters."), HANDED_OWN_MAX);
}

static bool
hand_load(struct page *p, struct work_case *w, struct hand_view *v)
{
	if (!work_load(p, w))
		return false;
	way_head(p, w, &v->h, MSG("The way forward"));
	hand_lines(p, w, v);
	return true;
}

static int
choose(struct page *p, const struct hand_view *v)
{
	view_way_hand(&p->out, v);
	return page_ok(p);
}

int
way_hand_get(struct page *p)
{
	struct hand_view *v = arena_one(p->arena, struct hand_view);
	struct work_case w;

	if (!hand_load(p, &w, v) || !w.write)
		return page_not_found(p);
	v->paper.kind = handed_of(req_query(p->req, "to"));
	v->paper.whom = v->own = STR_NONE;
	hand_defaults(v);
	return choose(p, v);
}

static int
preview(struct page *p, struct hand_view *v)
{
	v->seen = str_hash(v->paper.text);
	v->paper.at = p->now;
	view_way_hand_look(&p->out, v);
	return page_ok(p);
}

int
way_hand_post(struct page *p)
{
	struct hand_view *v = arena_one(p->arena, struct hand_view);
	struct str go = req_field(p->req, "go");
	struct work_case w;
	uint64_t hash;

	if (!hand_load(p, &w, v))
		return page_not_found(p);
	typed_read(p, v);
	if (str_starts(go, S("to-")))
		hand_switch(v, handed_of(str_sub(go, 3, go.len)));
	if (str_is(go, "back") || str_starts(go, S("to-")))
		return choose(p, v);
	if (p->problems.n == 0 && !hand_any(v))
		problem_add(&p->problems, S("pick"),
		    T("Choose at least one line."));
	if (p->problems.n > 0) {
		(void)choose(p, v);
		return page_again(p);
	}
	v->paper.text = hand_text(p, v);
	if (!str_is(go, "keep"))
		return preview(p, v);
	hash = str_hash(v->paper.text);
	if (!str_eq(req_field(p->req, "seen"), str_fmt(p->arena, "%016llx",
	    (unsigned long long)hash))) {
		v->changed = true;
		(void)preview(p, v);
		return page_conflict(p);
	}
	p->object = handed_put(p->care, &v->paper);
	if (id_is_none(p->object))
		return page_not_found(p);
	care_audit(p->care, "way.hand", p->object);
	return page_go(p, url_id(p->arena, "/way/hand/%s?done=1", p->object));
}

int
way_handed_get(struct page *p)
{
	struct hand_view *v = arena_one(p->arena, struct hand_view);
	struct work_case w;

	if (!work_load(p, &w) ||
	    !handed_get(p->care, p->ids[0], &v->paper))
		return page_not_found(p);
	p->object = v->paper.id;
	way_head(p, &w, &v->h, w.clinician ? MSG("Work") :
	    MSG("The way forward"));
	v->fresh = str_is(req_query(p->req, "done"), "1");
	view_way_handed(&p->out, v);
	return page_ok(p);
}
