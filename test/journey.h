/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * JOURNEY(name) { ... w, lang ... } runs in each language on each engine.
 * Texts are looked up as the program does: SAYS(c, "English msgid") asks for
 * its translation in the browser's language.
 */
#include "html/lang.h"
#include "world.h"

#define JOURNEY(n) \
	static void journey_##n(struct world *, const char *); \
	static void journey_nb_##n(struct world *w) { journey_##n(w, "nb"); } \
	static void journey_en_##n(struct world *w) { journey_##n(w, "en"); } \
	TEST(n##_nb) { world_each(journey_nb_##n); } \
	TEST(n##_en) { world_each(journey_en_##n); } \
	static void journey_##n(struct world *w, const char *lang)

/* Of a text with places the longest piece: "risk answer: call by %1". */
static inline struct str
say(struct client *c, const char *msgid)
{
	struct str s = lang_text(str_is(str_z(c->want), "nb") ? LANG_NB :
	    LANG_EN, msgid), best = STR_NONE, piece;

	while (s.len > 0) {
		piece = str_cut(&s, '%');
		if (piece.len > best.len)
			best = piece;
		if (s.len > 0)
			s = str_sub(s, 1, s.len);
	}
	return str_copy(test_arena, str_trim(best));
}

/* "15:30", as the language writes it. */
static inline const char *
clock_z(struct client *c, const char *time)
{
	char *out = arena_alloc(test_arena, 8, 1);

	snprintf(out, 8, "%.2s%c%.2s", time,
	    str_is(str_z(c->want), "nb") ? '.' : ':', time + 3);
	return out;
}

#define SAYS(c, id) HAS((c), say((c), (id)).at)
#define SAYS_NOT(c, id) HAS_NOT((c), say((c), (id)).at)
