/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What a person typed, as paragraphs: an empty line begins a new one, a line
 * that begins with "> " is a quote.  Everything is escaped; nothing else is
 * markup.
 */
#include "html/html.h"

struct html html_plain(struct out *, struct str text);
/* The text's lines as a quote, to be answered: "> line" each. */
struct str html_quoted(struct arena *, struct str text);
