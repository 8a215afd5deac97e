/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/letter.h"

#include "base/arena.h"
#include "base/buf.h"
#include "html/html.h"

static const struct {
	const char *name, *word;
} kinds[LETTER_KINDS] = {
	[LETTER_AGREED] = { "agreed", T("about what you agreed") },
	[LETTER_NUDGE] = { "nudge", T("about a day that passed") },
	[LETTER_MESSAGE] = { "message", T("about something to read") },
	[LETTER_INVITATION] = { "invitation", T("a link to come in") },
	[LETTER_TEST] = { "test", T("a test") },
	[LETTER_CALL] = { "call", T("a call to look") },
};

const char *
letter_kind_name(enum letter_kind k)
{
	return kinds[k].name;
}

enum letter_kind
letter_kind_parse(struct str s)
{
	enum letter_kind k;

	for (k = 0; k < LETTER_KINDS; k++)
		if (str_is(s, kinds[k].name))
			return k;
	return LETTER_TEST;
}

struct msg
letter_kind_word(enum letter_kind k)
{
	return (struct msg){ kinds[k].word };
}

/* A text message with a hard space takes twice the room of one without. */
static struct str
soft_spaces(struct arena *a, struct str s)
{
	struct buf b = buf_new(a, s.len + 1);
	size_t i;

	for (i = 0; i < s.len; i++) {
		bool hard = str_starts(str_sub(s, i, s.len), S("\u00a0"));

		buf_add_c(&b, hard ? ' ' : s.at[i]);
		i += hard;
	}
	return buf_str(&b);
}

void
letter_write(struct arena *a, struct letter *l, struct str url)
{
	struct out o = { .arena = a, .lang = l->lang, .zone = l->zone,
	    .now = l->now };
	struct str line;

	switch (l->kind) {
	case LETTER_INVITATION:
		l->subject = out_tr(&o, T("Your link"));
		l->text = out_tr1(&o, T("Here is the link you were to get: %1"),
		    l->link);
		return;
	case LETTER_TEST:
		line = out_tr(&o, T("This is a test. You have a reminder"));
		break;
	case LETTER_CALL:
		line = l->until_at > l->now ? out_tr1(&o, T("Please look at "
		    "Mellom: something waits until %1"),
		    zone_day(l->zone, l->until_at).n ==
		    zone_day(l->zone, l->now).n ? out_clock(&o, l->until_at) :
		    out_moment(&o, l->until_at)) :
		    out_tr(&o, T("Please look at Mellom: something waits"));
		break;
	case LETTER_AGREED:
	case LETTER_NUDGE:
	case LETTER_MESSAGE:
	case LETTER_KINDS:
	default:
		line = out_tr(&o, T("You have a reminder"));
		break;
	}
	l->subject = l->kind == LETTER_CALL ?
	    out_tr(&o, T("Please look at Mellom")) :
	    out_tr(&o, T("You have a reminder"));
	l->text = url.len == 0 ? str_fmt(a, "%.*s.", STR(line)) :
	    str_fmt(a, "%.*s: %.*s", STR(line), STR(url));
	if (l->kind == LETTER_CALL && url.len > 0)
		l->text = str_fmt(a, "%.*s. %.*s", STR(line), STR(url));
	l->text = soft_spaces(a, l->text);
}
