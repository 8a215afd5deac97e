/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * How a statement is declared and how its arguments are written; db.h tells
 * the rest.  Part of db/db.h, which is what to include.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"
#include "base/zone.h"

struct sql {
	const char *name, *params, *columns, *text;
} __attribute__((aligned(32)));

/*
 * SQL(message_unread, "patient:id now:int", "id:id sent_at:int",
 *     "SELECT id, sent_at FROM message WHERE patient_id = $1 ...");
 * For the database of keys use SQL_KEYS; its statements are another set.
 */
#define SQL(n, p, c, t) \
	static const struct sql n \
	    __attribute__((section("mellom_sql"), used)) = { #n, p, c, t }
#define SQL_KEYS(n, p, c, t) \
	static const struct sql n \
	    __attribute__((section("mellom_keys"), used)) = { #n, p, c, t }

enum db_type { DB_NULL, DB_INT, DB_TEXT, DB_BYTES, DB_ID, DB_REAL };

struct db_arg {
	enum db_type type;
	union {
		int64_t i;
		double r;
		struct bytes b;		/* text too */
		struct id id;
	};
};

static inline struct db_arg
db_arg_i(int64_t i)
{
	return (struct db_arg){ .type = DB_INT, .i = i };
}
static inline struct db_arg
db_arg_str(struct str s)
{
	return (struct db_arg){ .type = DB_TEXT,
	    .b = { (const unsigned char *)s.at, s.len } };
}
static inline struct db_arg
db_arg_bytes(struct bytes b)
{
	return (struct db_arg){ .type = DB_BYTES, .b = b };
}
static inline struct db_arg
db_arg_id(struct id id)
{
	return (struct db_arg){ .type = DB_ID, .id = id };
}
static inline struct db_arg
db_arg_real(double r)
{
	return (struct db_arg){ .type = DB_REAL, .r = r };
}
static inline struct db_arg
db_arg_day(struct day d)
{
	return d.n == DAY_NONE_N ? (struct db_arg){ .type = DB_NULL } :
	    (struct db_arg){ .type = DB_INT, .i = d.n };
}
static inline struct db_arg
db_arg_self(struct db_arg a)
{
	return a;
}
#define DB_NONE ((struct db_arg){ .type = DB_NULL })
/* A value or NULL. */
#define DB_IF(cond, x) ((cond) ? DB_A(x) : DB_NONE)
#define DB_A(x) _Generic((x), \
	struct str: db_arg_str, struct bytes: db_arg_bytes, \
	struct id: db_arg_id, struct day: db_arg_day, double: db_arg_real, \
	struct db_arg: db_arg_self, \
	bool: db_arg_i, int: db_arg_i, unsigned: db_arg_i, long: db_arg_i, \
	long long: db_arg_i)(x)

#define DB_E1(x) DB_A(x)
#define DB_E2(x, ...) DB_A(x), DB_E1(__VA_ARGS__)
#define DB_E3(x, ...) DB_A(x), DB_E2(__VA_ARGS__)
#define DB_E4(x, ...) DB_A(x), DB_E3(__VA_ARGS__)
#define DB_E5(x, ...) DB_A(x), DB_E4(__VA_ARGS__)
#define DB_E6(x, ...) DB_A(x), DB_E5(__VA_ARGS__)
#define DB_E7(x, ...) DB_A(x), DB_E6(__VA_ARGS__)
#define DB_E8(x, ...) DB_A(x), DB_E7(__VA_ARGS__)
#define DB_E9(x, ...) DB_A(x), DB_E8(__VA_ARGS__)
#define DB_E10(x, ...) DB_A(x), DB_E9(__VA_ARGS__)
#define DB_E11(x, ...) DB_A(x), DB_E10(__VA_ARGS__)
#define DB_E12(x, ...) DB_A(x), DB_E11(__VA_ARGS__)
#define DB_E13(x, ...) DB_A(x), DB_E12(__VA_ARGS__)
#define DB_E14(x, ...) DB_A(x), DB_E13(__VA_ARGS__)
#define DB_E15(x, ...) DB_A(x), DB_E14(__VA_ARGS__)
#define DB_E16(x, ...) DB_A(x), DB_E15(__VA_ARGS__)
#define DB_E17(x, ...) DB_A(x), DB_E16(__VA_ARGS__)
#define DB_E18(x, ...) DB_A(x), DB_E17(__VA_ARGS__)
#define DB_E19(x, ...) DB_A(x), DB_E18(__VA_ARGS__)
#define DB_E20(x, ...) DB_A(x), DB_E19(__VA_ARGS__)
#define DB_E21(x, ...) DB_A(x), DB_E20(__VA_ARGS__)
#define DB_E22(x, ...) DB_A(x), DB_E21(__VA_ARGS__)
#define DB_E23(x, ...) DB_A(x), DB_E22(__VA_ARGS__)
#define DB_E24(x, ...) DB_A(x), DB_E23(__VA_ARGS__)
#define DB_PICK(_1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, \
    _15, _16, _17, _18, _19, _20, _21, _22, _23, _24, n, ...) n
#define DB_ARGS(...) (struct db_arg[]){ __VA_OPT__(DB_PICK(__VA_ARGS__, \
    DB_E24, DB_E23, DB_E22, DB_E21, DB_E20, DB_E19, DB_E18, DB_E17, DB_E16, \
    DB_E15, DB_E14, DB_E13, DB_E12, DB_E11, DB_E10, DB_E9, DB_E8, DB_E7, \
    DB_E6, DB_E5, DB_E4, DB_E3, DB_E2, DB_E1, )(__VA_ARGS__),) DB_NONE }
#define DB_NARGS(...) \
	(sizeof(DB_ARGS(__VA_ARGS__)) / sizeof(struct db_arg) - 1)
