/* SPDX-License-Identifier: Apache-2.0 */
#include "messages/about.h"

#include "course/course.h"
#include "homework/homework.h"
#include "http/page.h"
#include "messages/message.h"
#include "people/care.h"

enum { WORD_MAX = 90 };

static bool
about_chapter(struct page *p, const struct enrolment *e,
    const struct content *content, struct str id, struct message_about *out)
{
	struct chapter_progress chapter;

	if (!course_chapter(p->care, e, content, id, &chapter))
		return false;
	out->title = words_in(&chapter.chapter->title, p->out.lang);
	if (p->care->relation == REL_OWN)
		out->url = url_str(p->arena, "/c/%s", id);
	return true;
}

static bool
about_exercise(struct page *p, const struct enrolment *e,
    const struct content *content, struct str rest, struct message_about *out)
{
	struct str chapter = str_cut(&rest, '.');
	const struct programme *programme = course_programme(e, content);
	const struct chapter *at = NULL;
	const struct form *form = programme == NULL ? NULL :
	    programme_form(programme, rest, &at);

	if (form == NULL || at == NULL || !str_eq(at->id, chapter))
		return false;
	out->title = words_in(&form->title, p->out.lang);
	if (p->care->relation == REL_OWN)
		out->url = (struct url){ str_fmt(p->arena, "/e/%.*s/%.*s",
		    STR(at->id), STR(form->id)) };
	return true;
}

static bool
about_homework(struct page *p, const struct content *content, struct str hex,
    struct message_about *out)
{
	struct homework h;
	struct id id;

	if (!id_parse(hex, &id) || !homework_get(p->care, content, id, &h))
		return false;
	out->title = homework_name(&h, p->out.lang);
	out->url = p->care->relation == REL_OWN ?
	    url_id(p->arena, "/h/%s", id) :
	    url_id2(p->arena, "/p/%s/w/%s", p->care->patient, id);
	return true;
}

bool
message_about(struct page *p, struct str word, struct message_about *out)
{
	struct str rest = str_sub(word, 2, word.len);
	const struct content *content;
	struct enrolment e;
	struct id id;

	*out = (struct message_about){ .word = word, .title = STR_NONE,
	    .url = { STR_NONE } };
	if (word.len == 0 || word.len > WORD_MAX)
		return false;
	if (str_starts(word, S("t.")))
		return message_hooks.talk != NULL && id_parse(rest, &id) &&
		    message_hooks.talk(p, id, &out->title, &out->url);
	if (!course_current(p->care, &e))
		return false;
	content = p->content_of(p, e.bundle);
	if (str_starts(word, S("h.")))
		return about_homework(p, content, rest, out);
	if (str_starts(word, S("e.")))
		return about_exercise(p, &e, content, rest, out);
	if (str_starts(word, S("c.")))
		return about_chapter(p, &e, content, rest, out);
	out->word = str_fmt(p->arena, "c.%.*s", STR(word));
	return about_chapter(p, &e, content, word, out);
}
