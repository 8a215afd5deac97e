/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What goes out: a neutral text to one address.  No name of a person, a
 * programme or an illness, no tracking, and the server's address as the only
 * link (an invitation is a link by nature).  Whoever looks over a shoulder
 * learns that there is a reminder.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"
#include "base/zone.h"
#include "html/lang.h"
#include "reminders/choice.h"

struct arena;

enum letter_kind { LETTER_AGREED, LETTER_NUDGE, LETTER_MESSAGE,
	LETTER_INVITATION, LETTER_TEST, LETTER_CALL, LETTER_KINDS };

struct letter {
	struct id id;			/* of the outbox row */
	struct id clinic, patient, account;	/* one of both is ID_NONE */
	struct id about;
	int64_t about_n;
	enum letter_kind kind;
	enum channel channel;
	enum lang lang;
	const struct zone *zone;	/* of whom it is for */
	struct str to;			/* address, or number as typed */
	struct str sender;		/* the clinic's neutral name */
	struct str subject, text;
	struct str link;		/* an invitation's; else "" */
	int64_t due_at, expires_at, now;
	int64_t made_at;		/* when it was queued */
	int64_t until_at;		/* a call: by when; 0: not said */
	int tries;			/* this one too */
};

const char *letter_kind_name(enum letter_kind);	/* "agreed" ... */
enum letter_kind letter_kind_parse(struct str);
struct msg letter_kind_word(enum letter_kind);	/* for lists */
/* Fills subject and text; url: the server's address, "" leaves it out. */
void letter_write(struct arena *, struct letter *, struct str url);

/* What came of sending; result is a fixed word, with a number at most. */
enum send_result {
	SEND_SENT,
	SEND_LATER,	/* surely not sent: once more later */
	SEND_NEVER,	/* this address does not work: stop the channel */
	SEND_UNKNOWN,	/* may have been sent: never again */
};
struct sender {
	void *ctx;
	bool email, sms;		/* what it can send */
	struct str url;			/* the server's address */
	enum send_result (*send)(void *ctx, struct arena *,
	    const struct letter *, struct str *result);
};
