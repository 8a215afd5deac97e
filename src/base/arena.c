/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAVE_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAVE_ASAN 1
#endif
#endif
#ifdef HAVE_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

enum {
	BLOCK_MIN = 16 * 1024,
	BLOCK_MAX = 1024 * 1024,	/* unless one piece is larger */
	SIZES = 7,		/* BLOCK_MIN, twice that ... BLOCK_MAX */
	KEEP_BYTES = 1024 * 1024,	/* of free blocks, in all */
	LIST_ROOM = 16,		/* of a list that grows */
	GAP = 8,		/* poisoned bytes between pieces, ASan only */
};

/* What is not used of a block is zero. */
struct block {
	struct block *before;
	size_t size, used;
	max_align_t start[];
};

/*
 * Free blocks for the next request: a page takes 16 to 256 KiB, and to have
 * the kernel map and clear that anew each time costs more than the page.
 */
static struct {
	pthread_mutex_t lock;
	struct block *free[SIZES];
	size_t bytes;
} kept = { .lock = PTHREAD_MUTEX_INITIALIZER };

struct arena {
	struct block *top;
	size_t cap, total;
	jmp_buf *full;
};

static unsigned char *
block_data(struct block *b)
{
	return (unsigned char *)b->start;
}

struct arena *
arena_new(size_t cap)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (a != NULL)
		a->cap = cap;
	return a;
}

static _Noreturn void
arena_full(struct arena *a)
{
	if (a->full != NULL)
		longjmp(*a->full, 1);
	fputs("mellom: arena is full where none may be\n", stderr);
	abort();
}

/* SIZES: not one of those that are kept. */
static size_t
size_place(size_t size)
{
	size_t i;

	for (i = 0; i < SIZES; i++)
		if (size == (size_t)BLOCK_MIN << i)
			return i;
	return SIZES;
}

static struct block *
block_take(size_t size)
{
	size_t i = size_place(size);
	struct block *b = NULL;

	if (i < SIZES) {
		pthread_mutex_lock(&kept.lock);
		b = kept.free[i];
		if (b != NULL) {
			kept.free[i] = b->before;
			kept.bytes -= size;
		}
		pthread_mutex_unlock(&kept.lock);
	}
	return b != NULL ? b : calloc(1, sizeof(*b) + size);
}

/* A block of zeros.  Under ASan each is new, so that none is used again. */
static void
block_give(struct block *b)
{
	size_t i = size_place(b->size);

#ifdef HAVE_ASAN
	i = SIZES;
#endif
	if (i < SIZES) {
		pthread_mutex_lock(&kept.lock);
		if (kept.bytes + b->size <= KEEP_BYTES) {
			kept.bytes += b->size;
			b->before = kept.free[i];
			kept.free[i] = b;
			b = NULL;
		}
		pthread_mutex_unlock(&kept.lock);
	}
	free(b);
}

static void
block_add(struct arena *a, size_t need)
{
	size_t size = BLOCK_MIN;
	struct block *b;

	while (size < BLOCK_MAX && (size < need ||
	    (a->top != NULL && size < a->top->size * 2)))
		size *= 2;
	if (size < need)
		size = need;
	if (need > a->cap || a->total > a->cap - need)
		arena_full(a);
	b = block_take(size);
	if (b == NULL)
		arena_full(a);
	b->before = a->top;
	b->size = size;
	b->used = 0;
	a->total += size;
	a->top = b;
	POISON(block_data(b), size);
}

void *
arena_alloc(struct arena *a, size_t size, size_t align)
{
	struct block *b = a->top;
	size_t at;
	void *p;

	assert(align != 0 && (align & (align - 1)) == 0 &&
	    align <= _Alignof(max_align_t));
	if (size > a->cap)
		arena_full(a);
	at = b == NULL ? 0 : (b->used + align - 1) & ~(align - 1);
	if (b == NULL || at > b->size || size + GAP > b->size - at) {
		block_add(a, size + align + GAP);
		b = a->top;
		at = 0;
	}
	p = block_data(b) + at;
#ifdef HAVE_ASAN
	b->used = at + size + GAP;
#else
	b->used = at + size;
#endif
	UNPOISON(p, size);
	return p;
}

bool
arena_resize(struct arena *a, void *p, size_t size, size_t want)
{
	struct block *b = a->top;
	unsigned char *at = p;
	size_t gap = 0;

#ifdef HAVE_ASAN
	gap = GAP;
#endif
	if (b == NULL || at + size + gap != block_data(b) + b->used ||
	    (want > size && want - size > b->size - b->used))
		return false;
	b->used = b->used - size + want;
	if (want > size) {
		UNPOISON(at + size, want - size);
	} else {
		explicit_bzero(at + want, size - want);
		POISON(at + want, size - want);
	}
	return true;
}

void *
arena_array(struct arena *a, size_t size, size_t n, size_t align)
{
	if (n != 0 && size > SIZE_MAX / 2 / n)
		arena_full(a);
	return arena_alloc(a, size * n, align);
}

void *
arena_grow(struct arena *a, void *list, size_t size, size_t n, size_t *room,
    size_t align)
{
	size_t more = *room == 0 ? LIST_ROOM : *room * 2;
	void *p;

	if (n < *room)
		return list;
	if (list == NULL || !arena_resize(a, list, *room * size,
	    more * size)) {
		p = arena_array(a, size, more, align);
		if (list != NULL)
			memcpy(p, list, n * size);
		list = p;
	}
	*room = more;
	return list;
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->top, a->top == NULL ? 0 : a->top->used };
}

static void
block_drop(struct arena *a)
{
	struct block *b = a->top;

	UNPOISON(block_data(b), b->size);
	explicit_bzero(block_data(b), b->used);
	a->total -= b->size;
	a->top = b->before;
	block_give(b);
}

void
arena_reset(struct arena *a, struct arena_mark m)
{
	while (a->top != NULL && a->top != m.block)
		block_drop(a);
	if (a->top != NULL && a->top->used > m.used) {
		struct block *b = a->top;

		UNPOISON(block_data(b) + m.used, b->used - m.used);
		explicit_bzero(block_data(b) + m.used, b->used - m.used);
		b->used = m.used;
		POISON(block_data(b) + m.used, b->size - m.used);
	}
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	while (a->top != NULL)
		block_drop(a);
	free(a);
}

void
arena_on_full(struct arena *a, jmp_buf *to)
{
	a->full = to;
}

size_t
arena_used(const struct arena *a)
{
	return a->total;
}

bool
arena_has_room(const struct arena *a, size_t size)
{
	const struct block *b = a->top;

	return (b != NULL && size <= b->size - b->used) ||
	    (a->total <= a->cap && size <= a->cap - a->total);
}
