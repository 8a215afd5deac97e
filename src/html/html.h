/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The run time of the views, which tools/mkview.c compiles to functions
 * view_NAME(struct out *, ...).  The type of a hole's expression decides how
 * it is written, its position how it is escaped.  Finished markup (struct
 * html) is made by the functions below only.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "base/zone.h"
#include "html/dates.h"
#include "html/lang.h"
#include "html/url.h"

struct html {
	struct str s;
};
/* A moment, told as people do ("today at 19:30"), full date in title/print. */
struct moment {
	int64_t at;
};
/* A moment as clock time and date without "today": for deadlines. */
struct moment_full {
	int64_t at;
};

static inline struct moment moment_of(int64_t at)
{ return (struct moment){ at }; }
static inline struct moment_full moment_full_of(int64_t at)
{ return (struct moment_full){ at }; }

/* Where and for whom a page is written. */
struct out {
	struct buf *buf;
	struct arena *arena;
	enum lang lang;
	const struct zone *zone;
	int64_t now;
	struct str csrf;		/* token of this session */
	const struct problems *problems;	/* of the form shown again */
	struct str sid;		/* submission id of the next form; "": new */
};

enum html_pos {
	HTML_TEXT,		/* between tags */
	HTML_ATTR,		/* in a quoted attribute people read */
	HTML_CODE,		/* in any other: 3.5 and 2026-03-03 */
	HTML_URL,		/* a whole href/src/action: struct url only */
	HTML_URL_PART,		/* inside an address: percent-encoded */
};

enum html_kind { HTML_STR, HTML_INT, HTML_REAL, HTML_ID, HTML_DAY,
	HTML_MOMENT, HTML_MOMENT_FULL, HTML_SAFE, HTML_ADDRESS, HTML_MSG };

struct html_arg {
	enum html_kind kind;
	union {
		struct str s;
		int64_t i;
		double r;
		struct id id;
		struct day day;
	};
};

/* A text to be translated when it is put: struct msg m = MSG("Saved"). */
struct msg {
	const char *id;		/* NULL puts nothing */
};
#define MSG(text) ((struct msg){ T(text) })

static inline struct html_arg html_a_str(struct str s)
{ return (struct html_arg){ .kind = HTML_STR, .s = s }; }
static inline struct html_arg html_a_z(const char *z)
{ return (struct html_arg){ .kind = HTML_STR, .s = str_z(z) }; }
static inline struct html_arg html_a_int(int64_t i)
{ return (struct html_arg){ .kind = HTML_INT, .i = i }; }
static inline struct html_arg html_a_uint(uint64_t i)
{ return (struct html_arg){ .kind = HTML_INT, .i = (int64_t)i }; }
static inline struct html_arg html_a_real(double r)
{ return (struct html_arg){ .kind = HTML_REAL, .r = r }; }
static inline struct html_arg html_a_id(struct id id)
{ return (struct html_arg){ .kind = HTML_ID, .id = id }; }
static inline struct html_arg html_a_day(struct day d)
{ return (struct html_arg){ .kind = HTML_DAY, .day = d }; }
static inline struct html_arg html_a_moment(struct moment m)
{ return (struct html_arg){ .kind = HTML_MOMENT, .i = m.at }; }
static inline struct html_arg html_a_moment_full(struct moment_full m)
{ return (struct html_arg){ .kind = HTML_MOMENT_FULL, .i = m.at }; }
static inline struct html_arg html_a_html(struct html h)
{ return (struct html_arg){ .kind = HTML_SAFE, .s = h.s }; }
static inline struct html_arg html_a_url(struct url u)
{ return (struct html_arg){ .kind = HTML_ADDRESS, .s = u.s }; }
static inline struct html_arg html_a_msg(struct msg m)
{ return (struct html_arg){ .kind = HTML_MSG, .s = str_z(m.id) }; }
static inline struct html_arg html_a_self(struct html_arg a)
{ return a; }

#define HTML_A(x) _Generic((x), \
	struct str: html_a_str, const char *: html_a_z, char *: html_a_z, \
	bool: html_a_int, int: html_a_int, unsigned: html_a_int, \
	long: html_a_int, unsigned long: html_a_uint, \
	long long: html_a_int, unsigned long long: html_a_uint, \
	double: html_a_real, struct id: html_a_id, struct day: html_a_day, \
	struct moment: html_a_moment, struct moment_full: html_a_moment_full, \
	struct html: html_a_html, struct url: html_a_url, \
	struct msg: html_a_msg, struct html_arg: html_a_self)(x)

/* A whole address must be a struct url; anything else does not compile. */
#define HTML_ADDRESS_ONLY(x) _Generic((x), struct url: (x))

/* What mkview calls. */
void html_lit(struct out *, const char *, size_t);
void html_put(struct out *, enum html_pos, struct html_arg);
/* {{ t "Hello %1" name }}: looks up, then puts %1..%9, each escaped. */
void html_tr(struct out *, enum html_pos, const char *msgid,
    const struct html_arg *, size_t n);
/* {{ tn "%1 day" "%1 days" n }} */
void html_trn(struct out *, enum html_pos, const char *one, const char *many,
    int64_t n, const struct html_arg *, size_t nargs);
/* The hidden fields every POST form gets: csrf token and submission id. */
void html_form_fields(struct out *);

/* For pages and domain code that needs a finished sentence. */
struct str out_tr(struct out *, const char *msgid);
struct str out_tr_args(struct out *, const char *msgid,
    const struct html_arg *, size_t n);
#define OUT_ARGS(...) (struct html_arg[]){ __VA_ARGS__ }
#define out_tr1(o, id, a) out_tr_args((o), (id), OUT_ARGS(HTML_A(a)), 1)
#define out_tr2(o, id, a, b) \
	out_tr_args((o), (id), OUT_ARGS(HTML_A(a), HTML_A(b)), 2)
#define out_tr3(o, id, a, b, c) out_tr_args((o), (id), \
	OUT_ARGS(HTML_A(a), HTML_A(b), HTML_A(c)), 3)
struct str out_real(struct out *, double);		/* "3.5", "3,5" */
/* out_trn(o, TN("%1 day", "%1 days"), n); %1 is n */
struct str out_trn(struct out *, const char *one, const char *many, int64_t n);

/* Finished markup from Markdown (cmark, raw HTML off, links by allow-list). */
struct html html_markdown(struct arena *, struct str markdown);
