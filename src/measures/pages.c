/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/pages.h"

#include "measures/asking.h"
#include "measures/views.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "programme/instrument.h"

/* A questionnaire, filled in by the patient. */

#define SKIP "skip"

/* Still in its window, or begun in it. */
static bool
may_fill(const struct asking *x)
{
	return x->e.ended_at == 0 && (x->o.open ||
	    (x->stored.version != 0 && x->stored.sent_at == 0));
}

/* --- what was posted ---------------------------------------------------- */

static const struct scale_option *
option_of(const struct item *item, struct str text)
{
	int64_t n;
	size_t i;

	if (!str_int(text, 0, INT32_MAX, &n))
		return NULL;
	for (i = 0; i < item->nscale; i++)
		if (item->scale[i].value == n)
			return &item->scale[i];
	return NULL;
}

static bool
known_name(struct str name)
{
	return str_is(name, "csrf") || str_is(name, "sid") ||
	    str_is(name, "version") || str_is(name, "go") ||
	    str_is(name, "later") || str_is(name, "kept");
}

/*
 * The items as posted, over the follow-up question as stored: nobody loses
 * what they said by going back to the form.
 */
static struct values *
posted_read(struct page *p, const struct asking *x)
{
	const struct instrument *in = x->o.instrument;
	struct values *got = values_new(p->arena);
	bool strange = false;
	size_t i, k;

	for (i = 0; i < p->req->form_n; i++) {
		const struct pair *f = &p->req->form[i];

		k = instrument_item(in, f->name);
		if (k == in->nitems) {
			strange |= !known_name(f->name);
			continue;
		}
		if (f->value.len > 0 && !str_is(f->value, SKIP) &&
		    option_of(&in->items[k], f->value) == NULL)
			strange = true;
		else if (value_text(got, f->name).len == 0)
			(void)value_put(got, in->items[k].id, 0, STR_NONE,
			    f->value, false);
	}
	if (in->follow_up != NULL)
		(void)value_put(got, in->follow_up->id, 0, STR_NONE,
		    value_text(x->values, in->follow_up->id), false);
	if (strange)
		problem_add(&p->problems, STR_NONE, T("Something came with "
		    "this that is not part of the page. Nothing was saved. "
		    "Look through your answers below and try again."));
	return got;
}

/* Each question wants an answer, or a word that there is none. */
static void
open_items(struct page *p, const struct asking *x, const struct values *got)
{
	const struct instrument *in = x->o.instrument;
	size_t i;

	for (i = 0; i < in->nitems; i++)
		if (value_text(got, in->items[i].id).len == 0)
			problem_add_n(&p->problems, in->items[i].id,
			    T("Question %1: choose an answer, or “I would "
			    "rather not answer”."), (int64_t)i + 1);
}

/* --- the form ----------------------------------------------------------- */

static void
item_fill(struct page *p, const struct item *item, size_t number,
    const struct values *values, struct item_view *v)
{
	struct str chosen = value_text(values, item->id);
	enum lang lang = p->out.lang;
	size_t i;

	v->id = item->id;
	v->number = (int)number;
	v->html_id = str_fmt(p->arena, "f-%.*s", STR(item->id));
	v->text = words_in(&item->text, lang);
	v->problem = problem_of(&p->problems, item->id);
	v->options = arena_many(p->arena, struct item_option, item->nscale);
	v->options_n = item->nscale;
	for (i = 0; i < item->nscale; i++) {
		struct item_option *op = &v->options[i];

		op->html_id = i == 0 ? v->html_id :
		    str_fmt(p->arena, "f-%.*s-%zu", STR(item->id), i + 1);
		op->value = str_fmt(p->arena, "%d", item->scale[i].value);
		op->label = words_in(&item->scale[i].label, lang);
		op->on = str_eq(op->value, chosen);
	}
	v->skip.html_id = str_fmt(p->arena, "f-%.*s-%zu", STR(item->id),
	    i + 1);
	v->skip.on = str_is(chosen, SKIP);
}

/* Which of those still to be done this is. */
static void
parts_fill(struct page *p, const struct asking *x, struct measure_view *v)
{
	struct occasion *list;
	size_t i, n = measures_occasions(p->care, &x->e, x->content, &list);

	for (i = 0; i < n; i++) {
		bool here = list[i].week == x->o.week &&
		    list[i].nth == x->o.nth;

		if (!here && (!list[i].open || list[i].week != x->o.week))
			continue;
		v->parts++;
		if (here)
			v->part = v->parts;
	}
}

/* "21:14" today, else with the day. */
static struct str
clock_text(struct page *p, int64_t at)
{
	const struct zone *z = p->out.zone;

	return zone_day(z, at).n == zone_day(z, p->now).n ?
	    out_clock(&p->out, at) : out_moment(&p->out, at);
}

static void
form_show(struct page *p, const struct asking *x, const struct values *values,
    int64_t version)
{
	const struct instrument *in = x->o.instrument;
	struct measure_help help = measure_help(p->care, &x->e, &x->o, values);
	struct measure_view v = { .week = x->o.week, .nth = x->o.nth,
	    .lang = "", .version = version, .help = help.help,
	    .minutes = measure_minutes(&x->o), .items_n = in->nitems };
	enum lang lang = p->out.lang;
	size_t i;

	p->out.problems = &p->problems;
	page_frame(p, &v.frame, MSG("Some questions"), "/today");
	v.frame.flash_saved = false;
	if (in->nitems > 0 && words_other(&in->items[0].text, lang))
		v.lang = lang_tag(in->items[0].text.used[lang]);
	v.intro = words_in(&in->intro, lang);
	if (in->holder.len > 0)
		v.notice = str_fmt(p->arena, "© %.*s", STR(in->holder));
	reading_fill(p, &v.reading);
	help_text_fill(p, x, help.show, &v.help_text);
	for (i = 0; i < in->nrisks; i++)
		v.tells |= in->risks[i].show.len > 0;
	v.items = arena_many(p->arena, struct item_view, in->nitems);
	for (i = 0; i < in->nitems; i++)
		item_fill(p, &in->items[i], i + 1, values, &v.items[i]);
	parts_fill(p, x, &v);
	v.sent.at = x->o.done ? x->o.done_at : 0;
	v.changing = x->o.done && x->stored.sent_at == 0;
	if (x->stored.version != 0 && x->stored.sent_at == 0)
		v.saved = out_tr1(&p->out, T("Saved %1"),
		    clock_text(p, x->stored.saved_at));
	view_measure_page(&p->out, &v);
}

static void
closed_show(struct page *p, const struct asking *x)
{
	struct measure_closed_view v = { .done = x->o.done };

	page_frame(p, &v.frame, MSG("Some questions"), "/today");
	v.sent.at = x->o.done_at;
	if (v.done) {
		answer_shown(p->care, x->content, &x->stored, x->values,
		    &v.shown);
		v.chart_on = measures_chart(p->care, &p->out, &x->e,
		    x->o.instrument, &v.chart) > 1;
	}
	view_measure_closed(&p->out, &v);
}

int
measure_page_get(struct page *p)
{
	struct asking x;

	if (!asking_load(p, &x))
		return page_not_found(p);
	if (may_fill(&x))
		form_show(p, &x, x.values, x.stored.version);
	else
		closed_show(p, &x);
	return page_ok(p);
}

/* "Send" with open questions: kept as a draft, and shown again. */
static int
again(struct page *p, struct asking *x, struct values *got)
{
	struct measure_saved saved = asking_save(p, x, got, false);

	if (saved.save == ANSWER_CONFLICT)
		return asking_both(p, x, got, false);
	if (saved.save == ANSWER_REFUSED)
		return page_not_found(p);
	p->keep = true;
	x->stored = saved.answer;
	form_show(p, x, got, saved.answer.version);
	return page_again(p);
}

/*
 * Taken also when the window has closed since the page was opened: what was
 * chosen is never lost, least of all an answer somebody must see.
 */
int
measure_page_post(struct page *p)
{
	bool send = str_is(req_field(p->req, "go"), "send");
	struct measure_saved saved;
	struct asking x;
	struct values *got;

	if (!asking_load(p, &x))
		return page_not_found(p);
	got = posted_read(p, &x);
	if (p->problems.n > 0) {
		form_show(p, &x, got, page_version(p));
		return page_again(p);
	}
	if (send)
		open_items(p, &x, got);
	if (p->problems.n > 0)
		return again(p, &x, got);
	saved = asking_save(p, &x, got, send);
	if (saved.save == ANSWER_CONFLICT)
		return asking_both(p, &x, got, false);
	if (saved.save == ANSWER_REFUSED)
		return page_not_found(p);
	if (send || saved.help)
		return page_go(p, asking_url(p, &x, "/done"));
	return page_go(p, url_lit("/today?saved=1"));
}

/* --- autosave ----------------------------------------------------------- */

/* A text of ours, which has no control characters. */
static int
json_message(struct page *p, const char *msgid, int status)
{
	struct buf b = buf_new(p->arena, 4096);
	struct str text = out_tr(&p->out, msgid);
	size_t i;

	buf_add_z(&b, "{\"message\":\"");
	for (i = 0; i < text.len; i++) {
		if (text.at[i] == '"' || text.at[i] == '\\')
			buf_add_c(&b, '\\');
		buf_add_c(&b, text.at[i]);
	}
	buf_add_z(&b, "\"}");
	(void)page_json(p, buf_str(&b));
	return status;
}

int
measure_page_keep(struct page *p)
{
	struct measure_saved saved;
	struct asking x;
	struct values *got;

	if (!asking_load(p, &x))
		return json_message(p, T("There is nothing here"), 404);
	got = posted_read(p, &x);
	if (p->problems.n > 0)
		return json_message(p, p->problems.list[0].text, 422);
	saved = asking_save(p, &x, got, false);
	if (saved.save != ANSWER_SAVED)
		return json_message(p, T("This was changed in another "
		    "window."), saved.save == ANSWER_CONFLICT ? 409 : 404);
	return page_json(p, str_fmt(p->arena,
	    "{\"saved\":\"%.*s\",\"version\":%lld%s}",
	    STR(out_clock(&p->out, p->now)), (long long)saved.answer.version,
	    saved.help ? ",\"help\":true" : ""));
}
