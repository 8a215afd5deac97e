/* SPDX-License-Identifier: Apache-2.0 */
#include "answers/steps.h"

#include "base/arena.h"
#include "http/req.h"

enum { STEPS_MAX = 100 };

/* 0: none is asked for. */
static int
asked(const struct req *req)
{
	int64_t n;

	return str_int(req_query(req, "step"), 1, STEPS_MAX, &n) ? (int)n : 0;
}

static bool
asks_all(const struct req *req)
{
	return str_is(req_query(req, "all"), "1");
}

static bool
is_empty(const struct field_view *f)
{
	size_t i, k;

	for (i = 0; i < f->options_n; i++)
		if (f->options[i].on)
			return false;
	for (i = 0; i < f->rows_n; i++)
		for (k = 0; k < f->rows[i].cells_n; k++)
			if (f->rows[i].cells[k].text.len > 0)
				return false;
	return f->text.len == 0;
}

static bool
is_faulty(const struct field_view *f)
{
	size_t i, k;

	for (i = 0; i < f->rows_n; i++)
		for (k = 0; k < f->rows[i].cells_n; k++)
			if (f->rows[i].cells[k].problem != NULL)
				return true;
	return f->problem != NULL;
}

void
steps_make(struct form_view *v, const struct req *req, struct str more,
    bool sent, struct steps *s)
{
	int faulty = 0, empty = 0, late = 0, n = 0;
	size_t i;

	s->at = s->of = 0;
	for (i = 0; i < v->n; i++) {
		const struct field_view *f = &v->fields[i];

		if (f->hidden)
			continue;
		n++;
		if (faulty == 0 && is_faulty(f))
			faulty = n;
		if (more.len > 0 && str_eq(f->id, more))
			late = n;
		if (empty == 0 && is_empty(f))
			empty = n;
	}
	s->of = n;
	s->at = faulty != 0 ? faulty : late != 0 ? late : asked(req) != 0 ?
	    asked(req) : sent ? 0 : empty != 0 ? empty : n;
	if (!s->wanted || n < 2 || asks_all(req))
		s->at = 0;
	if (s->at > n)
		s->at = n;
	for (i = 0, n = 0; i < v->n && s->at != 0; i++) {
		struct field_view *f = &v->fields[i];

		if (f->hidden)
			continue;
		f->helped = ++n == s->at;
		f->hidden = f->other_step = n != s->at;
	}
}

void
steps_mask(const struct req *req, bool *shows, size_t n)
{
	int at = asked(req), k = 0;
	size_t i;

	for (i = 0; i < n && at != 0; i++)
		if (shows[i])
			shows[i] = ++k == at;
}

const char *
steps_tail(struct arena *a, const struct steps *s)
{
	if (!s->wanted)
		return "";
	return s->at == 0 ? "?all=1" : str_fmt(a, "?step=%d", s->at).at;
}

const char *
steps_after(struct arena *a, const struct req *req, struct str go,
    bool wanted)
{
	int at = asked(req);

	if (str_is(go, "row"))
		return at != 0 ? str_fmt(a, "?step=%d", at).at :
		    wanted ? "?all=1" : "";
	if (str_is(go, "prev"))
		at = at > 2 ? at - 1 : 1;
	else
		at = at < STEPS_MAX ? at + 1 : at;
	return str_fmt(a, "?step=%d", at).at;
}
