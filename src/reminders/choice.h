/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What a patient chooses about reminders, and how a clinician is reached.
 *
 * Nothing is sent to a patient who has not chosen a channel.  The time of
 * day is offered before 17:00 and begins at REMIND_NORMAL; it may not lie in
 * the quiet hours.  A channel that does not work is stopped: nothing more
 * goes there until the patient (or clinician) chooses it anew, and the
 * therapist is told.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "base/zone.h"
#include "html/html.h"

struct arena;
struct care;
struct tx;
struct vault;

enum channel { CHANNEL_NONE, CHANNEL_EMAIL, CHANNEL_SMS };
/* What a patient may be reminded of: bits. */
enum remind_kind { REMIND_AGREED = 1, REMIND_MESSAGE = 2, REMIND_NUDGE = 4,
	REMIND_ALL = 7 };

enum {
	REMIND_NORMAL = 15 * 60,	/* 15:00 */
	REMIND_OFFER_FROM = 7 * 60, REMIND_OFFER_TO = 16 * 60 + 30,
	QUIET_FROM_NORMAL = 20 * 60, QUIET_TO_NORMAL = 7 * 60,
	REACH_MAX = 200,		/* bytes of an address or number */
};

struct remind_choice {
	enum channel channel;
	int minute;			/* of the local day */
	int quiet_from, quiet_to;	/* of the local day; may go over
					 * midnight; equal: none */
	unsigned kinds;
	enum channel stopped;		/* the one that did not work */
	int64_t stopped_at;
	int64_t version;		/* 0: nothing chosen yet */
};

const char *channel_name(enum channel);		/* "", "email", "sms" */
enum channel channel_parse(struct str);
struct msg channel_word(enum channel);		/* "e-mail", "text message" */

void remind_choice_get(struct care *, struct remind_choice *out);
/*
 * Problems at "time", "quiet", "kinds".  False: not saved; without problems
 * it was changed meanwhile.  Saving lifts a stop.
 */
bool remind_choice_put(struct care *, const struct remind_choice *,
    int64_t version_seen, struct problems *);
/* This channel does not work. */
void remind_choice_stop(struct care *, enum channel);
bool quiet_at(int quiet_from, int quiet_to, int minute);

/* A line, no blanks, one @ with a host behind; nothing that bends a header. */
bool reach_email_ok(struct str);
/*
 * "+4791234567" of what people write; country: digits put before a number of
 * 8 digits without one.  "": it is no number.
 */
struct str reach_mobile(struct arena *, struct str typed, struct str country);

/* A clinician's. */
struct reach {
	struct str email, mobile;
	bool by_email, by_sms;
	bool unreadable;		/* an address was damaged: "" */
	enum channel stopped;
};
void reach_get(struct tx *, struct vault *, struct id account,
    struct reach *out);
/* Problems at "email", "mobile". */
bool reach_put(struct tx *, struct vault *, struct id account,
    const struct reach *, int64_t now, struct problems *);
void reach_stop(struct tx *, struct id account, enum channel);
