/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * When, where and how: one plan of an assignment.  A plan never changes; an
 * edit is the next number.  Times are local wall time with the zone they
 * were agreed in: "12:30" stays 12:30 after a move, and is shown so.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "base/zone.h"
#include "html/lang.h"
#include "programme/task.h"

struct arena;
struct care;

enum homework_by { BY_CHAPTER, BY_THERAPIST, BY_PATIENT };
enum homework_size { SIZE_TINY, SIZE_STANDARD };
/* What the newest plan changed, the gravest first. */
enum plan_change { PLAN_FIRST, PLAN_SMALLER, PLAN_LARGER, PLAN_WORDS,
	PLAN_TIME, PLAN_PLACE, PLAN_SAME };

struct plan {
	struct id id, by;
	int n;				/* 1.. */
	enum homework_by by_role;
	int64_t made_at;
	enum plan_change change;
	enum homework_size size;
	struct day day;			/* first time; DAY_NONE: not said */
	int minute;			/* of the local day; -1: not said */
	const struct zone *zone;
	int per_week;			/* 0 once, 1..7 */
	int minutes;			/* each time, 1..240 */
	struct day until;		/* when the two look at it again */
	enum obstacle obstacle;		/* OBSTACLE_NONE */
	bool remind;
	bool own_reason;		/* plan_add: not the library's text */
	/* In the person's own words; "" not said. */
	struct str title;		/* of an own task */
	struct str reason;		/* why this helps you */
	struct str first_step, place, if_then, materials, seen_by;
};

enum { PLAN_LINE_MAX = 300, PLAN_TEXT_MAX = 2000, PLAN_MINUTES_MAX = 240,
	/* What we never propose by ourselves: after 20:00, before 7:00. */
	PLAN_EARLIEST = 7 * 60, PLAN_LATEST = 20 * 60 };

/*
 * A plan to begin with: tomorrow at the hour that worked before, else
 * 12:30; the task's first step, likeliest obstacle and its if-then; once.
 * until: the agreed weekday (1..7) after the day, 0: a week on.
 */
void plan_default(struct care *, const struct task *, enum lang, int weekday,
    struct plan *out);
/* A plan nobody has said yes to yet begins tomorrow when its day is past. */
void plan_forward(struct plan *, struct day today);
/* Problems at "title", "first_step" ...; true when it is sound. */
bool plan_check(const struct plan *, bool own_words, struct problems *);
enum plan_change plan_changed(const struct plan *from, const struct plan *to);

/* For homework.c.  Writes number n; `by_role` is taken from the plan. */
void plan_add(struct care *, struct id assignment, const struct plan *, int n,
    enum plan_change);
struct rows;
void plan_read(struct care *, struct rows *, struct plan *out);
#define PLAN_COLUMNS \
	" id:id assignment_id:id n:int by_id:id by_role:text made_at:int" \
	" change:text size:text day:int? minute:int? zone:text per_week:int" \
	" minutes:int until_day:int? obstacle:text? remind:int words:bytes"
#define PLAN_SELECT PLAN_SELECT_MORE("")
#define PLAN_SELECT_MORE(more) \
	"SELECT p.id, p.assignment_id, p.n, p.by_id, p.by_role, p.made_at," \
	" p.change, p.size, p.day, p.minute, p.zone, p.per_week, p.minutes," \
	" p.until_day, p.obstacle, p.remind, p.words" more \
	" FROM assignment_plan p"
const char *homework_by_id(enum homework_by);
enum homework_by homework_by_of(struct str);
