/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/worked.h"

#include "db/db.h"
#include "homework/homework.h"
#include "people/care.h"

SQL(worked_list, "patient:id",
    "kind:text amount:int minute:int? planned:text done:text?",
    "SELECT a.kind, r.amount, p.minute, p.size AS planned, r.size AS done"
    " FROM homework_report r"
    " JOIN assignment a ON a.id = r.assignment_id"
    " LEFT JOIN assignment_plan p ON p.assignment_id = a.id"
    " AND p.n = a.in_force"
    " WHERE r.patient_id = $1 AND a.patient_id = $1 AND r.newest = 1"
    " AND p.id IS NOT NULL ORDER BY r.reported_at DESC, r.id DESC");

enum day_part
day_part_of(int minute)
{
	return minute < 11 * 60 ? PART_MORNING : minute < 14 * 60 ?
	    PART_MIDDAY : minute < 18 * 60 ? PART_AFTERNOON : PART_EVENING;
}

static void
count(struct worked_count *c, bool done)
{
	c->told++;
	c->done += done;
}

/* Two of three done at least, twice told, and more often than the rest. */
static bool
stands_out(const struct worked_count *c, const struct worked *w)
{
	int told = 0, done = 0, i;

	for (i = 0; i < PARTS_N; i++) {
		told += w->part[i].told;
		done += w->part[i].done;
	}
	return c->told >= 2 && c->done * 3 >= c->told * 2 &&
	    c->done * told > done * c->told;
}

void
worked_load(struct care *c, struct worked *out)
{
	int newest[PARTS_N] = { -1, -1, -1, -1 }, i;
	struct worked w = { .best = PARTS_N, .minute = -1 };
	ROWS(r, c->tx, worked_list, c->patient);

	while (rows_next(&r)) {
		int64_t amount = rows_int(&r, "amount");
		bool done = amount == AMOUNT_DID || amount == AMOUNT_PARTLY;
		enum task_kind kind = task_kind_of(rows_str(&r, "kind"));
		struct str size = rows_null(&r, "done") ?
		    rows_str(&r, "planned") : rows_str(&r, "done");

		w.told++;
		if (kind < TASK_KINDS)
			count(&w.kind[kind], done);
		count(&w.size[str_is(size, "tiny") ? SIZE_TINY :
		    SIZE_STANDARD], done);
		if (!rows_null(&r, "minute")) {
			int minute = (int)rows_int(&r, "minute");
			enum day_part part = day_part_of(minute);

			count(&w.part[part], done);
			if (done && newest[part] < 0)
				newest[part] = minute;
		}
	}
	for (i = 0; i < PARTS_N; i++)
		if (w.told >= WORKED_FROM && stands_out(&w.part[i], &w) &&
		    (w.best == PARTS_N || w.part[i].done * w.part[w.best].told >
		    w.part[w.best].done * w.part[i].told)) {
			w.best = (enum day_part)i;
			w.minute = newest[i];
		}
	w.tiny_better = w.told >= WORKED_FROM && w.size[SIZE_TINY].told >= 2 &&
	    w.size[SIZE_STANDARD].told >= 1 &&
	    w.size[SIZE_TINY].done * w.size[SIZE_STANDARD].told >
	    w.size[SIZE_STANDARD].done * w.size[SIZE_TINY].told;
	*out = w;
}
