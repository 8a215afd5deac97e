/* SPDX-License-Identifier: Apache-2.0 */
#include "answers/shown.h"

#include "answers/answer_form.h"
#include "base/arena.h"
#include "base/buf.h"
#include "people/care.h"
#include "programme/content.h"

/* "sounds, what people say" */
static struct str
multi_text(struct arena *a, const struct field *f, struct str value,
    enum lang lang)
{
	struct buf b = buf_new(a, VALUE_BYTES_MAX);
	size_t i;

	for (i = 0; i < f->noptions; i++) {
		if (!value_has(value, f->options[i].id))
			continue;
		if (b.len > 0)
			buf_add_z(&b, ", ");
		buf_add(&b, words_in(&f->options[i].label, lang));
	}
	return buf_str(&b);
}

static void
cell_shown(struct arena *a, const struct field *f, struct str text,
    enum lang lang, struct shown_cell *out)
{
	const struct choice *o;

	*out = (struct shown_cell){ .label = words_in(&f->label, lang),
	    .text = text, .kind = SHOWN_TEXT };
	switch (f->type) {
	case FIELD_SCALE:
		if (str_int(text, (int64_t)f->low, (int64_t)f->high, &out->n)) {
			out->kind = SHOWN_OF;
			out->most = (int64_t)f->high;
		}
		break;
	case FIELD_CHOICE:
		o = field_option(f, text);
		if (o != NULL)
			out->text = words_in(&o->label, lang);
		break;
	case FIELD_MULTI:
		out->text = multi_text(a, f, text, lang);
		break;
	case FIELD_DATE:
		if (day_parse(text, &out->day))
			out->kind = SHOWN_DAY;
		break;
	case FIELD_LIST:
		out->kind = SHOWN_ROWS;
		break;
	case FIELD_TEXT:
	case FIELD_TEXTAREA:
	case FIELD_NUMBER:
		break;
	}
}

static void
rows_shown(struct arena *a, const struct field *f, const struct values *v,
    enum lang lang, struct shown_line *line)
{
	int row, most = value_rows(v, f->id);
	size_t i;

	line->rows = arena_many(a, struct shown_row, (size_t)most);
	for (row = 1; row <= most; row++) {
		struct shown_row *r = &line->rows[line->rows_n];

		r->cells = arena_many(a, struct shown_cell, f->ncolumns);
		for (i = 0; i < f->ncolumns; i++) {
			struct str text = value_cell(v, f->id, row,
			    f->columns[i].id);

			if (text.len > 0)
				cell_shown(a, &f->columns[i], text, lang,
				    &r->cells[r->n++]);
		}
		line->rows_n += r->n > 0;
	}
}

void
form_shown(struct arena *a, const struct form *form, const struct values *v,
    enum lang lang, struct shown_answer *out)
{
	size_t i;

	*out = (struct shown_answer){ .title = words_in(&form->title, lang),
	    .lang = lang_tag(lang) };
	out->lines = arena_many(a, struct shown_line, form->nfields);
	for (i = 0; i < form->nfields; i++) {
		const struct field *f = &form->fields[i];
		struct shown_line *line = &out->lines[out->n];
		struct str text = value_text(v, f->id);

		if (text.len == 0 && value_rows(v, f->id) == 0)
			continue;
		cell_shown(a, f, text, lang, &line->cell);
		line->private = value_private(v, f->id);
		if (f->type == FIELD_LIST)
			rows_shown(a, f, v, lang, line);
		out->n++;
	}
}

static void
line_add(struct shown_answer *out, struct str label, struct str text)
{
	if (text.len > 0)
		out->lines[out->n++].cell = (struct shown_cell){
		    .label = label, .text = text, .kind = SHOWN_TEXT };
}

static struct str
scale_label(const struct item *item, struct str text, enum lang lang)
{
	int64_t n;
	size_t i;

	if (!str_int(text, 0, 1000, &n))
		return text;
	for (i = 0; i < item->nscale; i++)
		if (item->scale[i].value == n)
			return words_in(&item->scale[i].label, lang);
	return text;
}

static void
instrument_shown(struct arena *a, const struct instrument *in,
    const struct values *v, enum lang lang, struct shown_answer *out)
{
	const struct follow_up *up = in->follow_up;
	size_t i;

	*out = (struct shown_answer){ .title = words_in(&in->title, lang),
	    .lang = lang_tag(lang) };
	out->lines = arena_many(a, struct shown_line, in->nitems + 1);
	for (i = 0; i < in->nitems; i++) {
		struct str text = value_text(v, in->items[i].id);

		line_add(out, words_in(&in->items[i].text, lang),
		    scale_label(&in->items[i], text, lang));
		if (str_is(text, "skip"))
			out->lines[out->n - 1].cell.kind = SHOWN_SKIPPED;
	}
	if (up == NULL)
		return;
	for (i = 0; i < up->noptions; i++)
		if (str_eq(up->options[i].id, value_text(v, up->id)))
			line_add(out, words_in(&up->text, lang),
			    words_in(&up->options[i].label, lang));
}

/* Its form is gone: what was written is shown by the names of the fields. */
static void
unknown_shown(struct arena *a, const struct answer *answer,
    const struct values *v, enum lang lang, struct shown_answer *out)
{
	size_t i;

	*out = (struct shown_answer){ .title = answer->ref,
	    .lang = lang_tag(lang), .unknown = true };
	out->lines = arena_many(a, struct shown_line, v->n);
	for (i = 0; i < v->n; i++)
		line_add(out, v->at[i].col.len > 0 ? v->at[i].col :
		    v->at[i].field, v->at[i].text);
}

/* "ch1.map": the form of the programme that has it in this chapter, in the
 * words it was answered in. */
static const struct form *
form_of_ref(const struct content *content, struct str ref, struct str variant)
{
	struct str form_id = ref, chapter_id = str_cut(&form_id, '.');
	size_t i;

	for (i = 0; i < content_programmes(content); i++) {
		const struct chapter *chapter;
		const struct form *f = programme_form(
		    content_programme_at(content, i), form_id, &chapter);

		if (f != NULL && str_eq(chapter->id, chapter_id))
			return chapter_form_in(chapter, f, str_is(variant,
			    "plain") ? TEXT_PLAIN : TEXT_STANDARD);
	}
	return NULL;
}

/* The worksheet of a task, in the programme or one of its libraries. */
static const struct form *
sheet_of_ref(const struct content *content, struct str ref)
{
	size_t i;

	for (i = 0; i < content_programmes(content); i++) {
		const struct task *t = programme_task(
		    content_programme_at(content, i), ref);

		if (t != NULL && t->sheet != NULL)
			return t->sheet;
	}
	return NULL;
}

void
answer_shown(struct care *c, const struct content *content,
    const struct answer *answer, const struct values *v,
    struct shown_answer *out)
{
	const struct instrument *in = NULL;
	const struct form *form = NULL;
	enum lang lang;

	if (!lang_parse(answer->lang, &lang))
		lang = c->lang;
	if (content != NULL && str_is(answer->kind, "exercise"))
		form = form_of_ref(content, answer->ref, answer->variant);
	else if (content != NULL && str_is(answer->kind, "entry"))
		form = sheet_of_ref(content, answer->ref);
	else if (content != NULL)
		in = content_instrument(content, answer->ref);
	if (form != NULL)
		form_shown(c->arena, form, v, lang, out);
	else if (in != NULL)
		instrument_shown(c->arena, in, v, lang, out);
	else
		unknown_shown(c->arena, answer, v, lang, out);
}
