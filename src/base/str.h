/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A string is a place and a length: UTF-8, no NUL inside.  Strings made in
 * an arena have a NUL behind them that is not counted, so .at can be handed
 * to C libraries; strings cut out of others have none.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct str {
	const char *at;
	size_t len;
};

struct bytes {
	const unsigned char *at;
	size_t len;
};

/* S("literal") */
#define S(lit) ((struct str){ "" lit, sizeof(lit) - 1 })
/* printf("%.*s", STR(s)) */
#define STR(s) (int)(s).len, (s).at
#define STR_NONE ((struct str){ "", 0 })

struct str str_z(const char *);			/* NULL gives "" */
struct str str_sub(struct str, size_t from, size_t to);
bool str_eq(struct str, struct str);
bool str_is(struct str, const char *);
int str_cmp(struct str, struct str);		/* bytewise, like strcmp */
bool str_starts(struct str, struct str head);
bool str_ends(struct str, struct str tail);
/* Index of the first c, or len. */
size_t str_index(struct str, char c);
/* Cuts at the first c: returns what is before, leaves what is after. */
struct str str_cut(struct str *rest, char c);
struct str str_trim(struct str);		/* ASCII blanks at both ends */
/* Whole string a decimal number within min..max. */
bool str_int(struct str, int64_t min, int64_t max, int64_t *out) ;
struct str str_copy(struct arena *, struct str);
struct str str_fmt(struct arena *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
struct str str_lower_ascii(struct arena *, struct str);
/* Valid UTF-8 without U+0000, surrogates or overlong forms. */
bool str_utf8_valid(struct str);
/* Number of code points; the string must be valid. */
size_t str_utf8_len(struct str);
/* The first n code points. */
struct str str_utf8_head(struct str, size_t n);
/* n bytes as 2n lower-case hex digits. */
struct str str_hex(struct arena *, const void *, size_t n);
bool str_unhex(struct str, void *out, size_t n);
uint64_t str_hash(struct str);		/* FNV-1a; not for hostile keys */
