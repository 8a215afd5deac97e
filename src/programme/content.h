/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Programmes, chapters, texts and instruments, read from files
 * (docs/content.md), checked, and from then on immutable: one struct content
 * is one bundle, named by the hash of all its files.  It lives in its own
 * arena and is shared by all threads; a request holds the one it began with
 * until its reply is built.  An enrolment is pinned to a bundle (store.h).
 */
#include "base/rc.h"
#include "html/html.h"
#include "programme/contact.h"
#include "programme/form.h"
#include "programme/instrument.h"
#include "programme/library.h"
#include "programme/lint.h"
#include "programme/task.h"
#include "programme/text.h"

enum block_kind {
	BLOCK_MARKDOWN,		/* html */
	BLOCK_EXERCISE,		/* form */
	BLOCK_FORM,		/* form */
	BLOCK_EXAMPLE,		/* html, title (may be "") */
	BLOCK_WHEN,		/* html, shown when `when` is true */
	BLOCK_NOTE,		/* html */
	BLOCK_HOMEWORK,		/* task */
	BLOCK_ASK,		/* title: a question to the therapist */
	BLOCK_RULES,		/* html, unless the clinic has its own words */
};

struct block {
	enum block_kind kind;
	struct html html;
	struct str title;
	const struct form *form;
	const struct expr *when;
	const struct task *task;
};
/* How a chapter is written; plain has the same pages, blocks and ids. */
enum text_level { TEXT_STANDARD, TEXT_PLAIN, TEXT_LEVELS };

/* One page of a chapter on the screen, one sitting at most. */
struct chapter_page {
	struct str heading;		/* "" when it has none */
	int minutes;			/* to read, and of its exercises */
	const struct block *blocks;
	size_t nblocks;
};

struct chapter_text {
	enum lang lang;			/* the language and level */
	enum text_level level;		/* actually used */
	const struct chapter_page *pages;
	size_t npages;			/* the same in every language */
	const struct source_file *file;
};

struct chapter {
	struct str id;
	struct words title, aim;
	int minutes;			/* reading and writing, all of it */
	bool planned;			/* told of, cannot be opened yet */
	const struct expr *release;	/* NULL: open from the start */
	bool release_by_therapist;	/* or when the therapist opens it */
	int remind_after_days;		/* 0: never */
	const struct task *const *homework;
	size_t nhomework;
	const struct form *const *forms;	/* in the order they stand */
	size_t nforms;
	const struct form *const *plain;	/* the same in plain words */
	struct chapter_text text[TEXT_LEVELS][LANG_N];	/* npages 0: planned */
};

enum measure_when { AT_SCREENING, AT_WEEKLY, AT_WEEK, AT_FOLLOW_UP };
struct measure_at {
	enum measure_when when;
	int n;			/* AT_WEEK: week, AT_FOLLOW_UP: months */
};

struct measure_plan {
	const struct instrument *instrument;
	const struct measure_at *at;
	size_t nat;
	int window_days;
};

struct programme {
	struct str id, version;
	struct words title;
	bool langs[LANG_N];	/* what it is written in */
	int weeks;
	const struct chapter *chapters;
	size_t nchapters;
	const struct measure_plan *measures;
	size_t nmeasures;
	const struct task *tasks;	/* its own, besides the libraries' */
	size_t ntasks;
	const struct library *libraries;
	size_t nlibraries;
	const struct str *flags;	/* names for flag() */
	size_t nflags;
	const struct text *texts;
	size_t ntexts;
	const struct contact_step *contact;
	size_t ncontact;
	const struct expr *completer;	/* NULL: the protocol states it */
	bool work;			/* has the pages about work; then: */
	const struct expr *work_follow;	/* on leave, as answers tell */
	struct str work_talk;		/* form rehearsed for a talk; "" */
	const struct source_file *file;
};

struct source_file {
	struct str path;		/* "programmes/x/programme.yaml" */
	struct str data;
	struct hash hash;
};

struct content;
/*
 * RC_BAD when the files have errors (told in lint), RC_IO when they cannot
 * be read; *out is NULL then.  Warnings leave it RC_OK.  Who gets it frees it.
 */
enum rc content_load_dir(struct content **out, struct str dir, struct lint *)
    MUST_USE;
enum rc content_load_embedded(struct content **out, struct lint *) MUST_USE;
enum rc content_load_files(struct content **out, const struct source_file *,
    size_t n, struct str origin, struct lint *) MUST_USE;
void content_free(struct content *);		/* NULL is fine */

#include "programme/find.h"
