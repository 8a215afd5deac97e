/* SPDX-License-Identifier: Apache-2.0 */
#include "html/html.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"

enum { ARGS_MAX = 9, TEXT_MAX = 64 * 1024 };

/* --- escapes -------------------------------------------------------------- */

static const char *
entity(char c, bool attr)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return attr ? "&quot;" : NULL;
	case '\'':
		return attr ? "&#39;" : NULL;
	default:
		return NULL;
	}
}

static const bool is_markup[256] = { ['&'] = true, ['<'] = true, ['>'] = true,
    ['"'] = true, ['\''] = true };

static void
escape_markup(struct buf *b, struct str s, bool attr)
{
	size_t i, from = 0;

	for (i = 0; i < s.len; i++) {
		const char *e;

		if (!is_markup[(unsigned char)s.at[i]])
			continue;
		e = entity(s.at[i], attr);
		if (e == NULL)
			continue;
		buf_add(b, str_sub(s, from, i));
		buf_add_z(b, e);
		from = i + 1;
	}
	buf_add(b, str_sub(s, from, s.len));
}

static void
escape(struct buf *b, enum html_pos pos, struct str s)
{
	switch (pos) {
	case HTML_TEXT:
		escape_markup(b, s, false);
		return;
	case HTML_ATTR:
	case HTML_CODE:
	case HTML_URL:
		escape_markup(b, s, true);
		return;
	case HTML_URL_PART:
		url_encode(b, s);
		return;
	}
}

/* --- values --------------------------------------------------------------- */

/* With at most so many decimals, none at the end that are 0. */
static struct str
real_text(struct arena *a, double r, int decimals, char point)
{
	struct str s;
	char *p;

	if (!isfinite(r))
		return S("–");
	s = str_fmt(a, "%.*f", decimals, r);
	while (s.len > 1 && s.at[s.len - 1] == '0')
		s.len--;
	if (s.at[s.len - 1] == '.')
		s.len--;
	if (str_is(s, "-0"))
		return S("0");
	s = str_copy(a, s);
	p = memchr(s.at, '.', s.len);
	if (p != NULL)
		*p = point;
	return s;
}

struct str
out_real(struct out *o, double r)
{
	return real_text(o->arena, r, 2, o->lang == LANG_NB ? ',' : '.');
}

/* For programs to read: addresses and attributes without words. */
static struct str
code_text(struct out *o, struct html_arg a)
{
	if (a.kind == HTML_REAL)
		return real_text(o->arena, a.r, 3, '.');
	if (a.kind == HTML_DAY)
		return a.day.n == DAY_NONE_N ? STR_NONE :
		    day_text(o->arena, a.day);
	return out_iso(o, a.i);
}

/* The value before any escape. */
static struct str
plain_text(struct out *o, struct html_arg a)
{
	switch (a.kind) {
	case HTML_STR:
	case HTML_SAFE:
	case HTML_ADDRESS:
		return a.s;
	case HTML_INT:
		return str_fmt(o->arena, "%lld", (long long)a.i);
	case HTML_REAL:
		return out_real(o, a.r);
	case HTML_ID:
		return str_hex(o->arena, a.id.b, sizeof(a.id.b));
	case HTML_DAY:
		return out_day(o, a.day);
	case HTML_MOMENT:
		return out_moment(o, a.i);
	case HTML_MOMENT_FULL:
		return out_moment_full(o, a.i);
	case HTML_MSG:
		return a.s.len == 0 ? STR_NONE : lang_text(o->lang, a.s.at);
	}
	assert(false);
	return STR_NONE;
}

static void
put_time(struct out *o, struct html_arg a)
{
	buf_add(o->buf, S("<time datetime=\""));
	buf_add(o->buf, out_iso(o, a.i));
	buf_add(o->buf, S("\" title=\""));
	escape_markup(o->buf, out_moment_full(o, a.i), true);
	buf_add(o->buf, S("\">"));
	escape_markup(o->buf, a.kind == HTML_MOMENT_FULL ?
	    out_moment_long(o, a.i) : plain_text(o, a), false);
	buf_add(o->buf, S("</time>"));
}

void
html_lit(struct out *o, const char *at, size_t n)
{
	buf_add(o->buf, (struct str){ at, n });
}

void
html_put(struct out *o, enum html_pos pos, struct html_arg a)
{
	bool moment = a.kind == HTML_MOMENT || a.kind == HTML_MOMENT_FULL;
	bool code = pos == HTML_CODE || pos == HTML_URL_PART;

	assert(pos != HTML_URL || a.kind == HTML_ADDRESS);
	if (moment && a.i == 0)
		return;		/* never */
	if (pos == HTML_TEXT && a.kind == HTML_SAFE)
		buf_add(o->buf, a.s);
	else if (pos == HTML_TEXT && moment)
		put_time(o, a);
	else if (code && (moment || a.kind == HTML_REAL || a.kind == HTML_DAY))
		escape(o->buf, pos, code_text(o, a));
	else
		escape(o->buf, pos, plain_text(o, a));
}

/* --- texts ---------------------------------------------------------------- */

/* The literal up to the next %1..%9, whose number goes to *arg (0: none). */
static struct str
text_piece(struct str *rest, size_t *arg)
{
	struct str piece;
	size_t i;

	for (i = 0; i + 1 < rest->len; i++)
		if (rest->at[i] == '%' && rest->at[i + 1] >= '1' &&
		    rest->at[i + 1] <= '9')
			break;
	if (i + 1 >= rest->len) {
		piece = *rest;
		*rest = STR_NONE;
		*arg = 0;
		return piece;
	}
	piece = str_sub(*rest, 0, i);
	*arg = (size_t)(rest->at[i + 1] - '0');
	*rest = str_sub(*rest, i + 2, rest->len);
	return piece;
}

static void
put_text(struct out *o, enum html_pos pos, struct str text,
    const struct html_arg *args, size_t n)
{
	size_t arg;

	while (text.len > 0) {
		escape(o->buf, pos, text_piece(&text, &arg));
		if (arg > 0 && arg <= n)
			html_put(o, pos, args[arg - 1]);
	}
}

void
html_tr(struct out *o, enum html_pos pos, const char *msgid,
    const struct html_arg *args, size_t n)
{
	put_text(o, pos, lang_text(o->lang, msgid), args, n);
}

void
html_trn(struct out *o, enum html_pos pos, const char *one, const char *many,
    int64_t n, const struct html_arg *args, size_t nargs)
{
	struct html_arg all[ARGS_MAX] = { html_a_int(n) };

	assert(nargs < ARGS_MAX);
	if (nargs > 0)
		memcpy(all + 1, args, nargs * sizeof(*args));
	put_text(o, pos, lang_plural(o->lang, one, many, n), all, nargs + 1);
}

static struct str
fill_plain(struct out *o, struct str text, const struct html_arg *args,
    size_t n)
{
	struct buf b = buf_new(o->arena, TEXT_MAX);
	size_t arg;

	while (text.len > 0) {
		buf_add(&b, text_piece(&text, &arg));
		if (arg > 0 && arg <= n)
			buf_add(&b, plain_text(o, args[arg - 1]));
	}
	return buf_str(&b);
}

struct str
out_tr(struct out *o, const char *msgid)
{
	return lang_text(o->lang, msgid);
}

struct str
out_tr_args(struct out *o, const char *msgid, const struct html_arg *args,
    size_t n)
{
	return fill_plain(o, lang_text(o->lang, msgid), args, n);
}

struct str
out_trn(struct out *o, const char *one, const char *many, int64_t n)
{
	return fill_plain(o, lang_plural(o->lang, one, many, n),
	    (struct html_arg[]){ html_a_int(n) }, 1);
}

void
html_form_fields(struct out *o)
{
	buf_add(o->buf, S("<input type=\"hidden\" name=\"csrf\" value=\""));
	escape_markup(o->buf, o->csrf, true);
	buf_add(o->buf,
	    S("\"><input type=\"hidden\" name=\"sid\" value=\""));
	escape_markup(o->buf, o->sid.len > 0 ? o->sid :
	    id_hex(o->arena, id_random()), true);
	buf_add(o->buf, S("\">"));
	o->sid = STR_NONE;	/* it names one form */
}
