/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/mime.h"

#include "base/arena.h"
#include "base/buf.h"
#include "html/url.h"

enum { MAIL_MAX = 64 * 1024, LINE_BYTES = 57, WORD_BYTES = 42 };

static void
base64(struct buf *b, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t i;

	for (i = 0; i < s.len; i += 3) {
		unsigned n = (unsigned)(unsigned char)s.at[i] << 16;

		if (i + 1 < s.len)
			n |= (unsigned)(unsigned char)s.at[i + 1] << 8;
		if (i + 2 < s.len)
			n |= (unsigned char)s.at[i + 2];
		buf_add_c(b, digits[n >> 18 & 63]);
		buf_add_c(b, digits[n >> 12 & 63]);
		buf_add_c(b, i + 1 < s.len ? digits[n >> 6 & 63] : '=');
		buf_add_c(b, i + 2 < s.len ? digits[n & 63] : '=');
	}
}

/* Not in the middle of a letter. */
static size_t
whole_letters(struct str s, size_t max)
{
	size_t n = s.len < max ? s.len : max;

	while (n > 0 && n < s.len && ((unsigned char)s.at[n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* As encoded words (RFC 2047), folded; plain words stay readable. */
static void
header_text(struct buf *b, struct str s)
{
	bool plain = true, first = true;
	size_t i;

	for (i = 0; i < s.len; i++)
		plain = plain && s.at[i] >= 0x20 && s.at[i] < 0x7f &&
		    s.at[i] != '"' && s.at[i] != '\\' && s.at[i] != '=';
	if (plain && s.len <= 60) {
		buf_add(b, s);
		return;
	}
	while (s.len > 0) {
		size_t n = whole_letters(s, WORD_BYTES);

		if (!first)
			buf_add_z(b, "\r\n ");
		buf_add_z(b, "=?UTF-8?B?");
		base64(b, str_sub(s, 0, n));
		buf_add_z(b, "?=");
		s = str_sub(s, n, s.len);
		first = false;
	}
}

static void
date(struct buf *b, int64_t now)
{
	static const char days[][4] = { "Mon", "Tue", "Wed", "Thu", "Fri",
	    "Sat", "Sun" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May",
	    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct civil c = zone_civil(zone_utc(), now);

	buf_fmt(b, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n",
	    days[c.weekday - 1], c.day, months[c.month - 1], c.year, c.hour,
	    c.minute, c.second);
}

struct str
mime_mail(struct arena *a, const struct letter *l, struct str from,
    int64_t now)
{
	struct buf b = buf_new(a, MAIL_MAX);
	struct str text = str_fmt(a, "%.*s\r\n", STR(l->text)), host = from;

	(void)str_cut(&host, '@');
	buf_add_z(&b, "From: \"");
	header_text(&b, l->sender);
	/* An encoded word may not stand in quotes. */
	if (str_index(buf_str(&b), '?') < b.len) {
		b.len = 0;
		buf_add_z(&b, "From: ");
		header_text(&b, l->sender);
	} else {
		buf_add_c(&b, '"');
	}
	buf_fmt(&b, " <%.*s>\r\nTo: <%.*s>\r\nSubject: ", STR(from),
	    STR(l->to));
	header_text(&b, l->subject);
	buf_add_z(&b, "\r\n");
	date(&b, now);
	buf_fmt(&b, "Message-ID: <%.*s@%.*s>\r\n", STR(id_hex(a, l->id)),
	    STR(host));
	buf_add_z(&b, "Auto-Submitted: auto-generated\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: base64\r\n\r\n");
	while (text.len > 0) {
		size_t n = text.len < LINE_BYTES ? text.len : LINE_BYTES;

		base64(&b, str_sub(text, 0, n));
		buf_add_z(&b, "\r\n");
		text = str_sub(text, n, text.len);
	}
	return buf_str(&b);
}

static void
json_text(struct buf *b, struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c == '"' || c == '\\')
			buf_fmt(b, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			buf_fmt(b, "\\u%04x", c);
		else
			buf_add_c(b, (char)c);
	}
}

struct str
mime_template(struct arena *a, enum template_kind kind, struct str template,
    struct str to, struct str text, struct str sender)
{
	const struct { struct str hole, value; } holes[] = {
		{ S("{to}"), to }, { S("{text}"), text },
		{ S("{sender}"), sender },
	};
	struct buf b = buf_new(a, MAIL_MAX);

	while (template.len > 0) {
		size_t i, n = sizeof(holes) / sizeof(*holes);

		for (i = 0; i < n; i++)
			if (str_starts(template, holes[i].hole))
				break;
		if (i == n) {
			buf_add_c(&b, template.at[0]);
			template = str_sub(template, 1, template.len);
			continue;
		}
		if (kind == TEMPLATE_JSON)
			json_text(&b, holes[i].value);
		else
			url_encode(&b, holes[i].value);
		template = str_sub(template, holes[i].hole.len, template.len);
	}
	return buf_str(&b);
}
