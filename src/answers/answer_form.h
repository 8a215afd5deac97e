/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A form of the content, filled in by hand: what was posted becomes values,
 * values become a form again.
 *
 * Names: "f.FIELD", "f.FIELD.ROW.COL" for a cell of a list (rows from 1),
 * "only.FIELD" for "only for me".  Nothing is ever required: everything may
 * be left empty.  What is wrong (too long, no such option) is kept as typed
 * in the values and told in the problems, by the names FIELD and
 * FIELD-ROW-COL; who finds problems saves nothing.
 *
 * A field whose `show` does not hold stays in the page, hidden, and keeps its
 * text.
 */
#include "answers/answers.h"
#include "html/lang.h"
#include "programme/form.h"

struct req;
struct expr_env;
struct value;

/*
 * The form as posted.  A field the post lacks altogether is empty; what the
 * page itself sends ("csrf", "version", "go" ...) is known, every other name
 * is a problem.  true: values hold all that was typed, so that a draft may be
 * saved although a number or a day still has to be looked at before sending.
 */
bool form_read_post(const struct form *, const struct req *, struct values *,
    struct problems *);
/* Was any part of this field posted? */
bool form_posted(const struct field *, const struct req *);
/*
 * Which fields show, shows[nfields].  outer (may be NULL) knows what is not
 * of this form.  The value of a hidden field counts as missing.
 */
void form_shows(const struct form *, const struct values *,
    const struct expr_env *outer, bool *shows);
/*
 * The first empty field that shows by now and did not by before, from which
 * the page was made: without script nobody has seen it.  NULL: none.
 */
const struct field *form_unseen(struct arena *, const struct form *,
    const struct values *before, const struct values *now,
    const struct expr_env *outer);
/*
 * That field in the address of the next page, "?more=3", and from it again
 * its id when it shows; "" when nothing is asked for.  By number, as an id
 * could tell what was answered.
 */
const char *form_more_tail(struct arena *, const struct form *,
    const struct field *);
struct str form_more_read(const struct form *, const struct req *,
    const bool *shows);
/* What an expression reads of a field; false: missing. */
bool form_value(const struct field *, const struct values *,
    struct value *out);
/* A multi field's value holds this option. */
bool value_has(struct str value, struct str option);
/* Is "only for me" a choice at this field?  Always: yes, and it is made. */
bool form_offers(const struct form *, const struct field *);
/* Before sending: fields the patient does not see are for nobody else, what
 * is always private is so. */
void form_keep_hidden(const struct form *, const bool *shows, struct values *);

/* For the view form_fields (answer.html). */
struct option_view {
	struct str id, html_id, label;
	bool on;
};
struct cell_view {
	struct str name, html_id, label, hint, text, described;
	enum field_type type;
	int max, low, high;
	const struct problem *problem;
	struct option_view *options;
	size_t options_n;
};
struct row_view {
	struct cell_view *cells;
	size_t cells_n;
};
struct field_view {
	struct str id, name, only_name, html_id, label, hint, text, described;
	struct str help;	/* for who is stuck */
	bool helped;		/* it is open: answers/steps.h */
	bool other_step;	/* hidden for that */
	struct str low_words, high_words;
	const char *lang;	/* tag when another language stands in; "" */
	enum field_type type;
	int max;
	bool hidden;
	bool offer, only, always;	/* "only for me" */
	const struct problem *problem;
	struct option_view *options;	/* choice, multi, scale */
	size_t options_n;
	struct row_view *rows;
	size_t rows_n;
	bool more;			/* there is room for one more row */
};
struct form_view {
	struct field_view *fields;
	size_t n;
	bool tucked;	/* "only for me" of the others in a fold-out */
};
/*
 * A form to fill in: existing rows of a list and one blank one.  A form with
 * share "ask" offers "only for me" at each field: where the field does not
 * say so itself, together in a fold-out below.
 */
void form_view_make(struct arena *, const struct form *, const struct values *,
    const bool *shows, enum lang, const struct problems *,
    struct form_view *out);
