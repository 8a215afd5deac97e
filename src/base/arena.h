/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * One arena a request: what is made for it is freed with it, whole.  An
 * arena has a cap; reaching it is a fault of the request, not of the
 * program: control jumps to where arena_on_full() was set (the gate, which
 * answers 503), and with none set the program aborts.  Memory is zeroed when
 * the arena is reset or freed, as it has held health data; the unused part
 * is poisoned under ASan.
 *
 * The jump skips cleanup attributes, so hold nothing but arena memory and
 * database rows (the transaction ends those) across an allocation.
 */
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct arena_mark {
	void *block;
	size_t used;
};

/* A new arena that takes at most cap bytes; NULL when memory is out. */
struct arena *arena_new(size_t cap);
void arena_free(struct arena *);		/* NULL is fine */
/* Zeroed memory; never NULL. align is a power of two. */
void *arena_alloc(struct arena *, size_t size, size_t align);
/* The newest piece, in its place; false: another is newer, or no room. */
bool arena_resize(struct arena *, void *, size_t size, size_t want);
struct arena_mark arena_mark(const struct arena *);
/* Frees all that was made after the mark. */
void arena_reset(struct arena *, struct arena_mark);
void arena_on_full(struct arena *, jmp_buf *);
size_t arena_used(const struct arena *);
/* Could so much be made without reaching the cap? */
bool arena_has_room(const struct arena *, size_t size);

#define arena_one(a, type) \
	((type *)arena_alloc((a), sizeof(type), _Alignof(type)))
#define arena_many(a, type, n) \
	((type *)arena_array((a), sizeof(type), (n), _Alignof(type)))
void *arena_array(struct arena *, size_t size, size_t n, size_t align);
/*
 * A list that grows: room for one more behind its n pieces, where it is or
 * twice as large elsewhere.  A list begins as NULL with *room 0.
 */
#define arena_more(a, list, n, room) \
	((__typeof__(list))arena_grow((a), (list), sizeof(*(list)), (n), \
	    (room), _Alignof(__typeof__(*(list)))))
void *arena_grow(struct arena *, void *list, size_t size, size_t n,
    size_t *room, size_t align);
