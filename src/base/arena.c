/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <assert.h>
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
	GAP = 8,		/* poisoned bytes between pieces, ASan only */
};

struct block {
	struct block *before;
	size_t size, used;
	max_align_t start[];
};

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

static void
block_add(struct arena *a, size_t need)
{
	size_t size = BLOCK_MIN;
	struct block *b;

	if (a->top != NULL && a->top->size < SIZE_MAX / 4)
		size = a->top->size * 2;
	if (size > 1024 * 1024)
		size = 1024 * 1024;
	if (size < need)
		size = need;
	if (need > a->cap || a->total > a->cap - need)
		arena_full(a);
	b = malloc(sizeof(*b) + size);
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
	memset(p, 0, size);
	return p;
}

void *
arena_array(struct arena *a, size_t size, size_t n, size_t align)
{
	if (n != 0 && size > SIZE_MAX / 2 / n)
		arena_full(a);
	return arena_alloc(a, size * n, align);
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
	free(b);
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
