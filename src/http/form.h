/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The text forms of a request: percent-encoding, name=value lists, cookies.
 * What comes out is valid UTF-8 without control characters but \n, \r and
 * \t; CRLF and CR in values have become \n.  Every string has a NUL behind it.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct pair;

/*
 * An urlencoded list "a=1&b=2".  At most max pairs; *out is in the arena.
 * False, and no pairs: a bad escape, not UTF-8, a control character, or more
 * than max.
 */
bool form_parse(struct arena *, struct str text, size_t max,
    struct pair **out, size_t *n);
/*
 * The same of a list that form_parse() refuses, to show it to who wrote it:
 * control characters are left out, what is not UTF-8 becomes U+FFFD, a bad
 * escape stays as it is, a name that is no text goes with its value.  False:
 * more than max.
 */
bool form_parse_loose(struct arena *, struct str text, size_t max,
    struct pair **out, size_t *n);
/*
 * The path of a target, decoded once.  "" when it is not one of ours: a bad
 * escape, an encoded slash, a backslash, a control character, not UTF-8, an
 * empty, "." or ".." segment ("//", "/./", "/../").
 */
struct str form_path(struct arena *, struct str target);
/* Adds the pairs of one Cookie header; n counts on; past max they are lost. */
void form_cookies(struct arena *, struct str header, struct pair *to,
    size_t max, size_t *n);
/* The address in an X-Forwarded-For entry, canonical; false: not one. */
bool form_address(struct arena *, struct str text, struct str *out);
