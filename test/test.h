/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A small test runner.  One file a room: TEST(name) { CHECK(...); } ... and
 * TEST_MAIN.  Each TEST runs in turn; a failed CHECK tells the place and goes
 * on.  The last line is "ROOM: N passed, N failed"; arguments choose tests
 * by a part of their names.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

struct test {
	const char *name;
	void (*run)(void);
	struct test *next;
};

extern struct test *test_list;
extern int test_faults;
extern struct arena *test_arena;	/* fresh in each test */

#define TEST(n) \
	static void test_##n(void); \
	static struct test test_row_##n = { #n, test_##n, NULL }; \
	__attribute__((constructor)) static void test_add_##n(void) \
	{ test_add(&test_row_##n); } \
	static void test_##n(void)

#define CHECK(cond) \
	((cond) ? (void)0 : test_fault(__FILE__, __LINE__, #cond, "", ""))
#define CHECK_STR(got, want) test_str(__FILE__, __LINE__, #got, (got), (want))
#define CHECK_INT(got, want) \
	test_int(__FILE__, __LINE__, #got, (long long)(got), (long long)(want))

void test_add(struct test *);
void test_fault(const char *file, int line, const char *what, const char *got,
    const char *want);
void test_str(const char *file, int line, const char *what, struct str got,
    const char *want);
void test_int(const char *file, int line, const char *what, long long got,
    long long want);
int test_run(const char *room, int argc, char **argv);

#ifdef TEST_MAIN
struct test *test_list;
int test_faults;
struct arena *test_arena;

void
test_add(struct test *t)
{
	struct test **at = &test_list;

	while (*at != NULL)
		at = &(*at)->next;
	*at = t;
}

void
test_fault(const char *file, int line, const char *what, const char *got,
    const char *want)
{
	test_faults++;
	printf("%s:%d: %s\n", file, line, what);
	if (*got != '\0' || *want != '\0')
		printf("    got:  %s\n    want: %s\n", got, want);
}

void
test_str(const char *file, int line, const char *what, struct str got,
    const char *want)
{
	char text[2000];

	if (str_is(got, want))
		return;
	snprintf(text, sizeof(text), "%.*s", STR(got));
	test_fault(file, line, what, text, want);
}

void
test_int(const char *file, int line, const char *what, long long got,
    long long want)
{
	char a[32], b[32];

	if (got == want)
		return;
	snprintf(a, sizeof(a), "%lld", got);
	snprintf(b, sizeof(b), "%lld", want);
	test_fault(file, line, what, a, b);
}

int
test_run(const char *room, int argc, char **argv)
{
	int passed = 0, failed = 0;
	struct test *t;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (t = test_list; t != NULL; t = t->next) {
		bool chosen = argc < 2;
		int i;

		for (i = 1; i < argc; i++)
			chosen |= strstr(t->name, argv[i]) != NULL;
		if (!chosen)
			continue;
		test_faults = 0;
		test_arena = arena_new((size_t)64 * 1024 * 1024);
		t->run();
		arena_free(test_arena);
		if (test_faults == 0) {
			passed++;
		} else {
			failed++;
			printf("FAILED %s/%s\n", room, t->name);
		}
	}
	printf("%s: %d passed, %d failed\n", room, passed, failed);
	return failed == 0 ? 0 : 1;
}
#endif
