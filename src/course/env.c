/* SPDX-License-Identifier: Apache-2.0 */
#include "course/env.h"

#include "answers/answer_form.h"
#include "base/arena.h"
#include "course/variant.h"
#include "people/care.h"
#include "programme/content.h"

/* One form's answer, looked up once. */
struct env_form {
	const struct form *form;
	struct answer answer;
	struct values *values;
	bool any;
	struct env_form *next;
};

struct course_env {
	struct care *care;
	const struct enrolment *enrolment;
	const struct programme *programme;
	const struct chapter_progress *chapters;
	size_t nchapters;
	bool own;
	struct env_form *forms;
};

static struct env_form *
form_answer(struct course_env *v, struct str id)
{
	struct answer_place place = { .enrolment = v->enrolment->id,
	    .kind = "exercise" };
	const struct chapter *chapter;
	const struct form *form = programme_form(v->programme, id, &chapter);
	struct env_form *f;

	if (form == NULL)
		return NULL;
	for (f = v->forms; f != NULL; f = f->next)
		if (f->form == form)
			return f;
	f = arena_one(v->care->arena, struct env_form);
	f->form = form;
	f->values = values_new(v->care->arena);
	place.ref = str_fmt(v->care->arena, "%.*s.%.*s", STR(chapter->id),
	    STR(form->id));
	f->any = v->own ?
	    answer_newest(v->care, &place, &f->answer, f->values) :
	    answer_newest_sent(v->care, &place, &f->answer, f->values);
	f->next = v->forms;
	v->forms = f;
	return f;
}

/* "map.status" */
static bool
env_get(void *ctx, struct str name, struct value *out)
{
	struct str field = name, form = str_cut(&field, '.');
	struct course_env *v = ctx;
	struct env_form *f = form_answer(v, form);
	const struct field *at;

	if (f == NULL)
		return course_hooks.value != NULL && course_hooks.value(
		    v->care, v->enrolment, name, out);
	if (!f->any)
		return false;
	at = form_field(f->form, field);
	return at != NULL && form_value(at, f->values, out);
}

static const struct chapter_progress *
chapter_named(const struct course_env *v, struct str id)
{
	size_t i;

	for (i = 0; i < v->nchapters; i++)
		if (str_eq(v->chapters[i].chapter->id, id))
			return v->chapters[i].instead == NULL ?
			    &v->chapters[i] :
			    chapter_named(v, v->chapters[i].instead->id);
	return NULL;
}

static bool
chapter_call(const struct course_env *v, const struct chapter_progress *ch,
    enum expr_func func, struct value *out)
{
	struct day day;

	if (func == FUNC_DONE) {
		*out = value_of_bool(ch->done_at != 0 || ch->skipped_at != 0);
		return true;
	}
	if (func == FUNC_RELEASED) {
		*out = value_of_bool(ch->open == CHAPTER_OPEN ||
		    ch->open == CHAPTER_STARTED || ch->open == CHAPTER_DONE);
		return true;
	}
	if (func != FUNC_DAYS_SINCE || ch->done_at == 0)
		return false;
	day = zone_day(v->care->zone, v->care->now);
	*out = value_of_number(day.n -
	    zone_day(v->care->zone, ch->done_at).n);
	return true;
}

/* Another exercise stands in the place of this one, and was sent. */
static bool
instead_sent(struct course_env *v, const struct env_form *f)
{
	const struct chapter *chapter;
	struct exercise_swap swap;

	if (programme_form(v->programme, f->form->id, &chapter) == NULL ||
	    !swap_of(v->care, v->enrolment, v->programme, chapter, f->form,
	    &swap) || swap.form == NULL)
		return false;
	f = form_answer(v, swap.form->id);
	return f != NULL && f->any && f->answer.sent_at != 0;
}

/* answered() and days_since() of a form or of one of its fields. */
static bool
form_call(struct course_env *v, enum expr_func func, struct str name,
    struct value *out)
{
	struct str field = name, form = str_cut(&field, '.');
	struct env_form *f = form_answer(v, form);
	struct day today = zone_day(v->care->zone, v->care->now), day;
	struct value of = { 0 };

	if (f == NULL)
		return false;
	if (func == FUNC_ANSWERED) {
		*out = value_of_bool(field.len == 0 ?
		    (f->any && f->answer.sent_at != 0) || instead_sent(v, f) :
		    env_get(v, name, &of));
		return true;
	}
	if (func != FUNC_DAYS_SINCE)
		return false;
	if (field.len > 0 && (!env_get(v, name, &of) ||
	    !day_parse(of.text, &day)))
		return false;
	if (field.len == 0 && (!f->any || f->answer.sent_at == 0))
		return false;
	if (field.len == 0)
		day = zone_day(v->care->zone, f->answer.sent_at);
	*out = value_of_number(today.n - day.n);
	return true;
}

static bool
env_call(void *ctx, enum expr_func func, struct str name, struct value *out)
{
	struct course_env *v = ctx;
	const struct chapter_progress *ch = chapter_named(v, name);

	if (ch != NULL)
		return chapter_call(v, ch, func, out);
	if (func == FUNC_DAYS_SINCE && str_is(name, "start")) {
		*out = value_of_number(zone_day(v->care->zone,
		    v->care->now).n - v->enrolment->start_day.n);
		return true;
	}
	if (form_call(v, func, name, out))
		return true;
	return course_hooks.known != NULL && course_hooks.known(v->care,
	    v->enrolment, func, name, out);
}

const struct expr_env *
course_env_of(struct care *c, const struct enrolment *e,
    const struct content *content, const struct chapter_progress *chapters,
    size_t n, bool own)
{
	struct course_env *v = arena_one(c->arena, struct course_env);
	struct expr_env *env = arena_one(c->arena, struct expr_env);

	*v = (struct course_env){ .care = c, .enrolment = e,
	    .programme = course_programme(e, content), .chapters = chapters,
	    .nchapters = n, .own = own && c->relation == REL_OWN };
	*env = (struct expr_env){ v, env_get, env_call, false };
	return env;
}

const struct expr_env *
course_env(struct care *c, const struct enrolment *e,
    const struct content *content, bool own)
{
	struct chapter_progress *list;
	size_t n = course_chapters(c, e, content, &list);

	return course_env_of(c, e, content, list, n, own);
}
