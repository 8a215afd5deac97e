/* SPDX-License-Identifier: Apache-2.0 */
#include "course/pages.h"

#include "course/text_view.h"
#include "course/view.h"
#include "course/views.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/team.h"
#include "programme/find.h"

/*
 * Texts of a programme that stand by themselves: what a patient is told about
 * it, and the handbook of those who guide it.
 */

#define ABOUT S("information")
#define AHEAD S("safety")

static const char *
text_lang(const struct page *p, const struct text *t)
{
	return t->lang != p->out.lang ? lang_tag(t->lang) : "";
}

/* What a risk rule shows has no title: it stands inside a page. */
static struct str
text_title(struct page *p, const struct text *t)
{
	return t->title.len > 0 ? t->title :
	    out_tr(&p->out, T("Shown beside an answer"));
}

/* --- for the patient ----------------------------------------------------- */

static int
told_show(struct page *p, struct str id, bool ahead)
{
	struct told_view v = { .ahead = ahead, .text.clinic = p->clinic };
	const struct programme *programme;
	struct enrolment e;

	page_frame(p, &v.frame, MSG("My plan"), "/plan");
	v.text.therapist = team_names(p->care, &p->out);
	if (course_current(p->care, &e)) {
		programme = course_programme(&e, p->content_of(p, e.bundle));
		if (programme != NULL)
			v.text.text = programme_text(programme, id,
			    p->out.lang);
	}
	view_told(&p->out, &v);
	return page_ok(p);
}

int
plan_about_get(struct page *p)
{
	return told_show(p, ABOUT, false);
}

int
plan_ahead_get(struct page *p)
{
	return told_show(p, AHEAD, true);
}

/* --- for the clinician --------------------------------------------------- */

struct str
text_when(struct page *p)
{
	return out_tr(&p->out, T("(here stands who reads, and when)"));
}

static struct url
guide_url(struct page *p, const struct programme *of, struct str id)
{
	return course_url(p->arena, "/guide/", of->id, id, "");
}

static void
link_put(struct page *p, const struct programme *of, const struct text *t,
    const struct text *here, struct guide_link *list, size_t *n)
{
	if (t != NULL)
		list[(*n)++] = (struct guide_link){ text_title(p, t),
		    text_lang(p, t), t == here, guide_url(p, of, t->id) };
}

static void
part_put(struct page *p, const struct programme *of, const struct text *here,
    struct guide_part *to)
{
	enum lang lang = p->out.lang;
	size_t i;

	*to = (struct guide_part){ .title = words_in(&of->title, lang) };
	to->own = arena_many(p->arena, struct guide_link, of->nchapters + 1);
	to->told = arena_many(p->arena, struct guide_link, of->ntexts);
	link_put(p, of, programme_guide(of, NULL, lang), here, to->own,
	    &to->own_n);
	for (i = 0; i < of->nchapters; i++)
		link_put(p, of, programme_guide(of, &of->chapters[i], lang),
		    here, to->own, &to->own_n);
	for (i = 0; i < of->ntexts; i++)
		if (!text_is_guide(of->texts[i].id) && &of->texts[i] ==
		    programme_text(of, of->texts[i].id, lang))
			link_put(p, of, &of->texts[i], here, to->told,
			    &to->told_n);
}

/* The one of the address; without one, the first handbook there is. */
static const struct text *
text_asked(struct page *p)
{
	size_t i, n = content_programmes(p->content);

	for (i = 0; i < n; i++) {
		const struct programme *of = content_programme_at(p->content,
		    i);
		const struct text *t = NULL;

		if (p->words[0].len == 0)
			t = programme_guide(of, NULL, p->out.lang);
		else if (str_eq(of->id, p->words[0]))
			t = programme_text(of, p->words[1], p->out.lang);
		if (t != NULL)
			return t;
	}
	return NULL;
}

int
guide_get(struct page *p)
{
	struct guide_view v = { .text.clinic = p->clinic };
	size_t i, n = content_programmes(p->content);

	v.text.text = text_asked(p);
	if (v.text.text == NULL && p->words[0].len > 0)
		return page_not_found(p);
	page_frame(p, &v.frame, MSG("Handbook"), "/guide");
	if (v.text.text != NULL)
		v.title = text_title(p, v.text.text);
	v.text.when = text_when(p);
	v.text.therapist = out_tr(&p->out, T("(the therapist's name)"));
	v.parts = arena_many(p->arena, struct guide_part, n);
	for (i = 0; i < n; i++)
		part_put(p, content_programme_at(p->content, i), v.text.text,
		    &v.parts[v.parts_n++]);
	view_guide(&p->out, &v);
	return page_ok(p);
}
