/* SPDX-License-Identifier: Apache-2.0 */
#include "answers/answer_form.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/typed.h"
#include "base/zone.h"
#include "http/req.h"
#include "programme/expr.h"

enum { TEXT_MAX = 300, TEXTAREA_MAX = 4000, NUMBER_BYTES_MAX = 24,
    UNTIDY_BYTES_MAX = 100 };

#define WHY_UNKNOWN T("Something came with this that is not part of the " \
    "page. Nothing was saved. Look through your text below and try again.")
#define WHY_LONG T("This is longer than there is room for: at most %1 " \
    "characters. All of it is still here.")
#define WHY_BYTES T("This could not be read as text. Please write it again.")
#define WHY_SCALE T("Choose a number on the scale, or leave it empty.")
#define WHY_CHOICE T("Choose one of the answers, or leave it empty.")
#define WHY_NUMBER T("Write a number, or leave it empty.")
#define WHY_LOW T("Write a number that is %1 or more.")
#define WHY_HIGH T("Write a number that is %1 or less.")
#define WHY_DATE T("Write the date as day, month and year, like 3.12.2026.")
#define WHY_ROWS T("There is room for %1 rows here.")

struct reading {
	struct arena *arena;
	const struct form *form;
	struct values *values;
	struct problems *problems;
	bool strange;			/* an unknown name was told already */
	bool lost;			/* values lacks something typed */
};

/* Not what is asked for, but short: a draft may hold it as typed. */
static void
untidy(struct reading *r, struct str name, const char *why, struct str typed)
{
	problem_add(r->problems, name, why);
	if (typed.len > UNTIDY_BYTES_MAX)
		r->lost = true;
}

/* Line ends as one LF; in a single line a blank. */
static struct str
lines_normal(struct arena *a, struct str s, bool single)
{
	char *to = arena_alloc(a, s.len + 1, 1);
	size_t i, n = 0;

	for (i = 0; i < s.len; i++) {
		if (s.at[i] == '\r' && i + 1 < s.len && s.at[i + 1] == '\n')
			continue;
		to[n++] = s.at[i] == '\r' ? '\n' : s.at[i];
		if (single && to[n - 1] == '\n')
			to[n - 1] = ' ';
	}
	return (struct str){ to, n };
}

static struct str
read_text(struct reading *r, const struct field *f, struct str name,
    struct str typed)
{
	bool single = f->type == FIELD_TEXT;
	int max = f->max > 0 ? f->max : single ? TEXT_MAX : TEXTAREA_MAX;
	struct str s = lines_normal(r->arena, typed, single);

	if (str_trim(s).len == 0)
		return STR_NONE;
	if (str_utf8_len(s) <= (size_t)max && s.len <= VALUE_BYTES_MAX)
		return s;
	problem_add_n(r->problems, name, WHY_LONG, str_utf8_len(s) >
	    (size_t)max ? max : VALUE_BYTES_MAX / 4);
	r->lost = true;
	return s;
}

static struct str
read_scale(struct reading *r, const struct field *f, struct str name,
    struct str typed)
{
	struct str s = str_trim(typed);
	int64_t n;

	if (s.len == 0)
		return STR_NONE;
	if (!str_int(s, (int64_t)f->low, (int64_t)f->high, &n)) {
		untidy(r, name, WHY_SCALE, s);
		return s;
	}
	return str_fmt(r->arena, "%lld", (long long)n);
}

/* "3", "-2.5", "2,5"; nothing like 1e9 or inf. With a dot in *out. */
static bool
number_parse(struct arena *a, struct str s, double *value, struct str *out)
{
	char *to = arena_alloc(a, s.len + 1, 1), *end;
	bool dot = false;
	size_t i, digits = 0;

	if (s.len == 0 || s.len > NUMBER_BYTES_MAX)
		return false;
	for (i = 0; i < s.len; i++) {
		to[i] = s.at[i] == ',' ? '.' : s.at[i];
		if (to[i] >= '0' && to[i] <= '9')
			digits++;
		else if (to[i] == '.' && !dot)
			dot = true;
		else if (to[i] != '-' || i > 0)
			return false;
	}
	*value = strtod(to, &end);
	*out = (struct str){ to, s.len };
	return digits > 0;
}

static struct str
read_number(struct reading *r, const struct field *f, struct str name,
    struct str typed)
{
	struct str s = str_trim(typed), out;
	double n;

	if (s.len == 0)
		return STR_NONE;
	if (!number_parse(r->arena, s, &n, &out)) {
		untidy(r, name, WHY_NUMBER, s);
		return s;
	}
	if (f->low_set && n < f->low)
		problem_add_n(r->problems, name, WHY_LOW, (int64_t)f->low);
	else if (f->high_set && n > f->high)
		problem_add_n(r->problems, name, WHY_HIGH, (int64_t)f->high);
	return out;
}

static struct str
read_date(struct reading *r, struct str name, struct str typed)
{
	struct str s = str_trim(typed);
	struct day d;

	if (s.len == 0)
		return STR_NONE;
	if (!day_typed(s, &d)) {
		untidy(r, name, WHY_DATE, s);
		return s;
	}
	return day_text(r->arena, d);
}

static struct str
read_one(struct reading *r, const struct field *f, struct str name,
    struct str typed)
{
	if (!str_utf8_valid(typed)) {
		problem_add(r->problems, name, WHY_BYTES);
		r->lost = true;
		return STR_NONE;
	}
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_TEXTAREA:
		return read_text(r, f, name, typed);
	case FIELD_SCALE:
		return read_scale(r, f, name, typed);
	case FIELD_NUMBER:
		return read_number(r, f, name, typed);
	case FIELD_DATE:
		return read_date(r, name, typed);
	case FIELD_CHOICE:
	case FIELD_MULTI:
		if (typed.len > 0 && field_option(f, typed) == NULL) {
			problem_add(r->problems, name, WHY_CHOICE);
			r->lost = true;
		}
		return typed;
	case FIELD_LIST:
		break;
	}
	return STR_NONE;
}

static void
strange(struct reading *r)
{
	if (!r->strange)
		problem_add(r->problems, STR_NONE, WHY_UNKNOWN);
	r->strange = r->lost = true;
}

/* The options of a multi field stand in its value with spaces between. */
bool
value_has(struct str value, struct str option)
{
	while (value.len > 0)
		if (str_eq(str_cut(&value, ' '), option))
			return true;
	return false;
}

static int
value_words(struct str value)
{
	int n = 0;

	while (value.len > 0)
		n += str_cut(&value, ' ').len > 0;
	return n;
}

static void
put(struct reading *r, const struct field *f, int row, struct str col,
    struct str text)
{
	struct value_at *had = value_find(r->values, f->id, row, col);

	if (had != NULL && f->type == FIELD_MULTI && text.len > 0 &&
	    !value_has(had->text, text)) {
		had->text = str_fmt(r->arena, "%.*s %.*s", STR(had->text),
		    STR(text));
		return;
	}
	if (had != NULL)
		return;				/* sent twice: the first */
	if (value_put(r->values, f->id, row, col, text, false))
		return;
	problem_add_n(r->problems, f->id, WHY_ROWS,
	    value_rows(r->values, f->id));
	r->lost = true;
}

/* ROW.COL of a list. */
static void
read_cell(struct reading *r, const struct field *f, struct str rest,
    struct str typed)
{
	struct str row_text = str_cut(&rest, '.'), name, text;
	const struct field *col = field_column(f, rest);
	int rows_max = f->max > 0 && f->max < LIST_ROWS_MAX ? f->max :
	    LIST_ROWS_MAX;
	int64_t row;

	if (col == NULL || !str_int(row_text, 1, FIELDS_MAX, &row)) {
		strange(r);
		return;
	}
	name = str_fmt(r->arena, "%.*s-%d-%.*s", STR(f->id), (int)row,
	    STR(col->id));
	text = read_one(r, col, name, typed);
	if (text.len == 0)
		return;
	if (row > rows_max) {
		if (problem_of(r->problems, f->id) == NULL)
			problem_add_n(r->problems, f->id, WHY_ROWS, rows_max);
		r->lost = true;
	}
	put(r, f, (int)row, col->id, text);
}

/* Sent with every form: by the views, the gate (kept), the script (later). */
static bool
of_the_page(struct str name)
{
	return str_is(name, "csrf") || str_is(name, "sid") ||
	    str_is(name, "version") || str_is(name, "go") ||
	    str_is(name, "kept") || str_is(name, "later");
}

static void
read_pair(struct reading *r, const struct pair *p)
{
	struct str rest = p->name, head = str_cut(&rest, '.'), id;
	const struct field *f;

	if (!str_is(head, "f") && !str_is(head, "only")) {
		if (!of_the_page(p->name))
			strange(r);
		return;
	}
	id = str_cut(&rest, '.');
	f = form_field(r->form, id);
	if (f == NULL || (rest.len > 0) != (str_is(head, "f") &&
	    f->type == FIELD_LIST)) {
		strange(r);
		return;
	}
	if (str_is(head, "only")) {
		if (!form_offers(r->form, f))
			strange(r);
	} else if (f->type == FIELD_LIST) {
		read_cell(r, f, rest, p->value);
	} else {
		put(r, f, 0, STR_NONE, read_one(r, f, f->id, p->value));
	}
}

/* Rows move up over empty ones. */
static void
rows_close_up(struct values *v, const struct field *f)
{
	int from, to = 1, most = value_rows(v, f->id);
	size_t i;

	for (from = 1; from <= most; from++) {
		bool any = false;

		for (i = 0; i < v->n; i++)
			if (v->at[i].row == from &&
			    str_eq(v->at[i].field, f->id)) {
				v->at[i].row = to;
				any = true;
			}
		to += any;
	}
}

static bool
only_posted(struct arena *a, const struct req *req, const struct field *f)
{
	struct str name = str_fmt(a, "only.%.*s", STR(f->id));

	return req_field(req, name.at).len > 0;
}

bool
form_read_post(const struct form *form, const struct req *req,
    struct values *values, struct problems *problems)
{
	struct reading r = { req->arena, form, values, problems, false,
	    false };
	size_t i;

	values->n = 0;
	for (i = 0; i < req->form_n; i++)
		read_pair(&r, &req->form[i]);
	for (i = 0; i < form->nfields; i++) {
		const struct field *f = &form->fields[i];

		/* Moving rows would part a problem from its cell. */
		if (f->type == FIELD_LIST && problems->n == 0)
			rows_close_up(values, f);
		if (f->private == PRIVATE_ALWAYS) {
			value_mark(values, f->id, true);
		} else if (form_offers(form, f) &&
		    only_posted(req->arena, req, f)) {
			value_mark(values, f->id, true);
			if (!value_private(values, f->id))
				(void)value_put(values, f->id, 0, STR_NONE,
				    STR_NONE, true);
		}
	}
	return !r.lost;
}

bool
form_posted(const struct field *f, const struct req *req)
{
	size_t i;

	for (i = 0; i < req->form_n; i++) {
		struct str rest = req->form[i].name;

		if (str_is(str_cut(&rest, '.'), "f") &&
		    str_eq(str_cut(&rest, '.'), f->id))
			return true;
	}
	return false;
}

bool
form_offers(const struct form *form, const struct field *f)
{
	return f->private != PRIVATE_NO || form->share != SHARE_THERAPIST;
}

void
form_keep_hidden(const struct form *form, const bool *shows,
    struct values *values)
{
	size_t i;

	for (i = 0; i < form->nfields; i++)
		if (!shows[i] || form->fields[i].private == PRIVATE_ALWAYS)
			value_mark(values, form->fields[i].id, true);
}

bool
form_value(const struct field *f, const struct values *values,
    struct value *out)
{
	struct str s = value_text(values, f->id);
	char text[NUMBER_BYTES_MAX + 1], *end;

	if (f->type == FIELD_LIST) {
		*out = value_of_number(value_rows(values, f->id));
		return out->number > 0;
	}
	if (s.len == 0)
		return false;
	if (f->type == FIELD_MULTI) {
		*out = value_of_number(value_words(s));
		return true;
	}
	if (f->type != FIELD_SCALE && f->type != FIELD_NUMBER) {
		*out = value_of_text(s);
		return true;
	}
	if (s.len > NUMBER_BYTES_MAX)
		return false;
	snprintf(text, sizeof(text), "%.*s", STR(s));
	*out = value_of_number(strtod(text, &end));
	return *end == '\0';		/* a draft holds what was typed */
}

struct shows_ctx {
	const struct form *form;
	const struct values *values;
	const struct expr_env *outer;
	const bool *shows;
};

static bool
shows_get(void *ctx, struct str name, struct value *out)
{
	const struct shows_ctx *c = ctx;
	const struct field *f = form_field(c->form, name);

	if (f == NULL)
		return c->outer != NULL && c->outer->get != NULL &&
		    c->outer->get(c->outer->ctx, name, out);
	return c->shows[f - c->form->fields] &&
	    form_value(f, c->values, out);
}

static bool
shows_call(void *ctx, enum expr_func func, struct str name,
    struct value *out)
{
	const struct shows_ctx *c = ctx;
	const struct field *f = form_field(c->form, name);

	if (f != NULL && func == FUNC_ANSWERED) {
		struct value v = { 0 };

		*out = value_of_bool(shows_get(ctx, name, &v));
		return true;
	}
	return c->outer != NULL && c->outer->call != NULL &&
	    c->outer->call(c->outer->ctx, func, name, out);
}

void
form_shows(const struct form *form, const struct values *values,
    const struct expr_env *outer, bool *shows)
{
	struct shows_ctx ctx = { form, values, outer, shows };
	struct expr_env env = { &ctx, shows_get, shows_call, false };
	size_t i;

	for (i = 0; i < form->nfields; i++)
		shows[i] = true;
	for (i = 0; i < form->nfields; i++)
		shows[i] = form->fields[i].show == NULL ||
		    expr_true(form->fields[i].show, &env);
}

const struct field *
form_unseen(struct arena *a, const struct form *form,
    const struct values *before, const struct values *now,
    const struct expr_env *outer)
{
	bool *was = arena_many(a, bool, form->nfields);
	bool *is = arena_many(a, bool, form->nfields);
	size_t i;

	form_shows(form, before, outer, was);
	form_shows(form, now, outer, is);
	for (i = 0; i < form->nfields; i++) {
		const struct field *f = &form->fields[i];

		if (is[i] && !was[i] && value_text(now, f->id).len == 0 &&
		    value_rows(now, f->id) == 0)
			return f;
	}
	return NULL;
}

const char *
form_more_tail(struct arena *a, const struct form *form,
    const struct field *f)
{
	return str_fmt(a, "?more=%d", (int)(f - form->fields) + 1).at;
}

struct str
form_more_read(const struct form *form, const struct req *req,
    const bool *shows)
{
	int64_t n;

	if (req->method != METHOD_GET || !str_int(req_query(req, "more"), 1,
	    (int64_t)form->nfields, &n) || !shows[n - 1])
		return STR_NONE;
	return form->fields[n - 1].id;
}
