/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The translations as tools/embed.c -po writes them: for each language a
 * hash table with open addressing, its size a power of two, half empty, the
 * place of a msgid by lang_hash().  For lang.c only.
 */
#include <stddef.h>
#include <stdint.h>

#include "html/lang.h"

struct lang_entry {
	const char *id;		/* NULL: this place is free */
	const char *text;
	const char *many;	/* NULL when the text has no plural */
};

struct lang_table {
	const struct lang_entry *entries;
	size_t mask;		/* number of places - 1 */
};

extern const struct lang_table lang_tables[LANG_N];

/* FNV-1a, 32 bits. */
static inline uint32_t
lang_hash(const char *s)
{
	uint32_t h = 2166136261u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}
