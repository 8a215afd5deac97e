/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/yaml.h"

#include <libfyaml.h>
#include <string.h>

#include "base/arena.h"

/* Anchors a file may have: a scale or two. */
enum { ANCHORS_MAX = 32 };

struct build {
	struct arena *arena;		/* of values */
	struct arena *work;
	struct lint *lint;
	struct fy_parser *parser;
	struct place from;
	struct yaml *anchors[ANCHORS_MAX];
	size_t nanchors, nodes;
	bool failed;
};

/* One item of a list or map while it grows. */
struct link {
	struct link *next;
	struct yaml *key, *value;
};

static struct yaml *build_node(struct build *, struct fy_event *, int depth,
    bool key);

static struct place
place_at(const struct build *b, int line, int column)
{
	struct place at = b->from;

	at.line += line;
	at.column = line == 0 ? at.column + column : column + 1;
	return at;
}

static struct place
place_of(const struct build *b, struct fy_event *e)
{
	const struct fy_mark *m = fy_event_start_mark(e);

	return m == NULL ? b->from : place_at(b, m->line, m->column);
}

static void
fail(struct build *b, struct place at, const char *what)
{
	if (!b->failed)
		lint_error(b->lint, at, "%s", what);
	b->failed = true;
}

static struct str
token_text(struct arena *a, struct fy_token *t)
{
	size_t len = 0;
	const char *at = t == NULL ? NULL : fy_token_get_text(t, &len);

	return at == NULL ? STR_NONE :
	    str_copy(a, (struct str){ at, len });
}

static struct yaml *
node_new(struct build *b, struct fy_event *e)
{
	struct yaml *y = arena_one(b->work, struct yaml);
	struct fy_token *anchor = fy_event_get_anchor_token(e);

	y->at = place_of(b, e);
	y->flow = fy_event_get_node_style(e) == FYNS_FLOW;
	if (++b->nodes > YAML_NODES_MAX)
		fail(b, y->at, "the file has too many values");
	if (fy_event_get_tag_token(e) != NULL)
		fail(b, y->at, "a tag (!) cannot be used here");
	if (e->type == FYET_ALIAS || anchor == NULL)
		return y;
	y->anchor = token_text(b->work, anchor);
	if (b->nanchors == ANCHORS_MAX)
		fail(b, y->at, "the file has too many anchors (&)");
	return y;
}

static struct yaml *
build_scalar(struct build *b, struct fy_event *e, bool key)
{
	struct yaml *y = node_new(b, e);
	struct fy_token *t = e->scalar.value;

	y->plain = fy_token_scalar_style(t) == FYSS_PLAIN;
	y->text = token_text(key ? b->work : b->arena, t);
	y->kind = YAML_TEXT;
	if (y->plain && (y->text.len == 0 || str_is(y->text, "null") ||
	    str_is(y->text, "~")))
		y->kind = YAML_NULL;
	return y;
}

static struct yaml *
build_alias(struct build *b, struct fy_event *e)
{
	struct str name = token_text(b->work, e->alias.anchor);
	size_t i;

	for (i = b->nanchors; i > 0; i--)
		if (str_eq(b->anchors[i - 1]->anchor, name))
			return b->anchors[i - 1];
	fail(b, place_of(b, e), "this alias (*) names nothing above it");
	return node_new(b, e);
}

/* Links into arrays; keys only of a map. */
static void
flatten(struct build *b, struct yaml *y, const struct link *first, size_t n)
{
	const struct yaml **items = arena_many(b->work, const struct yaml *,
	    n + 1);
	const struct yaml **keys = arena_many(b->work, const struct yaml *,
	    n + 1);
	size_t i, k;

	for (i = 0; first != NULL; first = first->next, i++) {
		items[i] = first->value;
		keys[i] = first->key;
		for (k = 0; k < i && y->kind == YAML_MAP; k++)
			if (str_eq(keys[k]->text, keys[i]->text))
				lint_error(b->lint, keys[i]->at,
				    "\"%.*s\" stands twice in one place",
				    STR(keys[i]->text));
	}
	y->items = items;
	y->keys = keys;
	y->n = n;
}

static struct yaml *
build_group(struct build *b, struct fy_event *start, int depth)
{
	bool map = start->type == FYET_MAPPING_START;
	struct yaml *y = node_new(b, start);
	struct link *first = NULL, **end = &first;
	struct fy_event *e;
	size_t n = 0;

	y->kind = map ? YAML_MAP : YAML_LIST;
	if (depth > YAML_DEPTH_MAX)
		fail(b, y->at, "the file is nested too deep");
	while (!b->failed && (e = fy_parser_parse(b->parser)) != NULL) {
		bool over = e->type == FYET_MAPPING_END ||
		    e->type == FYET_SEQUENCE_END;
		struct yaml *v = over ? NULL : build_node(b, e, depth + 1,
		    map && *end == NULL);

		fy_parser_event_free(b->parser, e);
		if (over)
			break;
		if (map && *end == NULL) {
			*end = arena_one(b->work, struct link);
			(*end)->key = v;
			if (v->kind != YAML_TEXT && v->kind != YAML_NULL)
				fail(b, v->at, "a key must be a word");
			continue;
		}
		if (!map)
			*end = arena_one(b->work, struct link);
		(*end)->value = v;
		end = &(*end)->next;
		n++;
	}
	*end = NULL;
	flatten(b, y, first, n);
	return y;
}

static struct yaml *
build_node(struct build *b, struct fy_event *e, int depth, bool key)
{
	struct yaml *y;

	if (e->type == FYET_ALIAS)
		return build_alias(b, e);
	if (e->type == FYET_MAPPING_START || e->type == FYET_SEQUENCE_START)
		y = build_group(b, e, depth);
	else
		y = build_scalar(b, e, key);
	/* only a finished node can be named: no circles */
	if (y->anchor.len > 0 && b->nanchors < ANCHORS_MAX)
		b->anchors[b->nanchors++] = y;
	return y;
}

static struct yaml *
build_all(struct build *b)
{
	struct yaml *root = NULL;
	struct fy_event *e;
	int documents = 0;

	while (!b->failed && (e = fy_parser_parse(b->parser)) != NULL) {
		bool value = e->type == FYET_SCALAR ||
		    e->type == FYET_MAPPING_START ||
		    e->type == FYET_SEQUENCE_START || e->type == FYET_ALIAS;

		if (e->type == FYET_DOCUMENT_START && ++documents > 1)
			fail(b, place_of(b, e), "a second document (---) "
			    "cannot stand in one file");
		else if (value)
			root = build_node(b, e, 1, false);
		fy_parser_event_free(b->parser, e);
	}
	return root;
}

/* What most often is behind the library's words; the first that fits. */
static const char *
hint(const char *msg)
{
	static const struct { const char *says, *hint; } hints[] = {
		{ "flow", " (inside { } a text or expression with , [ ] or : "
		    "stands in quotes)" },
		{ "tab", " (lines are moved in with spaces)" },
		{ "trailing content", " (a text with ' in it stands in "
		    "\"...\", one with \" in '...')" },
		{ "nested block mapping", " (a text with a colon in it stands "
		    "in quotes)" },
		{ "multiline plain", " (a text with a colon in it stands in "
		    "quotes; or is a - missing before the key?)" },
		{ "in plain multiline", " (a text with a colon in it stands in "
		    "quotes)" },
		{ "expected ':'", " (after a key comes : and a blank)" },
		{ "inden", " (lines that belong together begin in the same "
		    "column)" },
	};
	size_t i;

	for (i = 0; i < sizeof(hints) / sizeof(*hints); i++)
		if (strstr(msg, hints[i].says) != NULL)
			return hints[i].hint;
	return "";
}

/* What the library found wrong, at its place. */
static void
tell(struct build *b, struct fy_diag *diag)
{
	struct fy_diag_error *e;
	void *prev = NULL;

	while (!b->failed && (e = fy_diag_errors_iterate(diag, &prev)) !=
	    NULL) {
		if (e->type != FYET_ERROR)
			continue;
		lint_error(b->lint, place_at(b, e->line > 0 ? e->line - 1 : 0,
		    e->column > 0 ? e->column - 1 : 0), "%s%s", e->msg,
		    hint(e->msg));
		b->failed = true;
	}
}

struct yaml *
yaml_read(struct reader *r, struct str text, struct place from)
{
	struct build b = { .arena = r->arena, .work = r->work,
	    .lint = r->lint, .from = from };
	struct fy_diag_cfg diag_cfg = { .level = FYET_ERROR };
	struct fy_diag *diag;
	struct fy_parse_cfg cfg = { .flags = FYPCF_QUIET |
	    FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 |
	    FYPCF_JSON_NONE };
	struct yaml *root = NULL;

	if (text.len > YAML_BYTES_MAX) {
		fail(&b, from, "the file is too large");
		return NULL;
	}
	fy_diag_cfg_default(&diag_cfg);
	diag_cfg.fp = NULL;
	diag_cfg.colorize = false;
	diag_cfg.module_mask = ~0U;
	diag = fy_diag_create(&diag_cfg);
	fy_diag_set_collect_errors(diag, true);
	cfg.diag = diag;
	b.parser = fy_parser_create(&cfg);
	if (b.parser == NULL ||
	    fy_parser_set_string(b.parser, text.at, text.len) != 0)
		fail(&b, from, "the YAML reader could not start");
	else
		root = build_all(&b);
	tell(&b, diag);
	if (b.parser != NULL)
		fy_parser_destroy(b.parser);
	fy_diag_destroy(diag);
	if (b.failed)
		return NULL;
	if (root == NULL) {
		root = arena_one(r->work, struct yaml);
		root->at = from;
	}
	return root;
}
