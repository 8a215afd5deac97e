/* SPDX-License-Identifier: Apache-2.0 */
#include "answers/keep.h"

#include "base/buf.h"

static void
json_text(struct buf *b, struct str s)
{
	size_t i;

	buf_add_c(b, '"');
	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c == '"' || c == '\\')
			buf_add_c(b, '\\');
		if (c < 32)
			buf_fmt(b, "\\u%04x", c);
		else
			buf_add_c(b, (char)c);
	}
	buf_add_c(b, '"');
}

/* ,"show":["later"] */
static void
json_fields(struct buf *b, const struct keep_reply *r, const char *name,
    bool shown)
{
	bool first = true;
	size_t i;

	buf_fmt(b, ",\"%s\":[", name);
	for (i = 0; i < r->form->nfields; i++) {
		if (r->form->fields[i].show == NULL || r->shows[i] != shown)
			continue;
		if (!first)
			buf_add_c(b, ',');
		json_text(b, r->form->fields[i].id);
		first = false;
	}
	buf_add_c(b, ']');
}

int
keep_json(struct page *p, const struct keep_reply *r, int status)
{
	struct buf b = buf_new(p->arena, 64 * 1024);
	int ok;

	if (r->message.len > 0) {
		buf_add_z(&b, "{\"message\":");
		json_text(&b, r->message);
		buf_add_c(&b, '}');
	} else if (status == 200) {
		buf_add_z(&b, "{\"saved\":");
		json_text(&b, out_clock(&p->out, p->now));
		buf_fmt(&b, ",\"version\":%lld", (long long)r->version);
		json_fields(&b, r, "show", true);
		json_fields(&b, r, "hide", false);
		buf_add_c(&b, '}');
	}
	if (b.len == 0)
		buf_add_z(&b, "{}");
	ok = page_json(p, buf_str(&b));
	return status == 200 ? ok : status;
}
