/* SPDX-License-Identifier: Apache-2.0 */
#include "answers/answer_form.h"
#include "base/arena.h"

enum { TEXT_MAX = 300, TEXTAREA_MAX = 4000 };

struct making {
	struct arena *arena;
	const struct form *form;
	const struct values *values;
	enum lang lang;
	const struct problems *problems;
};

static const struct problem *
problem_at(const struct making *m, struct str name)
{
	return m->problems == NULL ? NULL : problem_of(m->problems, name);
}

/* "f-x-h f-x-e": the hint and the error of a field, as far as they are. */
static struct str
described_by(struct arena *a, struct str html_id, bool hint, bool error)
{
	if (hint && error)
		return str_fmt(a, "%.*s-h %.*s-e", STR(html_id),
		    STR(html_id));
	if (!hint && !error)
		return STR_NONE;
	return str_fmt(a, "%.*s-%s", STR(html_id), hint ? "h" : "e");
}

/* The first option has the field's own id, so that links land on it. */
static struct str
option_id(struct arena *a, struct str html_id, size_t i)
{
	return i == 0 ? html_id : str_fmt(a, "%.*s-%zu", STR(html_id), i + 1);
}

static struct option_view *
options_make(const struct making *m, const struct field *f,
    struct str html_id, struct str chosen, size_t *n)
{
	bool scale = f->type == FIELD_SCALE;
	size_t i, many = scale ? (size_t)(f->high - f->low) + 1 : f->noptions;
	struct option_view *o;

	*n = 0;
	if (!scale && f->type != FIELD_CHOICE && f->type != FIELD_MULTI)
		return NULL;
	o = arena_many(m->arena, struct option_view, many);
	for (i = 0; i < many; i++) {
		o[i].html_id = option_id(m->arena, html_id, i);
		o[i].id = scale ? str_fmt(m->arena, "%d", (int)f->low +
		    (int)i) : f->options[i].id;
		o[i].label = scale ? o[i].id :
		    words_in(&f->options[i].label, m->lang);
		o[i].on = f->type == FIELD_MULTI ?
		    value_has(chosen, o[i].id) : str_eq(o[i].id, chosen);
	}
	*n = many;
	return o;
}

static int
text_max(const struct field *f)
{
	if (f->max > 0)
		return f->max;
	return f->type == FIELD_TEXTAREA ? TEXTAREA_MAX : TEXT_MAX;
}

static void
cell_make(const struct making *m, const struct field *f,
    const struct field *col, int row, struct cell_view *c)
{
	struct str problem = str_fmt(m->arena, "%.*s-%d-%.*s", STR(f->id), row,
	    STR(col->id));

	c->name = str_fmt(m->arena, "f.%.*s.%d.%.*s", STR(f->id), row,
	    STR(col->id));
	c->html_id = str_fmt(m->arena, "f-%.*s", STR(problem));
	c->label = words_in(&col->label, m->lang);
	c->hint = words_in(&col->hint, m->lang);
	c->text = value_cell(m->values, f->id, row, col->id);
	c->type = col->type;
	c->max = text_max(col);
	c->low = (int)col->low;
	c->high = (int)col->high;
	c->problem = problem_at(m, problem);
	c->described = described_by(m->arena, c->html_id, false,
	    c->problem != NULL);
	/* A scale in a row is a number to write: radios would be too wide. */
	if (col->type == FIELD_CHOICE)
		c->options = options_make(m, col, c->html_id, c->text,
		    &c->options_n);
}

static void
rows_make(const struct making *m, const struct field *f, struct field_view *v)
{
	int most = f->max > 0 && f->max < LIST_ROWS_MAX ? f->max :
	    LIST_ROWS_MAX;
	int have = value_rows(m->values, f->id), shown = have + 1, row;
	size_t i;

	if (shown < f->min)
		shown = f->min;
	if (shown > most)
		shown = most;
	if (shown < have)
		shown = have;		/* too many: still all to be seen */
	v->rows = arena_many(m->arena, struct row_view, (size_t)shown);
	v->rows_n = (size_t)shown;
	v->more = shown < most;
	for (row = 1; row <= shown; row++) {
		struct row_view *r = &v->rows[row - 1];

		r->cells = arena_many(m->arena, struct cell_view,
		    f->ncolumns);
		r->cells_n = f->ncolumns;
		for (i = 0; i < f->ncolumns; i++)
			cell_make(m, f, &f->columns[i], row, &r->cells[i]);
	}
}

static void
field_make(const struct making *m, const struct field *f, bool shows,
    struct field_view *v)
{
	v->id = f->id;
	v->name = str_fmt(m->arena, "f.%.*s", STR(f->id));
	v->only_name = str_fmt(m->arena, "only.%.*s", STR(f->id));
	v->html_id = str_fmt(m->arena, "f-%.*s", STR(f->id));
	v->label = words_in(&f->label, m->lang);
	v->hint = words_in(&f->hint, m->lang);
	v->help = words_in(&f->help, m->lang);
	v->low_words = words_in(&f->low_words, m->lang);
	v->high_words = words_in(&f->high_words, m->lang);
	v->lang = words_other(&f->label, m->lang) ?
	    lang_tag(f->label.used[m->lang]) : "";
	v->type = f->type;
	v->text = value_text(m->values, f->id);
	v->max = text_max(f);
	v->hidden = !shows;
	v->always = f->private == PRIVATE_ALWAYS;
	v->offer = f->private == PRIVATE_OFFER ||
	    (f->private == PRIVATE_NO && m->form->share == SHARE_ME);
	v->only = v->always || value_private(m->values, f->id);
	v->problem = problem_at(m, f->id);
	v->described = described_by(m->arena, v->html_id, v->hint.len > 0,
	    v->problem != NULL);
	v->options = options_make(m, f, v->html_id, v->text, &v->options_n);
	if (f->type == FIELD_LIST)
		rows_make(m, f, v);
}

void
form_view_make(struct arena *a, const struct form *form,
    const struct values *values, const bool *shows, enum lang lang,
    const struct problems *problems, struct form_view *out)
{
	struct making m = { a, form, values, lang, problems };
	size_t i;

	*out = (struct form_view){ .n = form->nfields };
	out->fields = arena_many(a, struct field_view, form->nfields);
	for (i = 0; i < form->nfields; i++) {
		field_make(&m, &form->fields[i], shows[i], &out->fields[i]);
		out->tucked |= form_offers(form, &form->fields[i]) &&
		    !out->fields[i].offer && !out->fields[i].always;
	}
}
