/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/reply.h"

#include "base/arena.h"
#include "base/buf.h"
#include "html/plain.h"
#include "programme/content.h"

size_t
reply_templates(struct arena *a, const struct programme *p,
    const struct template **out)
{
	struct template *list = arena_many(a, struct template,
	    TEMPLATES_SHOWN_MAX);
	size_t n = 0, i, k;

	for (i = 0; p != NULL && i < p->nlibraries; i++)
		for (k = 0; k < p->libraries[i].ntemplates &&
		    n < TEMPLATES_SHOWN_MAX; k++)
			list[n++] = p->libraries[i].templates[k];
	*out = list;
	return n;
}

const struct template *
reply_template(const struct programme *p, struct str id)
{
	size_t i, k;

	for (i = 0; p != NULL && i < p->nlibraries; i++)
		for (k = 0; k < p->libraries[i].ntemplates; k++)
			if (str_eq(p->libraries[i].templates[k].id, id))
				return &p->libraries[i].templates[k];
	return NULL;
}

struct str
reply_fill(struct arena *a, const struct template *t, enum lang lang,
    struct str name, struct str task, struct str quote)
{
	struct str text = words_in(&t->text, lang);
	struct str quoted = quote.len > 0 ? html_quoted(a, quote) : STR_NONE;
	struct buf b;

	if (task.len == 0)
		task = lang_text(lang, MSG("what we have agreed").id);
	b = buf_new(a, text.len + 8 * (name.len + task.len + quoted.len) + 64);
	while (text.len > 0) {
		struct str slot;

		buf_add(&b, str_cut(&text, '{'));
		slot = str_cut(&text, '}');
		buf_add(&b, str_is(slot, "name") ? name : str_is(slot, "task") ?
		    task : str_is(slot, "quote") ? quoted : STR_NONE);
	}
	return buf_str(&b);
}

static struct str
next_word(struct str *rest)
{
	size_t n = 0;

	*rest = str_trim(*rest);
	while (n < rest->len && (unsigned char)rest->at[n] > ' ')
		n++;
	rest->at += n;
	rest->len -= n;
	return (struct str){ rest->at - n, n };
}

static bool
holds(struct str s, struct str part)
{
	size_t i;

	for (i = 0; i + part.len <= s.len; i++)
		if (str_eq(str_sub(s, i, i + part.len), part))
			return true;
	return false;
}

bool
reply_holds_question(struct str sent, struct str filled)
{
	enum { QUESTION_MIN = 12 };
	size_t i, from = 0;

	for (i = 0; i < filled.len; i++) {
		char ch = filled.at[i];

		if (ch == '?') {
			struct str q = str_trim(str_sub(filled, from, i + 1));

			if (q.len >= QUESTION_MIN && holds(sent, q))
				return true;
		}
		if (ch == '?' || ch == '.' || ch == '!' || ch == '\n')
			from = i + 1;
	}
	return false;
}

bool
reply_as_template(struct str sent, struct str filled)
{
	struct str x, y;

	do {
		x = next_word(&sent);
		y = next_word(&filled);
		if (!str_eq(x, y))
			return false;
	} while (x.len > 0);
	return true;
}
