/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Inside the room: talks (demo_talks.c) and the way back to work
 * (demo_return.c), laid over the weeks when these are worked out, with dice
 * of their own, so that neither changes the other's story.
 */
#include <stdint.h>

struct acts;

/* Which talk of one person; a member keeps their ids. */
enum talk_of { TALK_START, TALK_MIDWAY, TALK_AGAIN, TALK_END, TALKS_OF };
void talks_plan(struct acts *);
void return_plan(struct acts *);
/* So far as one person's weeks are planned; moments, 0: never. */
struct so_far {
	int64_t invited, mapped, patient, written;	/* the last ones */
};
struct so_far life_so_far(const struct acts *, int who);
