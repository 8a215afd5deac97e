/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Looking things up in a struct content.  NULL: there is no such thing. */
#include "programme/content.h"

struct hash content_hash(const struct content *);	/* of the bundle */
struct str content_origin(const struct content *);	/* "built in", a path */
const struct source_file *content_files(const struct content *, size_t *n);

size_t content_programmes(const struct content *);
const struct programme *content_programme_at(const struct content *, size_t);
const struct programme *content_programme(const struct content *,
    struct str id);
size_t content_instruments(const struct content *);
const struct instrument *content_instrument_at(const struct content *,
    size_t);
const struct instrument *content_instrument(const struct content *,
    struct str id);
/* A form by its hash, of any programme: how an answer finds its form. */
const struct form *content_form(const struct content *, struct hash);

const struct chapter *programme_chapter(const struct programme *,
    struct str id);
/* Of the programme or a library. */
const struct task *programme_task(const struct programme *, struct str id);
/* A form of any of its chapters; *chapter (may be NULL) is where it stands. */
const struct form *programme_form(const struct programme *, struct str id,
    const struct chapter **chapter);
const struct text *programme_text(const struct programme *, struct str id,
    enum lang);
/* The clinicians' handbook: of a chapter, or (NULL) of the whole. */
const struct text *programme_guide(const struct programme *,
    const struct chapter *, enum lang);
bool text_is_guide(struct str id);
/* n counts from 0. */
const struct chapter_page *chapter_page(const struct chapter *, enum text_level,
    enum lang, size_t n);
/* The same form with the words of this level; itself when it has none. */
const struct form *chapter_form_in(const struct chapter *, const struct form *,
    enum text_level);

bool hash_eq(struct hash, struct hash);
struct hash hash_of(struct str);
struct str hash_hex(struct arena *, struct hash);
bool hash_parse(struct str hex, struct hash *out);

/* `mellom check DIR`: the report on stdout; 0 fine, 1 errors, 2 cannot read. */
int content_check_main(struct str dir);
