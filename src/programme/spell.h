/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Spelling, for `mellom check` alone: the dictionaries of hunspell (nb_NO,
 * en_GB) and our own lists of accepted words, programmes/spelling.LANG.txt.
 * A dictionary is opened with the first word of its language and takes tens
 * of megabytes; nothing that serves calls this.
 */
#include "html/lang.h"
#include "programme/lint.h"

struct arena;
struct source_file;
struct speller;

/*
 * Tells lint of every word of these files that is not known, as a warning
 * where it stands.  Chapters, texts, tasks, libraries, programmes and
 * instruments; translations (*.po), English and the other; not what the clinic
 * supplied (local/), whose wording is as it is.  Gives back the
 * languages (bit 1 << lang) that could not be looked at, as their dictionary
 * is not on this machine.
 */
unsigned spell_files(struct arena *, struct lint *, const struct source_file *,
    size_t n);
/* The Debian package a language's dictionary comes from. */
const char *spell_package(enum lang);

/* spell_word.c: NULL when the dictionary is not there. */
struct speller *speller_open(struct arena *, enum lang, struct str accepted);
void speller_close(struct speller *);		/* NULL is fine */
bool speller_knows(struct speller *, struct str word);
/*
 * Up to three words it could be, with commas, or "".  It is slow: only a
 * few different words get any.
 */
struct str speller_suggests(struct speller *, struct str word);

/*
 * spell_text.c: the next word from *i on that should be in a dictionary, and
 * *i moves behind it; false at the end.  Code, addresses, numbers, slots and
 * tags are passed over.
 */
bool spell_next(struct str text, size_t *i, struct str *word);
/* The length of the word that begins at i, joints (- ' ’) and all. */
size_t spell_word_len(struct str, size_t i);
