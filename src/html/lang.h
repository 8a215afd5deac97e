/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Texts.  The msgid is the English text; lang/nb*.po holds the Norwegian,
 * lang/en.po what English must say differently (plural forms).  Compiled in
 * by tools/embed.c; a text without a translation fails `make check`, and at
 * run time falls back to the msgid.  xgettext finds texts by T() and TN().
 */
#include "base/str.h"

enum lang { LANG_EN, LANG_NB, LANG_N };

#define T(text) (text)
#define TN(one, many) (one), (many)

struct str lang_text(enum lang, const char *msgid);
struct str lang_plural(enum lang, const char *one, const char *many, int64_t n);
const char *lang_tag(enum lang);		/* "en", "nb" */
const char *lang_name(enum lang);		/* "English", "Norsk bokmål" */
/* True and the language for "en", "nb". */
bool lang_parse(struct str, enum lang *out);
/* The best of an Accept-Language header; the default when none fits. */
enum lang lang_negotiate(struct str accept_language, enum lang otherwise);
