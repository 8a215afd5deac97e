/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The one table of routes, which is the permission model.  A row without
 * `who` lets nobody in.  Included by gate.c, app.c and main.c only.
 *
 * Path parts: ":patient" and ":id" are 32 hex digits, ":word" is
 * [a-z0-9._-]{1,40}, ":token" 64 hex digits; the rest is letter for letter.
 */
#include "http/page.h"

enum over {
	OVER_NOBODY,		/* nobody's record */
	OVER_OWN,		/* the patient's own: page->care */
	OVER_CARE,		/* the patient in the path: page->care */
	OVER_LIST,		/* one's own list: page->scope */
	OVER_PART,		/* one row of somebody's, :id: page->care */
	OVER_TEAM,		/* the clinic's queues, no texts: page->scope */
	OVER_CLINIC,		/* the clinic's settings and accounts */
};

enum runs {
	RUN_LOOP,		/* GET under 2 ms */
	RUN_WORKER,		/* any GET over 2 ms */
	RUN_PASSWORD,		/* before() hashes a password */
};

enum route_flag {
	ROUTE_KEEP = 1,		/* autosave: no submission record, JSON */
	ROUTE_FREE = 2,		/* no csrf: has no effect on a record */
	ROUTE_AGAIN = 4,	/* harmless when repeated: no submission id */
	ROUTE_AFTER = 8,	/* the patient may do it after the end, too */
};

struct route {
	const char *method;
	const char *path;
	unsigned who;		/* enum role bits */
	enum over over;
	const char *audit;	/* action; NULL: none of the gate's */
	size_t body_max;
	enum runs runs;
	unsigned flags;
	page_fn *run;
	page_fn *before;	/* RUN_PASSWORD */
	const char *name;	/* of run, for `mellom routes` */
};

extern const struct route routes[];
extern const size_t routes_n;
/* What answers where no row fits. */
extern const struct route route_nowhere, route_wrong_method;

/* NULL: no such path; *other_method: the path exists for another one. */
const struct route *route_find(enum method, struct str path, struct page *,
    struct id *patient, bool *other_method);
