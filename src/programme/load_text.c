/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load.h"

#include <string.h>

#include "base/arena.h"

enum { SECTIONS_MAX = 20, PARTS_MAX = 40 };

static const char *const slots[] = { "when", "numbers", "therapist",
	"clinic" };

struct text_file {
	struct loader *l;
	struct place at;
	struct str data;		/* the whole file */
	struct text_section *section;
	size_t from, to;		/* the section's text in the file */
};

bool
text_name(struct str file, struct str *id, enum lang *lang)
{
	struct str rest = file;

	*id = str_cut(&rest, '.');
	return str_ends(rest, S(".md")) && id_valid(*id) &&
	    lang_parse(str_sub(rest, 0, rest.len - 3), lang);
}

/* The slot {name} that begins at i of the markup; "" when none does. */
static struct str
slot_at(struct str s, size_t i)
{
	struct str name = str_sub(s, i + 1, s.len);

	if (s.at[i] != '{')
		return STR_NONE;
	name = str_sub(name, 0, str_index(name, '}'));
	return name.len < 20 && id_valid(name) ? name : STR_NONE;
}

static void
part_add(struct text_file *f, struct text_part *parts, struct text_part p)
{
	if (p.slot.len == 0 && str_trim(p.html.s).len == 0)
		return;
	if (f->section->nparts == PARTS_MAX) {
		lint_error(f->l->r.lint, f->at, "more than %d parts in one "
		    "section", PARTS_MAX);
		return;
	}
	parts[f->section->nparts++] = p;
}

/* The line a slot stands on. */
static struct place
slot_place(const struct text_file *f, struct str name)
{
	struct place at = { f->at.file, 1, 1 };
	size_t i;

	for (i = 0; i < f->data.len; i++, at.column++)
		if (f->data.at[i] == '\n') {
			at.line++;
			at.column = 0;
		} else if (str_eq(slot_at(f->data, i), name)) {
			break;
		}
	return at;
}

static void
check_slot(struct text_file *f, struct str name)
{
	size_t i;

	for (i = 0; i < sizeof(slots) / sizeof(slots[0]); i++)
		if (str_is(name, slots[i]))
			return;
	lint_error(f->l->r.lint, slot_place(f, name), "{%.*s} is not known: "
	    "{when}, {numbers}, {therapist} or {clinic}", STR(name));
}

/* Markup is cut at its slots; a paragraph of one slot loses its <p>. */
static void
make_parts(struct text_file *f, struct str html)
{
	struct text_part *parts = arena_many(f->l->r.arena, struct text_part,
	    PARTS_MAX);
	size_t i, from = 0;

	f->section->parts = parts;
	for (i = 0; i < html.len; i++) {
		struct str name = slot_at(html, i);
		size_t after = i + name.len + 2;
		bool block;
		struct str before;

		if (name.len == 0)
			continue;
		check_slot(f, name);
		before = str_sub(html, from, i);
		block = str_ends(before, S("<p>")) &&
		    str_starts(str_sub(html, after, html.len), S("</p>"));
		if (block) {
			before.len -= 3;
			after += 4;
		}
		part_add(f, parts, (struct text_part){ .html = { before } });
		part_add(f, parts, (struct text_part){ .slot = name,
		    .block = block });
		from = after;
		i = after - 1;
	}
	part_add(f, parts, (struct text_part){ .html =
	    { str_sub(html, from, html.len) } });
}

static void
section_end(struct text_file *f)
{
	struct str body = str_sub(f->data, f->from, f->to);

	make_parts(f, html_markdown(f->l->r.arena, body).s);
}

void
text_read(struct loader *l, const struct source_file *file, struct text *t)
{
	struct text_section *list = arena_many(l->r.arena,
	    struct text_section, SECTIONS_MAX);
	struct text_file f = { .l = l, .at = { file->path, 1, 1 },
	    .data = file->data, .section = list };
	struct str rest = file->data, line;
	size_t n = 1, end;

	for (; rest.len > 0; f.at.line++) {
		line = str_cut(&rest, '\n');
		end = (size_t)(rest.at - file->data.at);
		if (str_starts(line, S("# "))) {
			t->title = str_trim(str_sub(line, 2, line.len));
			f.from = end;
		} else if (str_starts(line, S("## ")) && n < SECTIONS_MAX) {
			section_end(&f);
			f.section = &list[n++];
			f.section->heading = str_trim(str_sub(line, 3,
			    line.len));
			f.from = end;
		}
		f.to = end;
	}
	section_end(&f);
	t->file = file;
	t->sections = list;
	t->nsections = n;
	if (!text_is_guide(t->id))
		lint_patient_text(l->r.lint, file->data,
		    (struct place){ file->path, 1, 1 }, t->lang);
}

/* How often a slot stands in a text. */
static size_t
slot_count(const struct text *t, const char *slot)
{
	size_t i, k, n = 0;

	for (i = 0; i < t->nsections; i++)
		for (k = 0; k < t->sections[i].nparts; k++)
			n += str_is(t->sections[i].parts[k].slot, slot);
	return n;
}

void
texts_compare(struct loader *l, const struct text *a, const struct text *b,
    struct place at)
{
	size_t i;

	if (a->nsections != b->nsections)
		lint_error(l->r.lint, at, "%zu sections (##) here, %zu in the "
		    "other language", b->nsections - 1, a->nsections - 1);
	for (i = 0; i < sizeof(slots) / sizeof(slots[0]); i++)
		if (slot_count(a, slots[i]) != slot_count(b, slots[i]))
			lint_error(l->r.lint, at, "{%s} does not stand as "
			    "often here as in the other language", slots[i]);
}
