/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load.h"

#include "base/arena.h"

/* contact: the rhythm of contact of a programme. */

enum { STEPS_MAX = 20, CONTACT_WEEKS_MAX = 156, CONTACT_DAYS_MAX = 28,
	EVERY_MAX = 8 };

static const char *const whats[CONTACT_WHATS] = {
	[CONTACT_TALK] = "talk", [CONTACT_CALL] = "call",
	[CONTACT_MESSAGE] = "message", [CONTACT_REPLY] = "reply",
};

static void
step_check(struct reader *r, const struct yaml *map,
    const struct contact_step *s)
{
	int n = (s->week > 0) + (s->day > 0) + (s->every > 0) + s->quiet;

	if (n != 1)
		lint_error(r->lint, map->at, "a step needs exactly one of "
		    "\"week\", \"day\", \"every\" and \"quiet: true\"");
	else if ((s->every > 0) != (s->what == CONTACT_REPLY) ||
	    (s->day > 0) != (s->what == CONTACT_MESSAGE))
		lint_error(r->lint, map->at, "a reply comes \"every\" so many "
		    "weeks, a message on a \"day\", a talk or call in a "
		    "\"week\"");
}

static void
step_read(struct reader *r, struct yaml *map, struct contact_step *s)
{
	struct str what;
	int k;

	if (!read_map(r, map, "!id !what !title week day every quiet optional"))
		return;
	s->id = read_id(r, map, "id");
	what = read_text(r, map, "what");
	for (k = 0; k < CONTACT_WHATS; k++)
		if (str_is(what, whats[k]))
			break;
	if (k == CONTACT_WHATS)
		lint_error(r->lint, map->at, "\"what\" should be one of: talk "
		    "call message reply");
	s->what = (enum contact_what)k;
	s->title = read_words(r, map, "title");
	lint_words_map(r, map, "title");
	s->week = (int)read_int(r, map, "week", 1, CONTACT_WEEKS_MAX, 0);
	s->day = (int)read_int(r, map, "day", 1, CONTACT_DAYS_MAX, 0);
	s->every = (int)read_int(r, map, "every", 1, EVERY_MAX, 0);
	s->quiet = read_bool(r, map, "quiet", false);
	s->optional = read_bool(r, map, "optional", false);
	step_check(r, map, s);
}

void
contact_read(struct reader *r, const struct yaml *programme,
    struct programme *p)
{
	struct yaml *const *list = read_list(r, programme, "contact", STEPS_MAX,
	    &p->ncontact);
	struct contact_step *out = arena_many(r->arena, struct contact_step,
	    p->ncontact + 1);
	size_t i, k;

	p->contact = out;
	for (i = 0; i < p->ncontact; i++) {
		step_read(r, list[i], &out[i]);
		for (k = 0; k < i; k++)
			if (str_eq(out[k].id, out[i].id))
				lint_error(r->lint, list[i]->at, "the step "
				    "\"%.*s\" stands twice", STR(out[i].id));
	}
}
