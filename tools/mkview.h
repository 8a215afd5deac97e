/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the parts of mkview share.  The tool reads one view after the other
 * and keeps its state in the few structs declared here:
 *
 *	mkview.c	files, and the walk through one
 *	mkview_html.c	the place in the HTML: tags, attributes, values
 *	mkview_block.c	{{ view if each let call ... }} and their ends
 *	mkview_hole.c	{{ expression }} and the texts {{ t }} and {{ tn }}
 *	mkview_expr.c	what a C expression in a view may be
 *	mkview_out.c	the C that is written, and the faults that are told
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { ERRORS_MAX = 20, DEEP_MAX = 64, IDS_MAX = 400 };
enum where { TEXT, TAG, VALUE, RAW };
/* What was seen in the tag: on every path, or on some path. */
enum { ALT = 1, TYPE = 2, QUIET = 4 };
enum { BUTTON = 1, WORDS = 2, CAPTION = 4 };

struct element {
	char name[24];
	int line;
	bool quiet;			/* translate="no" here or above */
};

/* Where the page is.  Copied at each branch, compared at its end. */
struct state {
	enum where where;
	char quote, tag[24], attr[40], value[200];
	size_t value_n;
	bool filled, dynamic;		/* the value: not empty, a hole */
	bool scheme;			/* of an address: still open */
	bool post, gap, line_end;
	unsigned on_all, on_some, letters;
	size_t depth;
	struct element deep[DEEP_MAX];
};

struct block {
	bool loop, has_else;
	int line;
	size_t ids_from;
	struct state start, merged;
};

/* What is read: the file, the byte that comes next, and its line. */
struct reader {
	const char *file, *at, *end;
	int line;
};

/* The view that is being read. */
struct view {
	bool inside, open;		/* open: its tags need not close */
	int line;
	char name[64];
};

struct id {
	char name[80];
	size_t hidden;			/* by a branch: another may repeat it */
};

extern struct reader in;
extern struct state st;
extern struct view view;
extern struct block blocks[DEEP_MAX];
extern size_t blocks_n;
extern struct id ids[IDS_MAX];
extern size_t ids_n;
extern int errors;
extern FILE *out_c, *out_h;

/* mkview_out.c */
void fault(int where, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void lit_flush(void);
void lit_line_end_drop(void);
void put(const char *s, size_t n);
void statement(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* mkview_expr.c */
bool expr_ok(const char *s, const char *e);
const char *skip_quoted(const char *s, const char *e);
const char *skip_blank(const char *s, const char *e);
const char *skip_name(const char *s, const char *e);
const char *trim_end(const char *s, const char *e);
const char *arg_end(const char *s, const char *e);
void args_write(FILE *out, const char *s, const char *e, int want);
int places(const char *s, const char *e, int least);

/* mkview_hole.c */
void scheme_lost(void);
void hole(const char *s, const char *e);
void hole_text(const char *s, const char *e, bool plural);

/* mkview_html.c */
bool in_list(const char *s, const char *const *list);
bool inside(const char *const *tags);
bool is_address(void);
bool is_words(void);
bool ahead(const char *word);
void step(void);
void skip_to(const char *word, const char *what);
void html_step(void);

/* mkview_block.c */
void directive(void);
