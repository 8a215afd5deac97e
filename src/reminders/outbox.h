/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What is to be sent, and what became of it.
 *
 * A row is queued once for what it is about (a second time changes nothing
 * but the time of one that still waits).  Intended is a local wall time in a
 * zone: it stays when the patient travels or the clocks change, and due_at
 * is worked out of it: in a gap the first minute after, in an overlap the
 * first of both.
 *
 * Exactly once, as far as the world allows: a row is claimed and committed
 * before anything is sent; a claim whose outcome never came (the worker was
 * killed, the connection hung after the text was handed over) becomes
 * "unknown" after CLAIM_LOST_S and is never sent again.  So at most once;
 * only what was surely refused is tried again, with growing waits, until it
 * expires.  Every end is kept with intended and real time and a result.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"
#include "base/zone.h"
#include "reminders/letter.h"

struct care;
struct duty;
struct tx;

enum {
	LATE_S = 3 * 3600,		/* later than that nobody wants it */
	CLAIM_LOST_S = 600,		/* longer than any sending takes */
	TRIES_MAX = 8,
	OUTBOX_KEEP_S = 400 * 86400,
};

struct outbox_new {
	struct id clinic, patient, account;
	enum letter_kind kind;
	enum channel channel;
	struct id about;
	int64_t about_n;
	struct day day;			/* intended, local */
	int minute;
	const struct zone *zone;
	int64_t expires_at;
	int64_t until_at;		/* calls; 0 */
	struct str link;		/* of an invitation: sealed */
};
/* True: it is new. */
bool outbox_put(struct duty *, const struct outbox_new *);
/*
 * The patient's time of day or zone is another now.  What still waits for an
 * earlier one is dropped ("moved"): over, this one, whose time of today is
 * past; only, those about the same for other days.
 */
void outbox_over(struct duty *, const struct outbox_new *);
void outbox_only(struct duty *, const struct outbox_new *);
/* The same at once, by a person: invitation, test.  Needs a channel. */
bool outbox_put_now(struct care *, enum letter_kind, enum channel,
    struct str link, int64_t expires_at);

/* Not more tests than TESTS_DAY in a day: each costs somebody something. */
enum { TESTS_DAY = 5 };
bool outbox_test_may(struct care *);

enum claim { CLAIM_NONE, CLAIM_LETTER, CLAIM_DROPPED,
	CLAIM_UNREADABLE };		/* the last is of who sends */
/* The next one due that this sender can send. */
enum claim outbox_claim(struct duty *, struct id worker,
    const struct sender *, struct letter *out);
/* What came of it; false: the claim was lost meanwhile, nothing changed. */
bool outbox_done(struct duty *, struct id worker, const struct letter *,
    enum send_result, struct str result);
/*
 * One whose claim failed because what it holds, or whom it goes to, does not
 * open: ended as failed ("unreadable"), so that it holds up nobody else.  Of
 * *letter the ids, kind and channel count.
 */
void outbox_set_aside(struct duty *, const struct letter *);
/* Those past their time, and lost claims.  How many ended. */
int outbox_clean(struct duty *);
/* When the next waiting one is due; 0: none. */
int64_t outbox_next_at(struct duty *);

/* For the patient, and for who cares for them: newest first, no words. */
struct outbox_row {
	enum letter_kind kind;
	enum channel channel;
	int64_t due_at, done_at;
	struct str state, result;
};
size_t outbox_of_patient(struct care *, size_t max, struct outbox_row **out);
const char *outbox_state_text(const struct outbox_row *);	/* T() */

/* How the worker and its queue are. */
struct outbox_health {
	int64_t beat_at;		/* 0: no worker ever */
	bool email, sms;		/* what it can send */
	int64_t waiting, late;		/* late: due for over five minutes */
	int64_t oldest_due_at;		/* of the late ones; 0 */
	int64_t sent, failed, unknown, expired, dropped;	/* last 24 h */
	int64_t stopped;		/* patients' channels */
	int64_t unreadable;		/* set aside in the last 30 days */
};
enum { WORKER_BEAT_MAX_S = 300 };	/* without: it does not run */
/* clinic ID_NONE: of all. */
void outbox_health(struct tx *, struct id clinic, int64_t now,
    struct outbox_health *out);
/* Can the worker send by one of these?  Not asked while none ever ran. */
bool outbox_reaches(const struct outbox_health *, bool by_email, bool by_sms);
/* Since when this worker lives, and what it can send. */
void worker_beat(struct duty *, struct id worker, int64_t started_at,
    const struct sender *);
