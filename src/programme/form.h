/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A form that content describes: the exercise of a chapter.  Part of struct
 * content: immutable, and alive as long as it.  Ids, types, bounds and
 * expressions are the same in every language; only words differ.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "html/lang.h"
#include "programme/lint.h"

struct expr;

enum { HASH_BYTES = 32 };

/* BLAKE2b-256 of a source; names a version for ever. */
struct hash {
	unsigned char b[HASH_BYTES];
};

/*
 * A text in every language.  Where a translation is missing, another stands
 * in and `used` tells which: mark it with the lang attribute.  A text left
 * out is "" in all.
 */
struct words {
	struct str in[LANG_N];
	enum lang used[LANG_N];
};

enum field_type { FIELD_TEXT, FIELD_TEXTAREA, FIELD_SCALE, FIELD_LIST,
	FIELD_CHOICE, FIELD_NUMBER, FIELD_DATE, FIELD_MULTI };

struct choice {
	struct str id;
	struct words label;
};

enum field_private {
	PRIVATE_NO,		/* follows the form's share */
	PRIVATE_OFFER,		/* "only for me" is offered at the field */
	PRIVATE_ALWAYS,		/* nobody else reads it */
};

struct field {
	struct str id;
	enum field_type type;
	struct words label, hint;
	struct words help;	/* for who is stuck; may be "" */
	int max;		/* text, textarea: characters; list: rows */
	int min;		/* list: rows shown at first and asked for */
	double low, high;	/* number: bounds; scale: first, last step */
	bool low_set, high_set;	/* number: is there a bound (scale: always) */
	struct words low_words, high_words;	/* scale: at its ends */
	const struct choice *options;		/* choice, multi */
	size_t noptions;
	const struct field *columns;		/* list; never a list again */
	size_t ncolumns;
	const struct expr *show;		/* NULL: always shown */
	enum field_private private;
	struct place at;
};

enum share { SHARE_ASK, SHARE_THERAPIST, SHARE_ME };

struct form {
	struct str id;			/* one of its programme */
	struct words title, why;
	int minutes;			/* to fill in; never 0 */
	struct words smaller;		/* the smaller version; may be "" */
	enum share share;		/* what is ticked at first */
	bool exercise;			/* in a chapter as ```exercise */
	const struct field *fields;
	size_t nfields;
	struct hash hash;		/* of its source in all languages */
	struct str source;		/* that source */
	struct place at;
};

static inline struct str
words_in(const struct words *w, enum lang lang)
{
	return w->in[lang];
}
/* True when another language stands in. */
static inline bool
words_other(const struct words *w, enum lang lang)
{
	return w->used[lang] != lang && w->in[lang].len > 0;
}
/* NULL when there is none. */
const struct field *form_field(const struct form *, struct str id);
const struct field *field_column(const struct field *, struct str id);
const struct choice *field_option(const struct field *, struct str id);
