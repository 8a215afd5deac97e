/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A tolerant small reader of HTML for tests: a flat list of tags and texts,
 * and what a browser would make of them (visible text, links, forms).
 */
#include <stdbool.h>

#include "base/str.h"
#include "http/req.h"

struct arena;

struct node {
	enum { NODE_OPEN, NODE_CLOSE, NODE_TEXT } kind;
	struct str name;		/* of a tag, lower case */
	struct str text;		/* NODE_TEXT: entities decoded */
	struct pair *attrs;		/* values decoded */
	size_t attrs_n;
};

struct nodes {
	struct node *at;
	size_t n;
};

struct nodes nodes_read(struct arena *, struct str html);
/* "" when there is none; has: also for attributes without a value. */
struct str node_attr(const struct node *, const char *name);
bool node_has(const struct node *, const char *name);
bool node_opens(const struct node *, const char *tag);
/* The text from one node to another, blanks collapsed. */
struct str nodes_text(struct arena *, const struct nodes *, size_t from,
    size_t to);
/* Index of the tag that closes the one opened at i. */
size_t nodes_end(const struct nodes *, size_t i);
/* Entities of our own escapes, numeric ones and a few names. */
struct str html_decode(struct arena *, struct str);

/* What a control of a form would send. */
struct control {
	struct str name, value;
	bool on;			/* checked, or no box at all */
	bool box;			/* checkbox or radio */
	bool button;
	bool option;			/* one of a select */
};

struct form_read {
	struct str action, autosave;
	struct control *list;
	size_t n;
};

/* The form opened at node i. */
struct form_read form_at(struct arena *, const struct nodes *, size_t i);
