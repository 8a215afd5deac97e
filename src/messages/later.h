/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A clinician's message that is sent at a time: written now, on disk, seen
 * by the clinic as waiting, not by the patient.  It can be taken back until
 * it is sent.  The server's tick sends it exactly once: the message gets the
 * id that waited, so that a second sending finds it there.
 *
 * It is not sent when its writer has no care of the patient any more, is off,
 * or the course is over; it then stands as stopped, for the clinic to see.
 * When sent it answers what the patient had written before it was written.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"

struct care;
struct duty;
struct message_new;

enum { LATER_DAYS_MAX = 60, LATER_MAX = 20 };

struct message_later {
	struct id id, from;
	struct str from_name, body, about;
	int64_t made_at, send_at;
	bool stopped;			/* else it waits */
};

/* Problems at "body", "send"; the draft is dropped when it is kept. */
bool message_later_put(struct care *, const struct message_new *,
    int64_t send_at, struct problems *);
/* What waits or was stopped, in order; nothing for the patient. */
size_t message_later_list(struct care *, struct message_later **out);
/*
 * Its text becomes the draft of whoever takes it back, when that is empty.
 */
enum later_back { LATER_NONE,		/* none of this patient's */
	LATER_SENT,			/* or taken back already */
	LATER_BACK };
enum later_back message_later_back(struct care *, struct id);
/* By the server's tick.  How many were sent. */
int message_later_send(struct duty *);
