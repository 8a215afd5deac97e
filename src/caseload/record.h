/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A summary for the clinic's own record: plain text of chosen days and
 * parts, to be read through, copied or printed by whoever signs it.  Nothing
 * "only for me" is in it, no draft, and of what was told only what counts
 * now; the rest stays in Mellom.
 */
#include "base/str.h"
#include "base/zone.h"

struct page;

enum record_part {
	RECORD_COURSE = 1, RECORD_SCORES = 2, RECORD_LOOKS = 4,
	RECORD_HOMEWORK = 8, RECORD_TALKS = 16, RECORD_WORK = 32,
	RECORD_CONTACT = 64,
	RECORD_WORDS = 128,		/* the patient's own words with it */
	RECORD_PARTS_N = 8,
	RECORD_USUAL = 127,
};

enum { RECORD_DAYS_MAX = 3 * 366, RECORD_BYTES_MAX = 256 * 1024 };

struct record_ask {
	struct day from, until;		/* of the clinic; both count */
	unsigned parts;			/* of enum record_part */
};

/* In the reader's language.  *cut: it was longer than RECORD_BYTES_MAX. */
struct str record_text(struct page *, const struct record_ask *, bool *cut);
/* From the day the course was agreed on (the last, when none runs) to today. */
struct record_ask record_usual(struct page *);
