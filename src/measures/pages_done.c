/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/pages.h"

#include "measures/asking.h"
#include "measures/views.h"
#include "people/care.h"
#include "people/page_frame.h"
#include "programme/instrument.h"

/* After a questionnaire: help where a rule fired, else thanks. */

static void
follow_up_fill(struct page *p, const struct follow_up *f,
    struct follow_up_view *v)
{
	enum lang lang = p->out.lang;
	size_t i;

	*v = (struct follow_up_view){ .text = words_in(&f->text, lang),
	    .hint = words_in(&f->hint, lang), .name = f->id, .lang = "",
	    .options_n = f->noptions };
	if (words_other(&f->text, lang))
		v->lang = lang_tag(f->text.used[lang]);
	v->options = arena_many(p->arena, struct item_option, f->noptions);
	for (i = 0; i < f->noptions; i++) {
		v->options[i].html_id = i == 0 ? S("f-follow") :
		    str_fmt(p->arena, "f-follow-%zu", i + 1);
		v->options[i].value = f->options[i].id;
		v->options[i].label = words_in(&f->options[i].label, lang);
	}
}

/* Another one that is open and not sent yet. */
static void
next_fill(struct page *p, const struct asking *x, struct measure_done_view *v)
{
	struct occasion *list;
	size_t i, n = measures_occasions(p->care, &x->e, x->content, &list);

	for (i = 0; i < n && !v->next; i++) {
		if (!list[i].open || list[i].done || (list[i].week ==
		    x->o.week && list[i].nth == x->o.nth))
			continue;
		v->next = true;
		v->next_week = list[i].week;
		v->next_nth = list[i].nth;
		v->next_minutes = measure_minutes(&list[i]);
	}
}

int
measure_done_get(struct page *p)
{
	struct measure_done_view v = { 0 };
	struct measure_help help;
	struct asking x;

	if (!asking_load(p, &x))
		return page_not_found(p);
	if (x.stored.version == 0)
		return page_go(p, asking_url(p, &x, ""));
	help = measure_help(p->care, &x.e, &x.o, x.values);
	page_frame(p, &v.frame, MSG("Some questions"), "/today");
	v.week = x.o.week;
	v.nth = x.o.nth;
	v.version = x.stored.version;
	v.sent = x.stored.sent_at != 0;
	v.help = help.help;
	v.ask = help.help && help.ask_follow_up;
	reading_fill(p, &v.reading);
	if (v.help)
		help_text_fill(p, &x, help.show, &v.help_text);
	if (v.ask)
		follow_up_fill(p, x.o.instrument->follow_up, &v.follow_up);
	next_fill(p, &x, &v);
	if (v.sent && !v.help)
		v.chart_on = measures_chart(p->care, &p->out, &x.e,
		    x.o.instrument, &v.chart) > 1;
	view_measure_done(&p->out, &v);
	return page_ok(p);
}

static bool
is_option(const struct follow_up *f, struct str id)
{
	size_t i;

	for (i = 0; i < f->noptions; i++)
		if (str_eq(f->options[i].id, id))
			return true;
	return false;
}

/* Left open: nothing is written, and that is fine. */
int
measure_done_post(struct page *p)
{
	const struct follow_up *f;
	struct measure_saved saved;
	struct asking x;
	struct str chosen;
	struct values *got;

	if (!asking_load(p, &x) || x.stored.version == 0)
		return page_not_found(p);
	f = x.o.instrument->follow_up;
	chosen = f == NULL ? STR_NONE : req_field(p->req,
	    str_copy(p->arena, f->id).at);
	if (chosen.len == 0)
		return page_go(p, url_lit("/today"));
	if (!is_option(f, chosen))
		return 400;
	got = values_new(p->arena);
	*got = *x.values;
	(void)value_put(got, f->id, 0, STR_NONE, chosen, false);
	saved = asking_save(p, &x, got, x.stored.sent_at != 0);
	if (saved.save == ANSWER_CONFLICT)
		return asking_both(p, &x, got, true);
	if (saved.save == ANSWER_REFUSED)
		return page_not_found(p);
	return page_go(p, asking_url(p, &x, x.stored.sent_at != 0 ?
	    "/done?sent=1" : "/done?saved=1"));
}
