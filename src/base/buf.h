/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A text that grows, in an arena, up to a limit.  Past the limit it keeps
 * what it has and remembers the overflow; ask once, at the end.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

struct buf {
	struct arena *arena;
	char *at;		/* always a NUL behind len */
	size_t len, room, max;
	bool overflow;
};

struct buf buf_new(struct arena *, size_t bytes_max);
/* Of one still empty: room from the start, where its length is known. */
void buf_reserve(struct buf *, size_t bytes);
void buf_add(struct buf *, struct str);
void buf_add_z(struct buf *, const char *);
void buf_add_c(struct buf *, char);
void buf_fmt(struct buf *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
struct str buf_str(const struct buf *);		/* a view, not a copy */
